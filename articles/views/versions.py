"""The page that shows how the texts of a story changed after they were first stored."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.comparison import versions_page
from articles.models import Story
from coverage_site.access import reads_whole_texts


@require_safe
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """Every article of a story that has more than one version, each version set against the one before it."""
    story = get_object_or_404(Story, slug=slug)
    page = versions_page(story, whole=reads_whole_texts(request))
    return render(request, "stories/versions.html", {"story": story, "page": page})
