"""Stance: whom or what a statement criticises or supports.

The verb of saying, the words that take a stand and the tone model (towards each possible target) are weighed
together; targets are the names and things of the statement that the tone points at.
"""

import re
from collections.abc import Iterator, Sequence
from math import tanh

from articles.analysis.lexicon.terms import stance_lexicon
from articles.analysis.reading import Reading
from articles.analysis.stance.asking import asked, ought
from articles.analysis.stance.targets import Target, Topics, stood_for
from articles.analysis.stance.tone import tones
from articles.analysis.stance.weighing import LEAST, Said, Signals, in_context, weighed
from articles.analysis.text.folding import fold
from articles.analysis.types import Kind, Span, Stance, Tone

MOST_TARGETS = 3
_DIRECTIVE = frozenset("urge call-on call-for demand ask press push encourage beg implore recommend propose".split())
# Verbs that bind the speaker: they are against something only where what is vowed is.
_BINDING = frozenset("vow pledge promise threaten plan intend".split())
# Words that say by themselves whom they are for or against: what follows them is the target.
_FOR = re.compile(
    r"\b(?:solidarity\W? with|st(?:and|ands|ood|anding)(?: \w+)? (?:with|by|behind|alongside)|on the side of|"
    r"sid(?:e|es|ed|ing) with|support(?:s|ed|ing)?(?: for)?|back(?:s|ed|ing)|defend(?:s|ed|ing)?|proud of|"
    r"thank(?:s|ed|ing)?|prais(?:e|es|ed|ing)|applaud(?:s|ed|ing)?|welcom(?:e|es|ed|ing)|endors(?:e|es|ed|ing))\s+",
    re.I,
)
_AGAINST = re.compile(
    r"\b(?:blam(?:e|es|ed|ing)|condemn(?:s|ed|ing)?|oppos(?:e|es|ed|ing)|opposition to|against|reject(?:s|ed|ing)?|"
    r"veto(?:es|ed|ing)?|denounc(?:e|es|ed|ing)|attack(?:s|ed|ing)? on|criticism of|critici[sz](?:e|es|ed|ing)|"
    r"accus(?:e|es|ed|ing)|sick of|ashamed of|appalled by|repeal(?:s|ed|ing)?|overturn(?:s|ed|ing)?|"
    r"block(?:s|ed|ing)?)\s+",
    re.I,
)
_HIT_OUT = re.compile(
    r"\b(?:hit out at|hit back at|lashed out at|rounded on|took aim at|critici[sz]ed|slammed|blasted|attacked|"
    r"condemned|denounced|rebuked|accused|blamed|rejected|opposed)\s+",
)
_OF_OTHERS = re.compile(r"\b(?:he|she|they|who|it)\b(?!.*\b(?:i|we)\b)", re.I)
_PLACED = re.compile(r"\b(?:on|at|in|from|to|outside|near|into|through|during|after|before)\s+(?:\w+\s+)?$", re.I)
_SELF = re.compile(r"\b(?:as|i'm|i am)\s*$", re.I)
_NOT = re.compile(r"(?:\bnot|n't|\bnever|\bno)(?: \w+){0,2} $", re.I)


NAMED_FIRST = 1.5  # names, and what words point at plainly, against other things of the same lean
_ON_PLACE = 0.25
_JUST_BEFORE = 200  # characters before a statement in which whom it is about may be named
_TOGETHER = 128  # places that the model judges at once
LEAST_LEAN = 0.15  # the lean from which the statement is about a target


def stances_of(
    reading: Reading, said: Sequence[Said], named: Sequence[Target], topics: Topics
) -> list[tuple[Stance, ...]]:
    """The stances of each of an article's statements, strongest first; empty where it takes none."""
    text = fold(reading.text)
    statements = [_Statement(text, reading.sentences, statement, named, topics) for statement in said]
    leans = iter(_leans([where for statement in statements for where in statement.asked]))
    for statement in statements:
        statement.judge([next(leans) for _ in statement.asked])
    sums = in_context(said, [weighed(statement.signals()) for statement in statements])
    return [_stances(statement, total) for statement, total in zip(statements, sums, strict=True)]


def _leans(asked: Sequence[tuple[str, int, int]]) -> list[float]:
    """The tone towards each (sentence, start, end), -1 to 1; sentences of like length together, which is quicker."""
    found = dict.fromkeys(asked, 0.0)
    ordered = sorted(found, key=lambda where: (len(where[0]), where))
    for first in range(0, len(ordered), _TOGETHER):
        some = ordered[first : first + _TOGETHER]
        found.update(zip(some, (shares.lean for shares in tones(some)), strict=True))
    return [found[where] for where in asked]


