"""What has newly joined a story by itself, as its page and the list of stories say it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from articles.comparison.words import listed
from articles.models import Joining, Story

NEW_FOR = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class JoinedNote:
    """One article that joined. ``to_check``: whoever reads is asked whether it belongs there."""

    pk: int
    text: str
    headline: str
    to_check: bool


def joined_notes(story: Story, *, for_editor: bool) -> tuple[JoinedNote, ...]:
    """What joined the story within a day; for editors also what nobody has checked yet, however old. One query."""
    now = timezone.now()
    found = Joining.objects.standing().filter(story=story).select_related("article__outlet")
    return tuple(
        _note(joining, now, to_check=for_editor and joining.belongs is None)
        for joining in found
        if joining.created_at >= now - NEW_FOR or (for_editor and joining.belongs is None)
    )


def new_in(stories: Iterable[Story]) -> dict[int, str]:
    """The outlets whose pieces joined each story within a day, by the story's key. One query."""
    recent = Joining.objects.standing().since(timezone.now() - NEW_FOR).filter(story__in=stories)
    outlets: dict[int, list[str]] = {}
    for story, outlet in recent.values_list("story", "article__outlet__name"):
        outlets.setdefault(story, []).append(outlet)
    return {story: f"New: {listed(list(dict.fromkeys(names)))}" for story, names in outlets.items()}


def _note(joining: Joining, now: dt.datetime, *, to_check: bool) -> JoinedNote:
    joined = f"{joining.article.outlet}’s piece joined this story {moment_words(joining.created_at, now)}"
    text = f"{joined}, by likeness; check it." if to_check else f"New: {joined}."
    return JoinedNote(joining.pk, text, joining.article.headline, to_check)


def moment_words(moment: dt.datetime, now: dt.datetime) -> str:
    """A moment as one says it: "today at 14:05", "yesterday at 09:30", "on 3 May at 14:05"."""
    local, today = timezone.localtime(moment), timezone.localdate(now)
    days = (today - local.date()).days
    day = {0: "today", 1: "yesterday"}.get(days, f"on {local:%-d %B}")
    return f"{day} at {local:%H:%M}"
