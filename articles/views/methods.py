"""How what the pages say was found, and how often it is wrong."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.methods import methods_page


@login_not_required
@require_safe
def methods(request: HttpRequest) -> HttpResponse:
    """Every measure with its formula, range, source and faults."""
    return render(request, "methods.html", {"page": methods_page()})
