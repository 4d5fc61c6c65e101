"""What became of a passage in the versions of an article: since when it stands there, since when no longer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import pairwise

from articles.analysis.text.similarity import WITHIN_LEAST, within_letters, words_of
from articles.comparison.words import listed, moment
from articles.models import Version

_LEAST_GONE = 5  # words of a passage that can be called gone: fewer stand in an older text by chance


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of an article. ``stored_at`` is when its text came in here; it may be older at its outlet."""

    number: int
    stored_at: datetime
    text: str
    complete: bool


@dataclass(frozen=True, slots=True)
class History:
    """The versions of one article up to the one that is shown, oldest first; at least two."""

    versions: tuple[VersionRow, ...]

    def added(self, passage: str) -> VersionRow | None:
        """The version since which a passage of the shown text stands there without a break.

        None where that is the first, and where an older text without it was incomplete: it may have been there.
        """
        for later, earlier in pairwise(reversed(self.versions)):
            if not stands_in(passage, earlier.text):
                return later if earlier.complete else None
        return None

    def gone(self, passage: str) -> VersionRow | None:
        """The version since which a passage does not stand there any more; None where it does, or never did.

        None too for a passage of under five words, and where the shown text is incomplete.
        """
        shown = self.versions[-1]
        if len(words_of(passage)) < _LEAST_GONE or not shown.complete or stands_in(passage, shown.text):
            return None
        for later, earlier in pairwise(reversed(self.versions)):
            if stands_in(passage, earlier.text):
                return later
        return None


def histories(shown: Mapping[int, int]) -> dict[int, History]:
    """The histories of articles that have earlier versions, by the version shown; ``shown`` gives its article for each.

    One query.
    """
    rows = Version.objects.filter(article__in=shown.values()).order_by("article", "number")
    by_article: dict[int, list[tuple[int, VersionRow]]] = {}
    fields = ("pk", "article", "number", "created_at", "text", "complete")
    for pk, article, *row in rows.values_list(*fields):
        by_article.setdefault(article, []).append((pk, VersionRow(*row)))
    found: dict[int, History] = {}
    for version, article in shown.items():
        versions = by_article.get(article, [])
        end = next((place for place, (pk, _) in enumerate(versions, start=1) if pk == version), 0)
        if end > 1:
            found[version] = History(tuple(row for _, row in versions[:end]))
    return found


def when(found: Iterable[VersionRow | None]) -> tuple[str, bool]:
    """When passages came or went, in words, and whether all of them did; "" for none.

    >>> when([])
    ('', False)
    """
    rows = list(found)
    moments = {row.number: row.stored_at for row in rows if row is not None}
    return listed([moment(moments[number]) for number in sorted(moments)]), None not in rows and bool(rows)


@lru_cache(maxsize=20_000)  # each page asks the same of the same texts again
def stands_in(passage: str, text: str) -> bool:
    """Whether the words of a passage stand in a text on end; marks, case and white space do not count.

    In passages of six words or more small changes do not count either, unless they touch a number or a denial.
    """
    words = words_of(passage)
    if not words:
        return True
    if f" {' '.join(words)} " in f" {' '.join(words_of(text))} ":
        return True
    return len(words) >= WITHIN_LEAST and within_letters(passage, text)
