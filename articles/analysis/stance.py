"""Stance: whom or what a statement criticises or supports.

Words that take a stand (lexicon/stance.json) are counted sentence by sentence, with negation turning them round;
targets are the people, organisations and judged things ("these selfish strikes") of the sentences that do.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from articles.analysis.folding import fold
from articles.analysis.sentences import sentences_in
from articles.analysis.types import Span, Stance, Tone
from articles.analysis.wording import term_pattern

_FILE = Path(__file__).parent / "lexicon" / "stance.json"
_JUDGED = re.compile(r"\b(?:this|these|those|that|the|a|an|such)\s+((?:[\w-]+\s+){1,2})([a-z][\w-]+)\b", re.I)


@dataclass(frozen=True, slots=True)
class _Lexicon:
    pattern: re.Pattern[str]
    weights: dict[str, float]
    cue_against: frozenset[str]
    cue_support: frozenset[str]
    negators: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    data = json.loads(_FILE.read_text(encoding="utf-8"))
    weights = {"against_strong": -2.0, "against": -1.0, "support_strong": 2.0, "support": 1.0}
    groups = [
        f"(?P<{name}>{'|'.join(term_pattern(t) for t in sorted(set(data[name].split()), key=len, reverse=True))})"
        for name in weights
    ]
    against, support, negators = (frozenset(data[key].split()) for key in ("cue_against", "cue_support", "negators"))
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(groups)})(?![\w-])", re.I)
    return _Lexicon(pattern, weights, against, support, negators)


@dataclass(frozen=True, slots=True)
class NamedTarget:
    """A person or organisation that a text names, as a possible target."""

    span: Span
    name: str


def stances_of(
    text: str, parts: Sequence[Span], verb: str | None, named: Sequence[NamedTarget], speaker: str | None
) -> tuple[Stance, ...]:
    """The stances of a statement, strongest first; empty when it takes none."""
    lexicon = _lexicon()
    folded = fold(text)
    totals: dict[tuple[str, Tone], float] = {}
    spans: dict[tuple[str, Tone], Span] = {}
    overall = 0.0
    cue = -1.5 if verb in lexicon.cue_against else 1.5 if verb in lexicon.cue_support else 0.0
    for part in parts:
        for sentence in sentences_in(text, *part):
            value = _polarity(folded, sentence) + cue
            overall += value
            if value == 0:
                continue
            tone = Tone.CRITICISM if value < 0 else Tone.SUPPORT
            for target, span in _targets(folded, sentence, named, speaker, tone):
                totals[target, tone] = totals.get((target, tone), 0.0) + abs(value)
                spans.setdefault((target, tone), span)
    if abs(overall) < 1.0:
        return ()
    tone = Tone.CRITICISM if overall < 0 else Tone.SUPPORT
    ranked = sorted(((w, t, s) for (t, s), w in totals.items() if s is tone), key=lambda e: (-e[0], e[1]))
    if not ranked:
        return (Stance(tone, None, None),)
    return tuple(Stance(tone, target, spans[target, tone]) for _, target, _ in ranked[:3])


def _polarity(folded: str, sentence: Span) -> float:
    lexicon = _lexicon()
    value = 0.0
    for match in lexicon.pattern.finditer(folded, sentence.start, sentence.end):
        weight = lexicon.weights[match.lastgroup or ""]
        before = re.findall(r"[\w']+", folded[max(sentence.start, match.start() - 28) : match.start()].lower())[-3:]
        negated = any(word in lexicon.negators or word.endswith("n't") for word in before)
        value += -0.5 * weight if negated else weight
    return value


def _targets(
    folded: str, sentence: Span, named: Sequence[NamedTarget], speaker: str | None, tone: Tone
) -> list[tuple[str, Span]]:
    found = [(n.name, n.span) for n in named if sentence.start <= n.span.start < sentence.end and n.name != speaker]
    for match in _JUDGED.finditer(folded, sentence.start, sentence.end):
        judged = _lexicon().pattern.search(match.group(1))
        if judged is not None and (_lexicon().weights[judged.lastgroup or ""] < 0) == (tone is Tone.CRITICISM):
            found.append((f"the {match.group(2).lower()}", Span(*match.span())))
    return found
