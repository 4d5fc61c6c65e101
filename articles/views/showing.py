"""The story page for whoever asks: as everybody reads it, and with the handles of an editor."""

from collections.abc import Collection, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from articles.analysis import model_notice
from articles.comparison import Filters, joined_notes, story_page, story_progress
from articles.comparison.rows import Passage
from articles.comparison.tour import tour_of
from articles.desk import handles_of
from articles.models import Ruling, Story
from coverage_site.access import may_rule, reads_whole_texts
from coverage_site.http import render_page, wants_part


def show_story(
    request: HttpRequest,
    story: Story,
    filters: Filters,
    *,
    part: str = "comparison",
    made_of: Collection[Passage] = (),
    done: Sequence[Ruling] = (),
) -> HttpResponse:
    """The page of a story, or its ``part`` where htmx asks; where its analysis stands until it is compared.

    ``made_of`` are the passages of the point that is to be open, ``done`` rulings that an editor has just made or
    undone.
    """
    checks = request.user.has_perm("articles.change_article")
    context: dict[str, Any] = {
        "story": story,
        "progress": story_progress(story),
        "notice": model_notice(),
        "joined": () if wants_part(request) else joined_notes(story, for_editor=checks),
        "checks_joined": checks,
    }
    page = story_page(story, filters, whole=reads_whole_texts(request), made_of=made_of)
    if page is None:
        return render(request, "stories/waiting.html", context)
    context |= {"page": page, "tour": tour_of(request.GET.get("tour", ""), page)}
    if rules := may_rule(request):
        context["desk"] = handles_of(page, done=done)
    address = story.get_absolute_url() + page.address.removesuffix("?")
    response = render_page(request, "stories/story.html", context, part=part, address=address, replaces=part == "ruled")
    if rules:
        patch_cache_control(response, private=True)  # nobody else is to be given an editor's page
    return response
