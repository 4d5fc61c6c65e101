"""Outlets across stories."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.across.outlets import outlet_list, outlet_page
from articles.models import Outlet


@require_safe
def outlets(request: HttpRequest) -> HttpResponse:
    """Every outlet with its number of articles and of points that it has alone."""
    return render(request, "outlets/index.html", {"outlets": outlet_list()})


@require_safe
def outlet(request: HttpRequest, slug: str) -> HttpResponse:
    """Whom an outlet quotes and does not, and what it alone has or does not have."""
    page = outlet_page(get_object_or_404(Outlet, slug=slug))
    return render(request, "outlets/outlet.html", {"page": page})
