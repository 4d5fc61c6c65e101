"""How what the pages say was found, and how often it is wrong."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.desk import figures_of_point, own_figures
from articles.methods import methods_page
from coverage_site.access import for_editors


@login_not_required
@require_safe
def methods(request: HttpRequest) -> HttpResponse:
    """Every measure with its formula, range, source and faults, and how often it was right here."""
    return render(request, "methods.html", {"page": methods_page(), "own": own_figures()})


@for_editors
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """How often what an open point says was right here: a part of the story page."""
    return render(request, "rulings/_sure.html", {"own": figures_of_point()})
