"""The part of one outlet in a brief: what stands in others, what in it alone, what cannot be said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from articles.analysis.types import Kind, PointKind, Span, Status
from articles.comparison.filters import Facet
from articles.comparison.openings import Openings
from articles.comparison.page import StoryPage
from articles.comparison.pieces import Piece
from articles.comparison.prominence import Places
from articles.comparison.rows import ArticleRow, PointRow, SideRow
from articles.comparison.words import count, listed, passage, percent, shortened

_LONGEST = 190
_NAMED = 4  # outlets that a sentence names; of more it says how many
_FIRST = 8  # points of each outlet where there are more outlets than that
_TOGETHER = frozenset({Status.VERBATIM, Status.VARIANT, Status.PARTIAL})
_LAST = "\uffff"
_SILENT = {
    Status.TOO_EARLY: "published before it was said",
    Status.UNREADABLE: "text incomplete",
    Status.UNCHECKED: "not checked",
}


@dataclass(frozen=True, slots=True)
class Carrier:
    """An outlet that carries a point, with the way to the passage, and the mark that stands ``after`` it."""

    label: str
    href: str
    after: str


@dataclass(frozen=True, slots=True)
class Item:
    """One point. ``quoted`` where the words are a source's own; else ``who`` says in whose words they are.

    ``others`` says how the outlets that do not carry it were checked; ``nearest`` what comes nearest in this one. Each
    of the texts ends with its mark, so that they are one sentence.
    """

    number: int
    words: str
    quoted: bool
    who: str
    side: SideRow | None
    reach: str
    carriers: tuple[Carrier, ...]
    others: str
    nearest: str
    nearest_href: str


@dataclass(frozen=True, slots=True)
class OutletBrief:
    """The part of one outlet. ``unsure`` are sentences about points that cannot be said to be missing."""

    ident: str
    name: str
    summary: str
    missing: tuple[Item, ...]
    more_missing: str
    alone: tuple[Item, ...]
    alone_how: str
    more_alone: str
    unproven: tuple[Item, ...]
    unsure: tuple[str, ...]
    whole_href: str


class OutletBriefs:
    """Puts the points of a page into sentences."""

    def __init__(self, page: StoryPage, pieces: tuple[Piece, ...], nearest: Mapping[tuple[int, int], float]) -> None:
        self.pieces, self.nearest = pieces, nearest
        self.opening, self.places = Openings(page), Places(page.rows.articles)
        self.filters, self.noun = page.filters, "origin" if page.rows.once else "outlet"
        self.statuses = {point.number: tuple(piece.status(point) for piece in pieces) for point in page.remaining}
        self.points = sorted(page.remaining, key=self._order)
        self._words = {point.number: self._said(point) for point in self.points}

    def _order(self, point: PointRow) -> tuple[int, str, int]:
        """Widest reach first, then side by side."""
        return -self._reach(point), point.side.name if point.side else _LAST, point.number

    def _reach(self, point: PointRow) -> int:
        return sum(status.carries for status in self.statuses[point.number])

    def outlet(self, piece: Piece, number: int, *, everything: bool) -> OutletBrief:
        """The part of one outlet; of many outlets each has its first points only."""
        at = self.pieces.index(piece)
        own = {point.number: self.statuses[point.number][at] for point in self.points}
        missing = [point for point in self.points if own[point.number] is Status.ABSENT and self._reach(point)]
        alone = [point for point in self.points if own[point.number].carries and self._reach(point) == 1]
        versions = {one.version_id for one in piece.articles}
        proven = [point for point in alone if point.only_in in versions]
        unproven = [point for point in alone if point not in proven]
        first = None if everything else _FIRST
        return OutletBrief(
            ident=f"brief-{number}",
            name=piece.name,
            summary=self._summary(piece, own, missing, proven),
            missing=tuple(self._item(point, piece) for point in missing[:first]),
            more_missing=_more(len(missing), first),
            alone=tuple(self._item(point, piece, alone=True) for point in proven[:first]),
            alone_how=self._alone(piece),
            more_alone=_more(len(proven), first),
            unproven=tuple(self._item(point, piece) for point in unproven[:first]),
            unsure=tuple(self._unsure(own)),
            whole_href=self.filters.only(Facet.OUTLET, piece.article.key).query_string(),
        )

    def _summary(
        self, piece: Piece, own: Mapping[int, Status], missing: Sequence[PointRow], proven: Sequence[PointRow]
    ) -> str:
        carried = sum(status.carries for status in own.values())
        complete = all(article.complete for article in piece.articles)
        text = (
            "Its full text was searched" if complete else "Its text is incomplete: nothing follows from what it lacks"
        )
        return (
            f"Of {count(len(own), 'point')} it carries {carried}, {len(proven)} of them alone; {len(missing)} "
            f"that others carry {'is' if len(missing) == 1 else 'are'} not in it. {text}."
        )

    def _alone(self, piece: Piece) -> str:
        """The denominator of what one outlet alone carries: it is said only after all others were searched."""
        others = [other.name for other in self.pieces if other is not piece]
        whole, were = ("text", "was") if len(others) == 1 else ("texts", "were")
        outlets = count(len(self.pieces), self.noun)
        return f"Each in 1 of {outlets}: the full {whole} of {named(others)} {were} searched."

    def _unsure(self, own: Mapping[int, Status]) -> Iterable[str]:
        """What cannot be said to be missing, and why."""
        for status, why in _SILENT.items():
            numbers = [str(number) for number, found in sorted(own.items()) if found is status]
            if numbers:
                named = listed(numbers) if len(numbers) <= _NAMED * 2 else f"{', '.join(numbers[:_NAMED])} and others"
                yield f"{count(len(numbers), 'point')} could not be looked for ({why}): {named}."

    def _item(self, point: PointRow, piece: Piece, *, alone: bool = False) -> Item:
        """One point; what stands in one outlet ``alone`` has its denominator over the list."""
        words, quoted, told_by = self._words[point.number]
        carrying = [other for other in self.pieces if other.status(point).carries]
        score = None if alone else self.nearest.get((point.number, piece.article.version_id))
        others = "" if alone else self._others(point, piece)
        more = f"and {len(carrying) - _NAMED} more" if len(carrying) > _NAMED else ""
        end = ";" if score else "."
        rest = "; ".join(filter(None, (more, others)))
        return Item(
            number=point.number,
            words=words,
            quoted=quoted,
            who=_who(point, told_by, ":" if alone else " ·"),
            side=point.side,
            reach="" if alone else f"in {len(carrying)} of {count(len(self.pieces), self.noun)}:",
            carriers=self._carriers(point, carrying[:_NAMED], "" if more else ";" if others else end),
            others=f"{rest}{end}" if rest else "",
            nearest=f"nearest passage, {percent(score)} alike" if score else "",
            nearest_href=self.opening.point(point.number, piece.article, nearest=True) if score else "",
        )

    def _carriers(self, point: PointRow, pieces: Sequence[Piece], end: str) -> tuple[Carrier, ...]:
        carriers = []
        for piece in pieces:
            article = piece.carrier(point) or piece.article
            placed = self.places.of(point, article.version_id)
            place = "" if placed is None else " headline" if placed.headline else f" ¶\u202f{placed.paragraph}"
            href, after = self.opening.point(point.number, article), end if piece is pieces[-1] else ","
            carriers.append(Carrier(f"{piece.name}{place}", href, after))
        return tuple(carriers)

    def _others(self, point: PointRow, piece: Piece) -> str:
        """How the outlets without a point, but for this one, were checked."""
        by_status: dict[Status, list[str]] = {}
        for other, status in zip(self.pieces, self.statuses[point.number], strict=True):
            if other is not piece and not status.carries:
                by_status.setdefault(status, []).append(other.name)
        said = []
        if absent := by_status.pop(Status.ABSENT, None):
            said.append(f"{named(absent)} searched in full, not in {'it' if len(absent) == 1 else 'them'}")
        said += [f"{named(names)}: {_SILENT[status]}" for status, names in sorted(by_status.items())]
        return "; ".join(said)

    def _said(self, point: PointRow) -> tuple[str, bool, str]:
        """The fullest words of a point, whether they are a source's own, and in whose words they are if not."""
        best: tuple[bool, int, ArticleRow, tuple[Span, ...]] | None = None
        for piece in self.pieces:
            for article in piece.articles:
                cell = point.cells.get(article.version_id)
                if cell and cell.status.carries and cell.spans:
                    rank = (cell.status in _TOGETHER, sum(end - start for start, end in cell.spans))
                    if best is None or rank > best[:2]:
                        best = (*rank, article, cell.spans)
        if best is None:
            return point.gist, False, ""
        _, _, article, spans = best
        kinds = {one.kind for one in point.statements if one.version_id == article.version_id}
        quoted = Kind.DIRECT in kinds
        return shortened(passage(article.text, spans), _LONGEST), quoted, "" if quoted else article.name


def _who(point: PointRow, told_by: str, end: str) -> str:
    """Who says it, and where the words are not the source's own, in whose words: "Ann Lee, in the words of The Sun"."""
    speaker = point.speaker or ("" if point.kind == PointKind.NARRATION else "speaker not named")
    said = ", ".join(filter(None, (speaker, f"in the words of {told_by}" if told_by else "")))
    return f"{said}{end}" if said else ""


def _more(number: int, first: int | None) -> str:
    return f"{number - first} more" if first is not None and number > first else ""


def named(names: Sequence[str]) -> str:
    """A few names as they are; of more, how many."""
    return listed(names) if len(names) <= _NAMED else f"{len(names)} others"
