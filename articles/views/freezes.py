"""Frozen comparisons: editors make them, whoever may read opens them."""

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_POST, require_safe

from articles.comparison import Filters
from articles.freezing import Refused, UnknownFormat, document_for, freeze, frozen_page
from articles.models import Freeze, Story
from coverage_site.access import for_editors, reads_whole_texts


@for_editors
@require_POST
def freeze_story(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep a comparison as it stands, under the filters that the form names."""
    story = get_object_or_404(Story, slug=slug, comparison__isnull=False)
    assert isinstance(request.user, User)
    filters = Filters.from_query(QueryDict(request.POST.get("query", "").removeprefix("?")))
    outcome = freeze(story, filters, request.user)
    if isinstance(outcome, Refused):
        context = {"story": story, "sentence": outcome.sentence, "back": filters.query_string()}
        return render(request, "freezes/refused.html", context, status=409)
    return redirect(outcome)


@require_safe
def listed(request: HttpRequest, slug: str) -> HttpResponse:
    """The frozen comparisons of a story, the newest first."""
    story = get_object_or_404(Story, slug=slug)
    return render(request, "freezes/list.html", {"story": story, "freezes": story.freezes.defer("document")})


@require_safe
def frozen(request: HttpRequest, sha256: str) -> HttpResponse:
    """One frozen comparison, from its document alone."""
    found = get_object_or_404(Freeze.objects.select_related("story"), sha256=sha256)
    try:
        page = frozen_page(found)
    except UnknownFormat as error:
        return render(request, "freezes/other_release.html", {"freeze": found, "sentence": str(error)})
    return render(request, "freezes/frozen.html", {"freeze": found, "page": page})


@require_safe
def document(request: HttpRequest, sha256: str) -> HttpResponse:
    """The document itself; a copy without whole texts for whoever may not read them."""
    found = get_object_or_404(Freeze, sha256=sha256)
    content = document_for(found, whole=reads_whole_texts(request))
    response = HttpResponse(content, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="parallax-{sha256}.json"'
    patch_cache_control(response, private=True)
    return response
