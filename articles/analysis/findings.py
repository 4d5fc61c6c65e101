"""Findings: template sentences about a comparison, ranked, each with the passages that it rests on.

A finding says what a piece has and what the others do not have, never why.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from articles.analysis.sentences import sentences_in
from articles.analysis.similarity import plain_words, same_letters
from articles.analysis.types import (
    AnalysedArticle,
    Evidence,
    Finding,
    FindingKind,
    Point,
    PointKind,
    Span,
    Status,
    Tone,
)

_LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A finding with what orders it: kind first, then how unheard its side is elsewhere, then its words."""

    weight: tuple[float, ...]
    finding: Finding


def findings_of(
    articles: Mapping[str, AnalysedArticle], points: Sequence[Point], names: Mapping[str, str]
) -> tuple[Finding, ...]:
    """All findings, the weightiest first; none for fewer than two articles."""
    if len(articles) < 2:
        return ()
    story = _Story(articles, points, names)
    weighed = [*story.only_in_one(), *story.missing(), *story.words_differ()]
    ordered = sorted(weighed, key=lambda w: (tuple(-x for x in w.weight), w.finding.text))
    return tuple(replace(w.finding, rank=rank) for rank, w in enumerate(ordered, start=1))


class _Story:
    def __init__(
        self, articles: Mapping[str, AnalysedArticle], points: Sequence[Point], names: Mapping[str, str]
    ) -> None:
        self.articles, self.points, self.names = articles, points, names
        self.heard: dict[str, set[str]] = defaultdict(set)  # who is quoted where
        for key, article in articles.items():
            for statement in article.statements:
                for who in (statement.speaker, statement.organisation, statement.side):
                    if who:
                        self.heard[who].add(key)

    # -- what one piece alone carries -----------------------------------------------------------------

    def only_in_one(self) -> Iterator[_Weighed]:
        """One finding for each voice whose criticism, support or statements one piece alone carries."""
        groups: dict[tuple[str, str, Tone], list[Point]] = defaultdict(list)
        for point in self.points:
            if point.only_in is not None and point.kind is PointKind.STATEMENT and point.speaker:
                groups[point.only_in, self._voice(point), point.stance].append(point)
        for (key, voice, tone), points in groups.items():
            yield self._only(key, voice, tone, points)

    def _voice(self, point: Point) -> str:
        """The organisation where the piece is alone with it, else the speaker."""
        if point.organisation and self.heard[point.organisation] == {point.only_in}:
            return point.organisation
        return point.speaker or ""

    def _only(self, key: str, voice: str, tone: Tone, points: Sequence[Point]) -> _Weighed:
        side = points[0].side
        side_alone = side is not None and self.heard[side] == {key}
        voice_alone = self.heard[voice] == {key}
        evidence = tuple(Evidence(key, span) for p in points for span in p.coverage[key].spans)
        words = sum(len(plain_words(self.articles[key].text[e.span.start : e.span.end])) for e in evidence)
        others = [k for k in self.articles if k != key]
        nearest = tuple(
            Evidence(
                k, max((p.coverage[k].nearest for p in points if p.coverage[k].nearest), key=lambda n: n.score).span
            )
            for k in others
            if any(p.coverage[k].nearest for p in points)
        )
        kind = FindingKind.ONLY_CRITICISM if tone is Tone.CRITICISM else FindingKind.ONLY_SPEAKER
        if side_alone and tone is not Tone.CRITICISM:
            kind = FindingKind.ONLY_SIDE
        finding = Finding(
            rank=0, kind=kind, text=self._only_text(key, voice, tone, points), article=key,
            points=tuple(p.id for p in points), evidence=evidence, nearest=nearest, searched=tuple(others), words=words,
            paragraph=self._paragraph(key, evidence[0].span),
        )  # fmt: skip
        weight = (3.0 if tone is Tone.CRITICISM else 1.0, float(side_alone), float(voice_alone), float(words))
        return _Weighed(weight, finding)

    def _only_text(self, key: str, voice: str, tone: Tone, points: Sequence[Point]) -> str:
        about = _listed(
            list(dict.fromkeys(s.target for p in points for s in p.stances if s.target and s.stance is tone))[:2]
        )
        who = _the(voice, points[0])
        if tone is Tone.CRITICISM:
            return f"Only {self.names[key]} carries {_possessive(who)} criticism{f' of {about}' if about else ''}."
        if tone is Tone.SUPPORT and about:
            return f"Only {self.names[key]} carries {_possessive(who)} support for {about}."
        if self.heard[voice] == {key}:
            return f"Only {self.names[key]} reports what {who} said."
        return f"Only {self.names[key]} carries this of {who}: {_quoted(points[0].gist.partition(': ')[2] or points[0].gist)}."

    def _paragraph(self, key: str, span: Span) -> int:
        paragraphs = self.articles[key].paragraphs
        return next((n for n, p in enumerate(paragraphs, start=1) if p.start <= span.start < p.end), 1)

    # -- what one piece lacks -------------------------------------------------------------------------

    def missing(self) -> Iterator[_Weighed]:
        """With three articles or more: what every piece but one carries."""
        if len(self.articles) < 3:
            return
        for point in self.points:
            absent = [key for key, cell in point.coverage.items() if cell.status is Status.ABSENT]
            if len(absent) != 1 or not all(c.status.carries for k, c in point.coverage.items() if k != absent[0]):
                continue
            key = absent[0]
            evidence = tuple(Evidence(k, c.spans[0]) for k, c in point.coverage.items() if k != key and c.spans)
            near = point.coverage[key].nearest
            words = len(plain_words(point.gist))
            finding = Finding(
                rank=0, kind=FindingKind.MISSING,
                text=f"{self.names[key]} does not have what every other piece carries: {_quoted(point.gist, of_speaker=True)}.",
                article=key, points=(point.id,), evidence=evidence,
                nearest=(Evidence(key, near.span),) if near else (), searched=(key,), words=words, paragraph=None,
            )  # fmt: skip
            yield _Weighed((2.0, float(point.kind is PointKind.STATEMENT), 0.0, float(words)), finding)

    # -- the same words, not whole --------------------------------------------------------------------

    def words_differ(self) -> Iterator[_Weighed]:
        """Versions of one statement that do not have a sentence that another piece gives."""
        for point in self.points:
            if point.kind is not PointKind.STATEMENT:
                continue
            fullest = next((k for k, c in point.coverage.items() if c.status is Status.VERBATIM and c.statements), None)
            for key, cell in point.coverage.items():
                if fullest is not None and key != fullest and cell.status is Status.PARTIAL and cell.statements:
                    yield from self._lacking(point, fullest, key)

    def _lacking(self, point: Point, fullest: str, key: str) -> Iterator[_Weighed]:
        full, part = point.coverage[fullest], point.coverage[key]
        theirs = [self.articles[key].text[s.start : s.end] for s in self._sentences(key, part.spans)]
        lacking = [
            span for span in self._sentences(fullest, full.spans)
            if not any(same_letters(self.articles[fullest].text[span.start : span.end], other) for other in theirs)
        ]  # fmt: skip
        if not lacking or not point.speaker:
            return
        first = self.articles[fullest].text[lacking[0].start : lacking[0].end]
        words = sum(len(plain_words(self.articles[fullest].text[s.start : s.end])) for s in lacking)
        finding = Finding(
            rank=0, kind=FindingKind.WORDS_DIFFER,
            text=f"{_possessive(self.names[key])} version of {_possessive(point.speaker)} words does not have {_quoted(first)}.",
            article=key, points=(point.id,),
            evidence=(*(Evidence(fullest, s) for s in lacking), *(Evidence(key, s) for s in part.spans)),
            searched=(key,), words=words, paragraph=self._paragraph(fullest, lacking[0]),
        )  # fmt: skip
        yield _Weighed((2.5, 0.0, 0.0, float(words)), finding)

    def _sentences(self, key: str, spans: Sequence[Span]) -> list[Span]:
        return [s for span in spans for s in sentences_in(self.articles[key].text, *span)]


def _listed(words: Sequence[str]) -> str:
    return " and ".join(words)


def _possessive(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def _the(voice: str, point: Point) -> str:
    """A group or an organisation in the plural takes the article; names and single organisations do not."""
    plural = voice.endswith("s") and voice == point.organisation
    group = voice.endswith("s") and voice == point.speaker and not _is_name(voice) and not voice[:1].isupper()
    return f"the {voice}" if plural or group else voice


def _is_name(voice: str) -> bool:
    return all(word[:1].isupper() for word in voice.split())


def _quoted(words: str, *, of_speaker: bool = False) -> str:
    """The first words in quotation marks; a gist's leading speaker stays outside them."""
    speaker, _, said = words.partition(": ") if of_speaker else ("", "", words)
    said = said or words
    if len(said) > _LONGEST_QUOTE:
        said = said[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    return f"{speaker}, “{said.rstrip('.')}”" if speaker and said != words else f"“{said.rstrip('.')}”"
