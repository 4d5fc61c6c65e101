"""Findings: template sentences about a comparison, ranked, each with the passages that it rests on.

A finding says what a piece has and what the others do not have, never why.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from articles.analysis.points.phrases import can_be_shown, ended, is_vague, listed, owned, possessive, quoted, shown
from articles.analysis.points.pieces import Pieces
from articles.analysis.points.replies import criticises, may_speak
from articles.analysis.text.sentences import sentences_in
from articles.analysis.text.similarity import plain_words, same_letters
from articles.analysis.types import (
    AnalysedArticle,
    Cell,
    Evidence,
    Finding,
    FindingKind,
    Point,
    PointKind,
    Span,
    SpeakerKind,
    Statement,
    Status,
    Tone,
)

_LEAST_WORDS = 4
_WHOLE = frozenset({Status.VERBATIM, Status.VARIANT})
_IN_PASSING = 1  # a thing that the articles together name but once is not what the story is about
_LEAST_AGAINST = 2  # statements against somebody from which a reply may be missed: one may be misread
_NEAR = 0.3  # a passage that comes nearer than this is no ground to call a point missing


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A finding with what orders it: kind first, then how unheard its side is elsewhere, then its words."""

    weight: tuple[float, ...]
    finding: Finding


def findings_of(
    articles: Mapping[str, AnalysedArticle],
    points: Sequence[Point],
    names: Mapping[str, str],
    origins: Mapping[str, str] | None = None,
) -> tuple[Finding, ...]:
    """All findings, the weightiest first; none for fewer than two articles.

    ``origins`` names for copies the article that they are counted with: then a piece is an origin, which has what any
    of its articles has.
    """
    story = _Story(articles, points, names, origins or {})
    if len(story.pieces) < 2:
        return ()
    weighed = [
        *story.only_in_one(),
        *story.missing_sides(),
        *story.missing_replies(),
        *story.words_differ(),
        *story.missing(),
    ]
    ordered = sorted(weighed, key=lambda w: (tuple(-x for x in w.weight), w.finding.text))
    return tuple(replace(w.finding, rank=rank) for rank, w in enumerate(ordered, start=1))


