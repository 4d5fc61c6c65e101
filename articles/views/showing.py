"""The story page for whoever asks: as everybody reads it, and with the handles of an editor."""

from collections.abc import Callable, Collection, Sequence
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control

from articles.analysis import model_notice
from articles.comparison import Filters, joined_notes, story_page, story_progress
from articles.comparison.kept import Wanted, kept_news, kept_page, kept_rows
from articles.comparison.places import read_passages
from articles.comparison.rows import Passage
from articles.comparison.stamps import Stamp
from articles.comparison.steady import ComparedAnew, read_steady
from articles.comparison.tour import tour_of
from articles.desk import handles_of
from articles.models import Ruling, Story
from coverage_site.access import checks_joined, may_rule, reads_whole_texts
from coverage_site.failures import not_now
from coverage_site.http import render_page, wants_part

_TEMPLATE, _PART = "stories/story.html", "comparison"


@cache
def notice() -> str | None:
    """What is said where there is no language model; whoever installs one starts the server anew."""
    return model_notice()


def steadily(slug: str, show: Callable[[Story], HttpResponse]) -> HttpResponse:
    """What shows a story, all of one comparison; where that is replaced all the time meanwhile, when to try again."""
    stories = Story.objects.select_related("comparison")
    try:
        return read_steady(lambda: get_object_or_404(stories, slug=slug), show)
    except ComparedAnew as told:
        return not_now(str(told))


def read_story(request: HttpRequest, stamp: Stamp) -> HttpResponse | None:
    """The page of a story for those who only read, of what was kept for the one before them.

    None where there is none: it is not compared yet, or just being changed.
    """
    filters, made_of = Filters.from_query(request.GET), tuple(read_passages(request.GET.get("at", "")))
    wanted = Wanted(filters, made_of, reads_whole_texts(request))
    page = kept_page(stamp, wanted)
    if page is None:
        return None
    part, key, of_story = wants_part(request), wanted.key(stamp), (stamp.material, page.rows.once)
    progress, joined = kept_news(page.story, stamp)
    context = {
        "story": page.story,
        "progress": progress,
        "notice": notice(),
        "joined": () if part else joined,
        "page": page,
        "tour": tour_of(request.GET.get("tour", ""), page),
        "kept": {
            "look": bool(request.GET.get("tour")),
            "story": of_story,
            "site": (of_story, part, request.scheme, request.get_host()),
            # Beside an excerpt stands the way back here from the sign-in.
            "state": (key, "" if all(column.whole for column in page.columns) else request.get_full_path()),
        },
    }
    address = page.story.get_absolute_url() + page.query
    return render_page(request, _TEMPLATE, context, part=_PART, address=address)


def show_story(
    request: HttpRequest,
    story: Story,
    filters: Filters,
    *,
    part: str = _PART,
    made_of: Collection[Passage] = (),
    done: Sequence[Ruling] = (),
    stamp: Stamp | None = None,
) -> HttpResponse:
    """The page of a story, or its ``part`` where htmx asks; where its analysis stands until it is compared.

    ``made_of`` are the passages of the point that is to be open, ``done`` rulings that an editor has just made or
    undone. With a ``stamp`` the rows are those that are kept under it.
    """
    checks = checks_joined(request)
    context: dict[str, Any] = {
        "story": story,
        "progress": story_progress(story),
        "notice": notice(),
        "joined": () if wants_part(request) else joined_notes(story, for_editor=checks),
        "checks_joined": checks,
    }
    rows = kept_rows(story, stamp, once=filters.once) if stamp else None
    page = story_page(story, filters, whole=reads_whole_texts(request), made_of=made_of, rows=rows)
    if page is None:
        return render(request, "stories/waiting.html", context)
    context |= {"page": page, "tour": tour_of(request.GET.get("tour", ""), page)}
    if rules := may_rule(request):
        context["desk"] = handles_of(page, done=done)
    address = story.get_absolute_url() + page.query
    response = render_page(request, _TEMPLATE, context, part=part, address=address, replaces=part == "ruled")
    if rules:
        patch_cache_control(response, private=True)  # nobody else is to be given an editor's page
    return response
