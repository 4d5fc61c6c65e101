"""The public pages: all stories, and one story's articles side by side."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.comparison import Filters, story_list, story_progress
from articles.comparison.paging import read_page
from articles.comparison.places import read_passages
from articles.comparison.stamps import stamp_of
from articles.comparison.tour import tour_over
from articles.desk import named, read_ids
from articles.models import Story
from articles.views.showing import notice, read_story, show_story, steadily
from coverage_site.access import checks_joined, may_rule
from coverage_site.http import refresh, wants_part
from coverage_site.unchanged import unless_unchanged


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All stories with their outlets and what only one piece of each has, page by page."""
    page = story_list(read_page(request.GET))
    return render(request, "stories/index.html", {"page": page, "tour": tour_over(page.stories)})


@require_safe
def story(request: HttpRequest, slug: str) -> HttpResponse:
    """One story under the filters of the query string, or where its analysis stands until it is compared.

    ``at`` names a point by the passages that it is made of; ``ruled`` are rulings that its editor has just made.
    """
    stamp = stamp_of(slug)
    if stamp is None:
        raise Http404

    def shown(found: Story) -> HttpResponse:
        filters, made_of = Filters.from_query(request.GET), read_passages(request.GET.get("at", ""))
        ruled = read_ids(request.GET.get("ruled", ""))
        done = named(found, ruled) if ruled and may_rule(request) else ()
        return show_story(request, found, filters, made_of=made_of, done=done, stamp=stamp)

    if may_rule(request) or checks_joined(request):
        return steadily(slug, shown)
    return unless_unchanged(
        request, f"{stamp.whole} {notice()}", lambda: read_story(request, stamp) or steadily(slug, shown)
    )


@require_safe
def progress(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the analysis stands; a page that waits for another comparison than it shows is told to load again."""
    found = get_object_or_404(Story, slug=slug)
    state = story_progress(found)
    if wants_part(request) and not state.active and not state.failed:
        return refresh()
    return render(request, "stories/_progress.html", {"story": found, "progress": state})