class _Story:
    def __init__(
        self,
        articles: Mapping[str, AnalysedArticle],
        points: Sequence[Point],
        names: Mapping[str, str],
        origins: Mapping[str, str],
    ) -> None:
        self.articles, self.points, self.names = articles, points, names
        self.pieces, self.once = Pieces({key: names[key] for key in articles}, origins), bool(origins)
        self._counted: dict[str, int] = {}
        self.heard: dict[str, set[str]] = defaultdict(set)  # who is quoted in which pieces
        for key, article in articles.items():
            for statement in article.statements:
                for who in (statement.speaker, statement.organisation, statement.side):
                    if who:
                        self.heard[who].add(self.pieces.of[key])

    # -- what one piece alone carries -----------------------------------------------------------------

    def only_in_one(self) -> Iterator[_Weighed]:
        """One finding for each voice whose criticism, support or statements one piece alone carries."""
        groups: dict[tuple[str, str, Tone], list[Point]] = defaultdict(list)
        for point in self.points:
            key = self._alone(point)
            if key is not None and point.kind is PointKind.STATEMENT and point.speaker:
                groups[key, self._voice(point), point.stance].append(point)
        for (key, voice, tone), points in groups.items():
            if can_be_shown(voice):
                yield self._only(key, voice, tone, points)

    def _alone(self, point: Point) -> str | None:
        """The article of the one piece that carries a point."""
        return point.only_in_once if self.once else point.only_in

    def _voice(self, point: Point) -> str:
        """The organisation where the piece is alone with it, else the speaker."""
        alone = self._alone(point)
        if point.organisation and alone and self.heard[point.organisation] == {self.pieces.of[alone]}:
            return point.organisation
        return point.speaker or ""

    def _only(self, key: str, voice: str, tone: Tone, points: Sequence[Point]) -> _Weighed:
        side = points[0].side
        piece = {self.pieces.of[key]}
        side_alone = side is not None and self.heard[side] == piece
        voice_alone = self.heard[voice] == piece
        evidence = tuple(Evidence(key, span) for p in points for span in p.coverage[key].spans)
        words = sum(len(plain_words(self.articles[key].text[e.span.start : e.span.end])) for e in evidence)
        copies_too = all(p.only_in == key for p in points)  # its copies are proven to lack them
        others = [k for k in self.articles if k != key and (copies_too or self.pieces.of[k] not in piece)]
        nearest = tuple(e for k in others if (e := _nearest(points, k)) is not None)
        if tone is Tone.CRITICISM and words < _LEAST_WORDS:  # a few words are no criticism to put first
            tone = Tone.NEUTRAL
        kind = FindingKind.ONLY_CRITICISM if tone is Tone.CRITICISM else FindingKind.ONLY_SPEAKER
        if side_alone and tone is not Tone.CRITICISM:
            kind = FindingKind.ONLY_SIDE
        finding = Finding(
            rank=0, kind=kind, text=self._only_text(key, voice, tone, points), article=key,
            points=tuple(p.id for p in points), evidence=evidence, nearest=nearest, searched=tuple(others), words=words,
            paragraph=self._paragraph(key, evidence[0].span),
            about=(voice, tone.value, *self._about(voice, tone, points)),
        )  # fmt: skip
        weight = (self._news(voice, tone, points), float(side_alone), float(voice_alone), float(words))
        return _Weighed(weight, finding)

    def _news(self, voice: str, tone: Tone, points: Sequence[Point]) -> float:
        """What comes first: somebody's criticism of somebody, then of something, then of nothing that is named."""
        if tone is not Tone.CRITICISM:
            return 0.9 if is_vague(voice) else 1.0
        if is_vague(voice):
            return 2.2
        targets = self._targets(tone, points)
        return 3.0 if any(not t.startswith("the ") for t in targets) else 2.9 if targets else 2.7

    def _targets(self, tone: Tone, points: Sequence[Point]) -> list[str]:
        """Whom and what the points are for or against: names, and things that the story comes back to."""
        targets = dict.fromkeys(s.target for p in points for s in p.stances if s.target and s.stance is tone)
        return [target for target in targets if self._comes_back_to(target)]

    def _about(self, voice: str, tone: Tone, points: Sequence[Point]) -> list[str]:
        """The targets that the sentence names."""
        return [target for target in self._targets(tone, points) if target != voice][:2]

    def _comes_back_to(self, target: str) -> bool:
        if not target.startswith("the "):
            return can_be_shown(target)
        if target not in self._counted:
            words = re.escape(target.removeprefix("the "))
            thing = re.compile(rf"\b(?:the|this|that|these|those|an?|its) {words}\b", re.I)
            self._counted[target] = sum(len(thing.findall(article.text)) for article in self.articles.values())
        return self._counted[target] != _IN_PASSING

    def _only_text(self, key: str, voice: str, tone: Tone, points: Sequence[Point]) -> str:
        names = [shown(target) for target in self._about(voice, tone, points)]
        about, who = listed(names), shown(voice, points[0].organisation)
        copies = self.pieces.with_copies(key) if any(p.only_in != key for p in points) else []
        carrying = [k for k in copies if all(p.coverage[k].status.carries for p in points)]
        outlet = self.pieces.named(key, carrying, [k for k in copies if k not in carrying])
        if tone is Tone.CRITICISM:
            return ended(f"Only {outlet} carries {owned(who, 'criticism', f'of {about}' if about else '')}")
        if tone is Tone.SUPPORT and about:
            return ended(f"Only {outlet} carries {owned(who, 'support', f'for {about}')}")
        if self.heard[voice] == {self.pieces.of[key]}:
            return f"Only {outlet} reports what {who} said."
        return f"Only {outlet} carries these words of {who}: {quoted(_words(points[0]))}."

    def _paragraph(self, key: str, span: Span) -> int:
        paragraphs = self.articles[key].paragraphs
        return next((n for n, p in enumerate(paragraphs, start=1) if p.start <= span.start < p.end), 1)

    # -- what one piece lacks -------------------------------------------------------------------------

    def missing(self) -> Iterator[_Weighed]:
        """With three articles or more: what every piece but one carries."""
        if len(self.pieces) < 3:
            return
        for point in self.points:
            cells = {piece: [point.coverage[key] for key in keys] for piece, keys in self.pieces.articles.items()}
            absent = [piece for piece, own in cells.items() if all(c.status is Status.ABSENT for c in own)]
            sure = [piece for piece, own in cells.items() if any(_surely(c, point) for c in own)]
            if len(absent) != 1 or len(sure) != len(cells) - 1:
                continue
            nearest = [(near, key) for key in self.pieces.articles[absent[0]] if (near := point.coverage[key].nearest)]
            near, at = max(nearest, key=lambda found: found[0].score, default=(None, absent[0]))
            ruled = all(point.coverage[key].ruled for key in self.pieces.articles[absent[0]])
            if near is None or near.score < _NEAR or ruled:
                yield self._lacked(absent[0], point, Evidence(at, near.span) if near else None)

    def _lacked(self, key: str, point: Point, near: Evidence | None) -> _Weighed:
        evidence = tuple(
            next(Evidence(k, point.coverage[k].spans[0]) for k in keys if point.coverage[k].spans)
            for piece, keys in self.pieces.articles.items() if piece != key
        )  # fmt: skip
        words = len(plain_words(point.gist))
        finding = Finding(
            rank=0, kind=FindingKind.MISSING, text=self._missing_text(key, point), article=key, points=(point.id,),
            evidence=evidence, nearest=(near,) if near else (), searched=tuple(self.pieces.articles[key]), words=words,
            paragraph=None, about=(point.speaker,) if point.speaker else (),
        )  # fmt: skip
        return _Weighed((2.0, float(point.kind is PointKind.STATEMENT), 0.0, float(words)), finding)

    def _missing_text(self, key: str, point: Point) -> str:
        carrying = [(k, cell.spans) for k, cell in point.coverage.items() if cell.spans]
        # What the shortest version has, all of them have.
        shortest, spans = min(carrying, key=lambda told: sum(end - start for start, end in told[1]))
        words = quoted(" ".join(self.articles[shortest].text[spans[0].start : spans[0].end].split()))
        said = f"{possessive(shown(point.speaker, point.organisation))} {words}" if point.speaker else words
        return (
            f"{self.pieces.named(key, self.pieces.articles[key])} does not have what every other piece carries: {said}."
        )

    def missing_sides(self) -> Iterator[_Weighed]:
        """With three articles or more: a side that every piece but one quotes."""
        sides = sorted({s.side for a in self.articles.values() for s in a.statements if s.side})
        for side in sides:
            quoting = self.heard[side]
            if len(self.pieces) < 3 or len(quoting) != len(self.pieces) - 1:
                continue
            key = next(k for k in self.pieces.articles if k not in quoting)
            told = dict(self._of(side, keys) for piece, keys in self.pieces.articles.items() if piece in quoting)
            counts = ", ".join(
                f"{self.names[k]} quotes {len({s.speaker for s in said})} of {self._speakers(k)}"
                for k, said in told.items()
            )
            evidence = tuple(Evidence(k, part) for k, said in told.items() for s in said for part in s.parts)
            finding = Finding(
                rank=0, kind=FindingKind.MISSING_SIDE,
                text=f"{self.pieces.named(key, self.pieces.articles[key])} quotes no speaker of the side “{side}” "
                f"(0 of {self._speakers(key)}); {counts}.",
                article=key, points=(), evidence=evidence, searched=tuple(self.pieces.articles[key]), words=0,
                paragraph=None, about=(side,),
            )  # fmt: skip
            yield _Weighed((2.8, 0.0, 0.0, float(len(evidence))), finding)

    def _of(self, side: str, keys: Sequence[str]) -> tuple[str, list[Statement]]:
        """The first of the articles that quotes a side, with what it quotes."""
        told = ((k, [s for s in self.articles[k].statements if s.side == side]) for k in keys)
        return next((k, said) for k, said in told if said)

    def missing_replies(self) -> Iterator[_Weighed]:
        """Criticism of somebody whom the piece does not quote, though another piece does."""
        quoted_in: dict[str, dict[str, str]] = defaultdict(dict)  # by name and piece the first article that quotes them
        for piece, keys in self.pieces.articles.items():
            for key in keys:
                for statement in self.articles[key].statements:
                    if statement.speaker and statement.speaker_kind is SpeakerKind.PERSON:
                        quoted_in[statement.speaker].setdefault(piece, key)
        for piece, keys in self.pieces.articles.items():
            for name, quoting in quoted_in.items():
                if piece in quoting:
                    continue
                told = ((key, [s for s in self.articles[key].statements if criticises(s, name)]) for key in keys)
                key, against = max(told, key=lambda one: len(one[1]))
                heard = len(against) < _LEAST_AGAINST or any(may_speak(self.articles[k].text, name) for k in keys)
                if not heard:
                    yield self._unanswered(key, name, against, list(quoting.values()))

    def _unanswered(self, key: str, name: str, against: Sequence[Statement], quoting: Sequence[str]) -> _Weighed:
        critics = len({s.speaker for s in against})
        evidence = [Evidence(key, part) for s in against for part in s.parts]
        evidence += [
            Evidence(k, part) for k in quoting for s in self.articles[k].statements if s.speaker == name
            for part in s.parts
        ]  # fmt: skip
        others = listed([self.names[k] for k in quoting])
        finding = Finding(
            rank=0, kind=FindingKind.MISSING_SIDE,
            text=f"{self.names[key]} carries criticism of {name} by {critics} of {self._speakers(key)} "
            f"{'speaker' if self._speakers(key) == 1 else 'speakers'} and does not quote {name}; "
            f"{others} {'does' if len(quoting) == 1 else 'do'}.",
            article=key, points=(), evidence=tuple(evidence), searched=tuple(self.pieces.with_copies(key)), words=0,
            paragraph=None, about=(name,),
        )  # fmt: skip
        return _Weighed((2.8, 0.0, float(critics), float(len(against))), finding)

    def _speakers(self, key: str) -> int:
        return len({s.speaker for s in self.articles[key].statements if s.speaker})

    # -- the same words, not whole --------------------------------------------------------------------

    def words_differ(self) -> Iterator[_Weighed]:
        """Versions of one statement that do not have a sentence that another piece gives."""
        for point in self.points:
            if point.kind is not PointKind.STATEMENT:
                continue
            fullest = next((k for k, c in point.coverage.items() if c.status is Status.VERBATIM and c.statements), None)
            for keys in self.pieces.articles.values():
                cells = [point.coverage[key] for key in keys]
                if fullest is None or fullest in keys or any(c.status in _WHOLE for c in cells):
                    continue
                part = next((k for k, c in zip(keys, cells, strict=True) if c.status is Status.PARTIAL), None)
                if part is not None and point.coverage[part].statements:
                    yield from self._lacking(point, fullest, part)

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
            text=f"{possessive(self.names[key])} version of "
            f"{possessive(shown(point.speaker, point.organisation))} words does not have {quoted(first)}.",
            article=key, points=(point.id,),
            evidence=(*(Evidence(fullest, s) for s in lacking), *(Evidence(key, s) for s in part.spans)),
            searched=(key,), words=words, paragraph=self._paragraph(fullest, lacking[0]), about=(point.speaker,),
        )  # fmt: skip
        yield _Weighed((2.5, 0.0, 0.0, float(words)), finding)

    def _sentences(self, key: str, spans: Sequence[Span]) -> list[Span]:
        return [s for span in spans for s in sentences_in(self.articles[key].text, *span)]


def _nearest(points: Sequence[Point], key: str) -> Evidence | None:
    """The passage of an article that comes nearest to any of the points; None where nothing was searched."""
    found = [near for point in points if (near := point.coverage[key].nearest) is not None]
    return Evidence(key, max(found, key=lambda near: near.score).span) if found else None


def _surely(cell: Cell, point: Point) -> bool:
    """Whether an article has a point in the words of its speaker, not only in words that come near."""
    near = cell.status is Status.PARAPHRASE and not cell.statements and point.kind is PointKind.STATEMENT
    return cell.status.carries and (not near or cell.ruled is not None)


def _words(point: Point) -> str:
    """A point's gist without the speaker's name before it."""
    return point.gist.removeprefix(f"{point.speaker}: ")
