"""Findings about words that one piece does not have: a point that all others carry, a sentence of a statement."""

from collections.abc import Iterator

from articles.analysis.points.phrases import possessive, quoted, shown
from articles.analysis.points.told import Told, Weighed
from articles.analysis.text.similarity import plain_words, same_letters
from articles.analysis.types import Cell, Evidence, Finding, FindingKind, Point, PointKind, Status

_WHOLE = frozenset({Status.VERBATIM, Status.VARIANT})
_NEAR = 0.3  # a passage that comes nearer than this is no ground to call a point missing


class Lacking:
    """What each piece of a story does not have of what the others carry."""

    def __init__(self, story: Told) -> None:
        self._story, self._pieces, self._articles = story, story.pieces, story.articles

    def missing(self) -> Iterator[Weighed]:
        """With three articles or more: what every piece but one carries."""
        if len(self._pieces) < 3:
            return
        for point in self._story.points:
            if sum(cell.status.carries for cell in point.coverage.values()) < len(self._pieces) - 1:
                continue
            cells = {piece: [point.coverage[key] for key in keys] for piece, keys in self._pieces.articles.items()}
            absent = [piece for piece, own in cells.items() if all(c.status is Status.ABSENT for c in own)]
            sure = [piece for piece, own in cells.items() if any(_surely(c, point) for c in own)]
            if len(absent) != 1 or len(sure) != len(cells) - 1:
                continue
            nearest = [(near, key) for key in self._pieces.articles[absent[0]] if (near := point.coverage[key].nearest)]
            near, at = max(nearest, key=lambda found: found[0].score, default=(None, absent[0]))
            ruled = all(point.coverage[key].ruled for key in self._pieces.articles[absent[0]])
            if near is None or near.score < _NEAR or ruled:
                yield self._lacked(absent[0], point, Evidence(at, near.span) if near else None)

    def _lacked(self, key: str, point: Point, near: Evidence | None) -> Weighed:
        evidence = tuple(
            next(Evidence(k, point.coverage[k].spans[0]) for k in keys if point.coverage[k].spans)
            for piece, keys in self._pieces.articles.items() if piece != key
        )  # fmt: skip
        words = len(plain_words(point.gist))
        finding = Finding(
            rank=0, kind=FindingKind.MISSING, text=self._missing_text(key, point), article=key, points=(point.id,),
            evidence=evidence, nearest=(near,) if near else (), searched=tuple(self._pieces.articles[key]), words=words,
            paragraph=None, about=(point.speaker,) if point.speaker else (),
        )  # fmt: skip
        return Weighed((2.0, float(point.kind is PointKind.STATEMENT), 0.0, float(words)), finding)

    def _missing_text(self, key: str, point: Point) -> str:
        carrying = [(k, cell.spans) for k, cell in point.coverage.items() if cell.spans]
        # What the shortest version has, all of them have.
        shortest, spans = min(carrying, key=lambda told: sum(end - start for start, end in told[1]))
        words = quoted(" ".join(self._articles[shortest].text[spans[0].start : spans[0].end].split()))
        said = f"{possessive(shown(point.speaker, point.organisation))} {words}" if point.speaker else words
        lacking = self._pieces.named(key, self._pieces.articles[key])
        return f"{lacking} does not have what every other piece carries: {said}."

    def words_differ(self) -> Iterator[Weighed]:
        """Versions of one statement that do not have a sentence that another piece gives."""
        for point in self._story.points:
            in_part = any(cell.status is Status.PARTIAL for cell in point.coverage.values())
            if point.kind is not PointKind.STATEMENT or not in_part:
                continue
            fullest = next((k for k, c in point.coverage.items() if c.status is Status.VERBATIM and c.statements), None)
            for keys in self._pieces.articles.values():
                cells = [point.coverage[key] for key in keys]
                if fullest is None or fullest in keys or any(c.status in _WHOLE for c in cells):
                    continue
                part = next((k for k, c in zip(keys, cells, strict=True) if c.status is Status.PARTIAL), None)
                if part is not None and point.coverage[part].statements:
                    yield from self._lacking(point, fullest, part)

    def _lacking(self, point: Point, fullest: str, key: str) -> Iterator[Weighed]:
        full, part = point.coverage[fullest], point.coverage[key]
        theirs = [self._articles[key].text[s.start : s.end] for s in self._story.sentences(key, part.spans)]
        lacking = [
            span for span in self._story.sentences(fullest, full.spans)
            if not any(same_letters(self._articles[fullest].text[span.start : span.end], other) for other in theirs)
        ]  # fmt: skip
        if not lacking or not point.speaker:
            return
        first = self._articles[fullest].text[lacking[0].start : lacking[0].end]
        words = sum(len(plain_words(self._articles[fullest].text[s.start : s.end])) for s in lacking)
        finding = Finding(
            rank=0, kind=FindingKind.WORDS_DIFFER,
            text=f"{possessive(self._story.names[key])} version of "
            f"{possessive(shown(point.speaker, point.organisation))} words does not have {quoted(first)}.",
            article=key, points=(point.id,),
            evidence=(*(Evidence(fullest, s) for s in lacking), *(Evidence(key, s) for s in part.spans)),
            searched=(key,), words=words, paragraph=self._story.paragraph(fullest, lacking[0]), about=(point.speaker,),
        )  # fmt: skip
        yield Weighed((2.5, 0.0, 0.0, float(words)), finding)


def _surely(cell: Cell, point: Point) -> bool:
    """Whether an article has a point in the words of its speaker, not only in words that come near."""
    near = cell.status is Status.PARAPHRASE and not cell.statements and point.kind is PointKind.STATEMENT
    return cell.status.carries and (not near or cell.ruled is not None)
