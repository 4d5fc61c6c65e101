"""What changed in a story, in sentences made from the values of ``articles/changes.py``."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles.across.hits import point_address
from articles.analysis.points.phrases import possessive
from articles.analysis.types import Span
from articles.comparison.rows import Passage
from articles.comparison.words import count, listed, shortened, without_name
from articles.models import StoryChange

_MOST = 6
_LONGEST_GIST = 140


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence; ``href`` leads to the point on the story page, or to the story."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What one text changed: a line that names it, its sentences, and how many more there are."""

    pk: int
    title: str
    story: str
    href: str
    at: datetime
    sentences: tuple[Told, ...]
    more: str


def change_view(change: StoryChange) -> ChangeView:
    """A change with its ``story`` and the outlet of its ``version``."""
    article = change.version.article
    outlet = article.outlet.name
    entries = change.told
    headline = f", “{article.headline}”" if article.headline else ""
    new = f"{outlet} has joined the story{headline}" if change.joined else f"{outlet} has changed its text"
    left = len(entries) - _MOST
    return ChangeView(
        pk=change.pk,
        title=f"{new}: {_in_numbers(entries)}",
        story=change.story.title,
        href=change.story.get_absolute_url(),
        at=change.created_at,
        sentences=tuple(Told(_sentence(outlet, entry), _href(change, entry)) for entry in entries[:_MOST]),
        more=f"and {count(left, 'more', 'more')}" if left > 0 else "",
    )


def _in_numbers(entries: list[Mapping[str, Any]]) -> str:
    """What it has, by kinds: "2 points that others have, 1 point alone"."""
    kinds = [entry["kind"] for entry in entries]
    parts = [
        f"{count(kinds.count(kind), 'point')} {words}"
        for kind, words in (("gained", "that others have"), ("alone", "alone"), ("lost", "no longer"))
        if kind in kinds
    ]
    return listed(parts) or "no point is changed by it"


def _sentence(outlet: str, entry: Mapping[str, Any]) -> str:
    if entry["kind"] == "side":
        return f"{outlet} is the first to quote {entry['side']}."
    whose = _whose(entry)
    if entry["kind"] == "gained":
        others = entry["others"]
        also = f"so far only in {others[0]}" if len(others) == 1 else f"also in {listed(others)}"
        return f"{outlet} now carries {whose} ({also})."
    if entry["kind"] == "alone":
        return f"{outlet} alone has {whose}."
    return f"{outlet} no longer has {whose} (still in {listed(entry['others'])})."


def _whose(entry: Mapping[str, Any]) -> str:
    """The point in words: "Ann Lee’s words (Northern Union): “We will not go back”"."""
    speaker = entry["speaker"]
    gist = shortened(without_name(entry["gist"], speaker), _LONGEST_GIST).strip("“”\"' ").rstrip(",.")
    side = f" for {entry['side']}" if entry["side"] and entry["side"] != speaker else ""
    return f"{possessive(speaker)} words{side}, “{gist}”" if speaker else f"“{gist}”"


def _href(change: StoryChange, entry: Mapping[str, Any]) -> str:
    passages = [Passage(version, Span(start, end)) for version, start, end in entry.get("at", ())]
    return point_address(change.story, passages) if passages else change.story.get_absolute_url()
