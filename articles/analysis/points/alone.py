"""Findings about what one piece alone carries: a voice's criticism, support or statements."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from articles.analysis.points.phrases import can_be_shown, ended, is_vague, listed, owned, quoted, shown
from articles.analysis.points.told import Told, Weighed
from articles.analysis.text.similarity import plain_words
from articles.analysis.types import Evidence, Finding, FindingKind, Point, PointKind, Tone

_LEAST_WORDS = 4
_IN_PASSING = 1  # a thing that the articles together name but once is not what the story is about


class Alone:
    """What each piece of a story is alone with."""

    def __init__(self, story: Told) -> None:
        self._story, self._pieces, self._articles = story, story.pieces, story.articles
        self._lower_texts = [article.text.lower() for article in self._articles.values()]
        self._counted: dict[str, int] = {}

    def findings(self) -> Iterator[Weighed]:
        """One finding for each voice whose criticism, support or statements one piece alone carries."""
        groups: dict[tuple[str, str, Tone], list[Point]] = defaultdict(list)
        for point in self._story.points:
            key = self._alone(point)
            if key is not None and point.kind is PointKind.STATEMENT and point.speaker:
                groups[key, self._voice(point), point.stance].append(point)
        for (key, voice, tone), points in groups.items():
            if can_be_shown(voice):
                yield self._only(key, voice, tone, points)

    def _alone(self, point: Point) -> str | None:
        """The article of the one piece that carries a point."""
        return point.only_in_once if self._story.once else point.only_in

    def _voice(self, point: Point) -> str:
        """The organisation where the piece is alone with it, else the speaker."""
        alone = self._alone(point)
        if point.organisation and alone and self._story.heard[point.organisation] == {self._pieces.of[alone]}:
            return point.organisation
        return point.speaker or ""

    def _only(self, key: str, voice: str, tone: Tone, points: Sequence[Point]) -> Weighed:
        side = points[0].side
        piece = {self._pieces.of[key]}
        side_alone = side is not None and self._story.heard[side] == piece
        voice_alone = self._story.heard[voice] == piece
        evidence = tuple(Evidence(key, span) for p in points for span in p.coverage[key].spans)
        words = sum(len(plain_words(self._articles[key].text[e.span.start : e.span.end])) for e in evidence)
        copies_too = all(p.only_in == key for p in points)  # its copies are proven to lack them
        others = [k for k in self._articles if k != key and (copies_too or self._pieces.of[k] not in piece)]
        nearest = tuple(e for k in others if (e := _nearest(points, k)) is not None)
        if tone is Tone.CRITICISM and words < _LEAST_WORDS:  # a few words are no criticism to put first
            tone = Tone.NEUTRAL
        kind = FindingKind.ONLY_CRITICISM if tone is Tone.CRITICISM else FindingKind.ONLY_SPEAKER
        if side_alone and tone is not Tone.CRITICISM:
            kind = FindingKind.ONLY_SIDE
        finding = Finding(
            rank=0, kind=kind, text=self._only_text(key, voice, tone, points), article=key,
            points=tuple(p.id for p in points), evidence=evidence, nearest=nearest, searched=tuple(others), words=words,
            paragraph=self._story.paragraph(key, evidence[0].span),
            about=(voice, tone.value, *self._about(voice, tone, points)),
        )  # fmt: skip
        weight = (self._news(voice, tone, points), float(side_alone), float(voice_alone), float(words))
        return Weighed(weight, finding)

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
            words = target.removeprefix("the ")
            thing = re.compile(rf"\b(?:the|this|that|these|those|an?|its) {re.escape(words)}\b", re.I)
            having = (text for text in self._lower_texts if words.lower() in text)  # far quicker to tell than to count
            self._counted[target] = sum(len(thing.findall(text)) for text in having)
        return self._counted[target] != _IN_PASSING

    def _only_text(self, key: str, voice: str, tone: Tone, points: Sequence[Point]) -> str:
        names = [shown(target) for target in self._about(voice, tone, points)]
        about, who = listed(names), shown(voice, points[0].organisation)
        copies = self._pieces.with_copies(key) if any(p.only_in != key for p in points) else []
        carrying = [k for k in copies if all(p.coverage[k].status.carries for p in points)]
        outlet = self._pieces.named(key, carrying, [k for k in copies if k not in carrying])
        if tone is Tone.CRITICISM:
            return ended(f"Only {outlet} carries {owned(who, 'criticism', f'of {about}' if about else '')}")
        if tone is Tone.SUPPORT and about:
            return ended(f"Only {outlet} carries {owned(who, 'support', f'for {about}')}")
        if self._story.heard[voice] == {self._pieces.of[key]}:
            return f"Only {outlet} reports what {who} said."
        return f"Only {outlet} carries these words of {who}: {quoted(_words(points[0]))}."


def _nearest(points: Sequence[Point], key: str) -> Evidence | None:
    """The passage of an article that comes nearest to any of the points; None where nothing was searched."""
    found = [near for point in points if (near := point.coverage[key].nearest) is not None]
    return Evidence(key, max(found, key=lambda near: near.score).span) if found else None


def _words(point: Point) -> str:
    """A point's gist without the speaker's name before it."""
    return point.gist.removeprefix(f"{point.speaker}: ")
