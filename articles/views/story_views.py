"""The further views of a story: each under the same filters, whole or as the part that htmx asks for."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from articles.comparison import Filters, story_page, story_progress, versions_page
from articles.comparison.brief import brief_of
from articles.comparison.facts import facts_view
from articles.comparison.filters import Facet
from articles.comparison.framed import framing_page
from articles.comparison.kept import kept_rows
from articles.comparison.matrix import matrix_of
from articles.comparison.page import StoryPage
from articles.comparison.quotations import quotations_of
from articles.comparison.stamps import stamp_of
from articles.comparison.tabs import BRIEF, FACTS, FRAMING, MATRIX, QUOTATIONS, SIDE_BY_SIDE, VERSIONS, View, path_of
from articles.comparison.tour import tour_of
from articles.models import Story
from articles.views.showing import notice, steadily
from coverage_site.access import may_rule, reads_whole_texts
from coverage_site.http import render_page
from coverage_site.unchanged import unless_unchanged


@require_safe
def matrix(request: HttpRequest, slug: str) -> HttpResponse:
    """Points by outlets: who carries what, and how prominently."""
    return _view(request, slug, MATRIX, lambda page: {"matrix": matrix_of(page)})


@require_safe
def quotations(request: HttpRequest, slug: str) -> HttpResponse:
    """The same utterance in every outlet, word by word, and the verbs that introduce it."""
    return _view(request, slug, QUOTATIONS, lambda page: {"quotations": quotations_of(page)})


@require_safe
def facts(request: HttpRequest, slug: str) -> HttpResponse:
    """Numbers, dates, places and titles that outlets give differently."""
    return _view(request, slug, FACTS, lambda page: {"facts": facts_view(page)})


@require_safe
def framing(request: HttpRequest, slug: str) -> HttpResponse:
    """How each outlet names, quotes and tells, side by side."""
    return _view(request, slug, FRAMING, lambda page: {"framed": framing_page(page)})


@require_safe
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """Every article that has more than one version, each version set against the one before it."""
    whole = reads_whole_texts(request)

    def changed(page: StoryPage) -> dict[str, Any]:
        keys = page.filters.chosen.get(Facet.OUTLET, ())
        return {"changed": versions_page(page.story, whole=whole, keys=keys)}

    return _view(request, slug, VERSIONS, changed)


@require_safe
def brief(request: HttpRequest, slug: str) -> HttpResponse:
    """What a reader of only one outlet would not know, with its sources; made to be printed."""
    return _view(request, slug, BRIEF, lambda page: {"brief": brief_of(page)})


def _view(request: HttpRequest, slug: str, view: View, content: Callable[[StoryPage], dict[str, Any]]) -> HttpResponse:
    """A view with what it shows of the page; a story that is not compared yet has only its own page."""
    stamp = stamp_of(slug)
    if stamp is None:
        raise Http404

    def shown(found: Story) -> HttpResponse:
        filters = Filters.from_query(request.GET)
        page = story_page(found, filters, view=view, rows=kept_rows(found, stamp, once=filters.once))
        if page is None:
            return redirect(path_of(found, SIDE_BY_SIDE))
        context = {
            "story": found,
            "page": page,
            "progress": story_progress(found),
            "notice": notice(),
            "tour": tour_of(request.GET.get("tour", ""), page),
        }
        address = page.path + page.query
        return render_page(request, "stories/view.html", context | content(page), part="comparison", address=address)

    if may_rule(request):
        return steadily(slug, shown)
    return unless_unchanged(request, f"{stamp.whole} {notice()}", lambda: steadily(slug, shown))
