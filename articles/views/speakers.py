"""Speakers across stories."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.across.speakers import speaker_list, speaker_page
from articles.comparison.paging import read_page
from articles.models import Speaker


@require_safe
def speakers(request: HttpRequest) -> HttpResponse:
    """Everyone who is quoted in a story, page by page."""
    return render(request, "speakers/index.html", {"page": speaker_list(read_page(request.GET))})


@require_safe
def speaker(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a speaker is quoted and where not, by what verbs and under what names."""
    page = speaker_page(get_object_or_404(Speaker, pk=pk), read_page(request.GET))
    return render(request, "speakers/speaker.html", {"page": page})