def _stances(seen: "_Statement", total: float) -> tuple[Stance, ...]:
    if abs(total) < LEAST:
        return ()
    tone = Tone.CRITICISM if total < 0 else Tone.SUPPORT
    first = [Stance(tone, target.name, target.span) for target in seen.ranked(tone) or seen.likeliest(tone)]
    other = Tone.SUPPORT if tone is Tone.CRITICISM else Tone.CRITICISM
    also = [Stance(other, target.name, target.span) for target in seen.plain(other)[:1]]
    names = {stance.target for stance in first}
    return (*(first or [Stance(tone, None, None)]), *(stance for stance in also if stance.target not in names))


class _Statement:
    def __init__(
        self, text: str, sentences: Sequence[Span], said: Said, named: Sequence[Target], topics: Topics
    ) -> None:
        self.draft, self.own, self.named, self.topics = said.draft, said.own, named, topics
        self.text = text
        self.sentences = [s for s in sentences if any(_meet(s, part) for part in self.draft.parts)]
        spans = [*self.draft.parts, *self._between()]
        self.targets = [
            t for t in named if t.name not in self.own and any(s.start <= t.span.start < s.end for s in spans)
        ]
        if self.draft.kind is not Kind.INDIRECT:
            self.targets += [t for part in self.draft.parts for t in stood_for(self.text, part, named, self.own)]
        self.targets += [t for span in spans for t in topics.targets_in(self.text, span) if not self._taken(t)]
        openings = self._openings()
        self.asked = [self._in_sentence(span) for span in (*(t.span for t in self.targets), *openings)]
        self.leans: list[float] = []
        self.opening = 0.0

    def judge(self, leans: Sequence[float]) -> None:
        """Take in the tone towards each place in ``asked``, and whom words point at plainly."""
        openings = leans[len(self.targets) :]
        self.opening = sum(openings) / len(openings) if openings else 0.0
        self.leans = [lean * self._share(t) for lean, t in zip(leans, self.targets, strict=False)]
        for sign, target in self._pointed_at(self.topics):
            self._point(sign, target)
        if not any(lean == 1 for lean in self.leans):
            for target in self._led_in(self.named):
                self._point(-1.0, target)

    def _in_sentence(self, span: Span) -> tuple[str, int, int]:
        home = next((s for s in self.sentences if _meet(s, span)), span)
        return self.text[home.start : home.end], span.start - home.start, span.end - home.start

    def _between(self) -> list[Span]:
        """From the cue to the content: whom "urged the president not to go" is about."""
        cue, start = self.draft.cue, self.draft.parts[0].start
        if cue is None or cue.end > start or start - cue.end > 160 or "\n" in self.text[cue.end : start]:
            return []
        return [Span(cue.end, start)]

    def _openings(self) -> list[Span]:
        """The first words of the statement's first parts."""
        openings = []
        for part in self.draft.parts[:3]:
            first = re.match(r"\W*\w+", self.text[part.start : part.end])
            if first is not None:
                openings.append(Span(part.start, part.start + first.end()))
        return openings

    def _share(self, target: Target) -> float:
        """How much of the tone a target takes: little where a thing is only a place ("at the gates")."""
        if target.named:
            return 1.0
        return _ON_PLACE if _PLACED.search(self.text, max(0, target.span.start - 24), target.span.start) else 1.0

    def _point(self, sign: float, target: Target) -> None:
        """Words say plainly who is meant: they outweigh the model."""
        for number, known in enumerate(self.targets):
            if known.name == target.name or (_meet(known.span, target.span) and not target.named):
                self.targets[number], self.leans[number] = target, sign
                return
        self.targets.append(target)
        self.leans.append(sign)

    def _pointed_at(self, topics: Topics) -> Iterator[tuple[float, Target]]:
        """The targets that "solidarity with" and the like point at, with the sign.

        Also what the verb takes up ("condemned the order"), and things judged by their adjective ("a shabby deal").
        """
        lexicon = stance_lexicon()
        for part in self.draft.parts:
            for pattern, sign in ((_FOR, 1.0), (_AGAINST, -1.0)):
                for match in pattern.finditer(self.text, *part):
                    if self.draft.kind is not Kind.INDIRECT and _OF_OTHERS.search(self._before(part, match.start())):
                        continue
                    turned = _NOT.search(self.text, part.start, match.start()) is not None
                    target = self._following(match.end(), part.end, topics)
                    if target is not None and target.name not in self.own:
                        yield (-sign if turned else sign), target
        yield from self._taken_up(topics)
        for part in self.draft.parts:
            for at, group, target in topics.judged_in(self.text, *part):
                weight = lexicon.weights[group]
                if (weight < 0 or weight >= 2) and not _SELF.search(self._before(part, at)):
                    yield (1.0 if weight > 0 else -1.0), target

    def _taken_up(self, topics: Topics) -> Iterator[tuple[float, Target]]:
        lexicon = stance_lexicon()
        verb = self.draft.verb
        if self.draft.kind is not Kind.DIRECT and verb in lexicon.cue_against | lexicon.cue_support | _DIRECTIVE:
            target = self._following(self.draft.start, self.draft.end, topics)
            if target is not None and target.name not in self.own:
                asked = 1.0 if verb in lexicon.cue_support else -1.0
                if verb in _DIRECTIVE:
                    asked = self._asked()
                yield asked, target

    def _before(self, part: Span, at: int) -> str:
        """The words of the same sentence shortly before."""
        return re.split(r"[.!?;]", self.text[max(part.start, at - 30) : at])[-1]

    def _following(self, start: int, end: int, topics: Topics) -> Target | None:
        """Whom or what the words from ``start`` name at once."""
        named = [t for t in self.targets if t.named and start <= t.span.start <= start + 12 and t.span.end <= end]
        if named:
            return named[0]
        return topics.phrase_at(self.text, start, end)

    def _led_in(self, named: Sequence[Target]) -> Iterator[Target]:
        """Whom the sentence before says that the speaker hit out at ("rounded on the minister over the sale")."""
        if self.draft.kind is not Kind.DIRECT:
            return
        home = self.sentences[0].start if self.sentences else self.draft.start
        offset = max(0, home - 250)
        before = re.split(r"(?<=[a-z][.!?])[\s\"]+", self.text[offset:home].rstrip())[-1]
        offset = home - len(self.text[offset:home]) + self.text[offset:home].rindex(before)
        for match in _HIT_OUT.finditer(before):
            near = [t for t in named if 0 <= t.span.start - offset - match.end() <= 12 and t.name not in self.own]
            yield from near[:1]

    def _taken(self, target: Target) -> bool:
        return any(_meet(t.span, target.span) for t in self.targets if t.named)

    def signals(self) -> Signals:
        lexicon, verb = stance_lexicon(), self.draft.verb
        words = sum(lexicon.value(self.text, *part) for part in self.draft.parts)
        said = self.text[self.draft.start : self.draft.end]
        directive = self._directs()
        bound = min(0.0, self._asked()) if verb in _BINDING and self.draft.kind is not Kind.DIRECT else 0.0
        against = -1.0 if verb in lexicon.cue_against else 0.0
        pointed = sum(lean for lean in self.leans if abs(lean) == 1)
        return Signals(
            words=tanh(words / 2),
            verb=against or float(verb in lexicon.cue_support and not directive),
            asked=self._asked() if directive else bound,
            target=max(self.leans, key=abs, default=0.0),
            opening=self.opening,
            ought=ought(said),
            pointed=tanh(pointed),
        )

    def _directs(self) -> bool:
        """Whether the verb asks for what the statement says ("urged them to go", "a call to go")."""
        if self.draft.kind is Kind.DIRECT:
            return False
        before = self.text[max(0, self.draft.start - 4) : self.draft.start]
        return self.draft.verb in _DIRECTIVE or (self.draft.verb == "call" and re.search(r"\bto $", before) is not None)

    def _asked(self) -> float:
        return asked(self.text[self.draft.start : self.draft.end])

    def ranked(self, tone: Tone) -> list[Target]:
        """The targets that the tone points at most, once each; names first, then things."""
        sign = -1 if tone is Tone.CRITICISM else 1
        sums: dict[str, float] = {}
        first: dict[str, Target] = {}
        for target, lean in zip(self.targets, self.leans, strict=True):
            first_rank = NAMED_FIRST if target.named or abs(lean) == 1 else 1.0
            sums[target.name] = sums.get(target.name, 0.0) + lean * sign * first_rank
            first.setdefault(target.name, target)
        ordered = sorted(sums, key=lambda name: (-round(sums[name], 6), first[name].span.start))
        strongest = [first[name] for name in ordered if sums[name] >= LEAST_LEAN][:MOST_TARGETS]
        return sorted(strongest, key=lambda target: not target.named)

    def likeliest(self, tone: Tone) -> list[Target]:
        """Where no target has the tone: the name that comes nearest to it, else who was named last."""
        sign = -1 if tone is Tone.CRITICISM else 1
        named = [(lean * sign, -t.span.start, t) for t, lean in zip(self.targets, self.leans, strict=True) if t.named]
        if named:
            lean, _, target = max(named, key=lambda entry: entry[:2])
            return [target] if lean > -LEAST_LEAN else []
        start = self.draft.start
        before = [t for t in self.named if start - _JUST_BEFORE < t.span.start < start and t.name not in self.own]
        return before[-1:] if self.draft.kind is not Kind.INDIRECT else []

    def plain(self, tone: Tone) -> list[Target]:
        """The targets that words point at plainly in the other tone."""
        sign = -1.0 if tone is Tone.CRITICISM else 1.0
        return [target for target, lean in zip(self.targets, self.leans, strict=True) if lean == sign]


def _meet(first: Span, second: Span) -> bool:
    return first.start < second.end and second.start < first.end
