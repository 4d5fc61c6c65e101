"""What a reader of only one outlet would not know: sentences from templates, with passages and denominators."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from articles.analysis.types import Status
from articles.comparison.filters import Facet, Filters
from articles.comparison.outlet_briefs import OutletBrief, OutletBriefs, named
from articles.comparison.page import StoryPage
from articles.comparison.pieces import Piece, chosen_of, pieces_of
from articles.comparison.rows import ArticleRow
from articles.comparison.words import NEAR, count, moment
from articles.models import Coverage

_FEW = 4  # outlets up to which each has all of its points


@dataclass(frozen=True, slots=True)
class Source:
    """One text that the brief rests on, so that anybody can find and check it.

    ``about`` is what is known of it, as the sentence goes on behind its name; ``url`` is empty where none was given.
    """

    name: str
    about: str
    url: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One outlet, or all, to read the brief of."""

    label: str
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Brief:
    """The view."""

    outlets: tuple[OutletBrief, ...]
    choices: tuple[Choice, ...]
    sources: tuple[Source, ...]
    checked: str
    fingerprint: str
    made_at: datetime


def brief_of(page: StoryPage) -> Brief:
    """The brief of the outlets that a reader chose, all at first; one query, for what comes nearest."""
    pieces = pieces_of(page.rows)
    shown = chosen_of(pieces, page.filters)
    comparison = page.story.comparison
    assert comparison is not None
    telling = OutletBriefs(page, pieces, _nearest(comparison.pk, shown))
    everything = len(shown) == 1 or len(pieces) <= _FEW
    return Brief(
        outlets=tuple(telling.outlet(piece, number, everything=everything) for number, piece in enumerate(shown, 1)),
        choices=_choices(pieces, shown, page.filters),
        sources=tuple(map(_source, page.rows.articles)),
        checked=_checked(page, pieces),
        fingerprint=comparison.fingerprint,
        made_at=comparison.created_at,
    )


def _nearest(comparison: int, shown: Sequence[Piece]) -> dict[tuple[int, int], float]:
    """How near the nearest passage of a version without a point comes to it, by number and version."""
    near = Coverage.objects.filter(
        point__comparison=comparison,
        status=Status.ABSENT,
        score__gte=NEAR,
        version__in=[piece.article.version_id for piece in shown],
    )
    return {
        (number, version): score
        for number, version, score in near.values_list("point__number", "version", "score")
        if score is not None
    }


def _choices(pieces: Sequence[Piece], shown: Sequence[Piece], filters: Filters) -> tuple[Choice, ...]:
    everything = Choice("All", filters.without(Facet.OUTLET).query_string(), len(shown) == len(pieces))
    each = (
        Choice(piece.name, filters.only(Facet.OUTLET, piece.article.key).query_string(), shown == (piece,))
        for piece in pieces
    )
    return (everything, *each) if len(pieces) > 1 else ()


def _checked(page: StoryPage, pieces: Sequence[Piece]) -> str:
    """How many texts everything here was looked for in."""
    incomplete = [piece.name for piece in pieces if not all(one.complete for one in piece.articles)]
    noun = "origin" if page.rows.once else "outlet"
    said = f"{count(len(pieces), noun)} checked, {len(pieces) - len(incomplete)} with a full text"
    return f"{said}; incomplete: {named(incomplete)}" if incomplete else said


def _source(article: ArticleRow) -> Source:
    known = (
        article.headline,
        moment(article.published_at, day=False) if article.published_at else "",
        f"version {article.number} of {article.versions}" if article.versions > 1 else "",
        "" if article.complete else "text incomplete",
    )
    about = ", ".join(filter(None, known))
    return Source(
        name=article.name,
        about=f": {about}." if about else ".",
        url=article.url,
        sha256=hashlib.sha256(article.text.encode()).hexdigest(),
    )
