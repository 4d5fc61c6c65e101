"""Outlets across stories."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.models import Outlet


@require_safe
def outlets(request: HttpRequest) -> HttpResponse:
    """All outlets."""
    return render(request, "outlets/index.html", {})


@require_safe
def outlet(request: HttpRequest, slug: str) -> HttpResponse:
    """One outlet."""
    return render(request, "outlets/outlet.html", {"outlet": get_object_or_404(Outlet, slug=slug)})
