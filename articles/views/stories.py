"""The public pages: all stories, and one story's articles side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.analysis import model_notice
from articles.comparison import Filters, joined_notes, story_list, story_page, story_progress
from articles.models import Story
from coverage_site.access import reads_whole_texts
from coverage_site.http import refresh, render_page, wants_part


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All stories with their outlets and what only one piece of each has."""
    return render(request, "stories/index.html", {"stories": story_list()})


@require_safe
def story(request: HttpRequest, slug: str) -> HttpResponse:
    """One story under the filters of the query string, or where its analysis stands until it is compared."""
    found = get_object_or_404(Story.objects.select_related("comparison"), slug=slug)
    checks = request.user.has_perm("articles.change_article")
    context = {
        "story": found,
        "progress": story_progress(found),
        "notice": model_notice(),
        "joined": () if wants_part(request) else joined_notes(found, for_editor=checks),
        "checks_joined": checks,
    }
    page = story_page(found, Filters.from_query(request.GET), whole=reads_whole_texts(request))
    if page is None:
        return render(request, "stories/waiting.html", context)
    address = found.get_absolute_url() + page.address.removesuffix("?")
    return render_page(request, "stories/story.html", context | {"page": page}, part="comparison", address=address)


@require_safe
def progress(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the analysis stands; a page that waits for another comparison than it shows is told to load again."""
    found = get_object_or_404(Story, slug=slug)
    state = story_progress(found)
    if wants_part(request) and not state.active and not state.failed:
        return refresh()
    return render(request, "stories/_progress.html", {"story": found, "progress": state})
