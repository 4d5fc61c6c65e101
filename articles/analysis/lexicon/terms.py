"""The hand-written lexicons of stance and wording, read once a process, and how their entries match."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from articles.analysis.lexicon.patterns import TermPattern, term_pattern
from articles.analysis.text.folding import fold
from articles.analysis.types import Span

_FOLDER = Path(__file__).parent
_RAISED = re.compile(r"(?:\bnot|n't|\bnever) (?:\w+ly )?(?:think|believe|see|feel|consider|say|expect)\b[^.;?!]*$")
_ASKED = re.compile(r"[^.!?]*\?")  # what is good in a question is asked for its being so
_CLAUSE = re.compile(r"[,;.!?:]|\b(?:but|and|that|who|which|because)\b")


@dataclass(frozen=True, slots=True)
class StanceLexicon:
    """``pattern`` has one named group for each group of words; ``weights`` are minus against, plus for."""

    pattern: TermPattern
    weights: Mapping[str, float]
    cue_against: frozenset[str]
    cue_support: frozenset[str]
    negators: frozenset[str]
    cue_information: frozenset[str]
    subjects: re.Pattern[str]
    asked_against: re.Pattern[str]

    def value(self, text: str, start: int, end: int) -> float:
        """The sum of the weights of ``text[start:end]`` (folded); a negation before in the clause turns one round.

        Words that mostly name what a dispute is about weigh nothing by themselves.
        """
        total = 0.0
        for match in self.pattern.finditer(text, start, end):
            if self.subjects.fullmatch(match.group()):
                continue
            weight = self.weights[match.lastgroup or ""]
            clause = _CLAUSE.split(text[max(start, match.start() - 45) : match.start()])[-1]
            before = re.findall(r"[\w']+", clause.lower())[-5:]
            negated = any(word in self.negators or word.endswith("n't") for word in before)
            doubted = weight > 0 and _ASKED.match(text[match.end() : end]) is not None
            raised = _RAISED.search(text[max(start, match.start() - 80) : match.start()]) is not None
            total += _turned(weight) if negated or raised or doubted else weight
        return total


@dataclass(frozen=True, slots=True)
class WordingLexicon:
    """``pattern`` has one group a category; ``fixed`` are set phrases in which a listed word is plain.

    ``signs`` has one group for each sort of words that hint at comment or at plain report; pages show none of them.
    """

    pattern: TermPattern
    names: Mapping[str, str]
    fixed: re.Pattern[str]
    signs: TermPattern

    def matches(self, text: str, start: int, end: int) -> Iterator[tuple[Span, str]]:
        """Terms of ``text[start:end]`` with their categories, in order; none within a set phrase or a name."""
        folded = fold(text)
        found = list(self.pattern.finditer(folded, start, end))
        plain = [match.span() for match in self.fixed.finditer(folded, start, end)] if found else []
        for match in found:
            if any(s < match.end() and match.start() < e for s, e in plain):
                continue
            if not _in_name(folded, match.start(), match.end(), start):
                yield Span(*match.span()), self.names[match.lastgroup or ""]


@cache
def stance_lexicon() -> StanceLexicon:
    """The shipped lexicon of words that take a stand (lexicon/stance.json)."""
    data = json.loads((_FOLDER / "stance.json").read_text(encoding="utf-8"))
    keys = ("cue_against", "cue_support", "negators", "cue_information")
    against, support, negators, information = (frozenset(data[key].split()) for key in keys)
    return StanceLexicon(
        pattern=_grouped({name: group["terms"] for name, group in data["groups"].items()}),
        weights={name: group["weight"] for name, group in data["groups"].items()},
        cue_against=against,
        cue_support=support,
        negators=negators,
        cue_information=information,
        subjects=_plain_pattern(data["subjects"]["terms"]),
        asked_against=_plain_pattern(data["asked_against"]["terms"]),
    )


@cache
def wording_lexicon() -> WordingLexicon:
    """The shipped lexicon of loaded wording (lexicon/wording.json)."""
    data = json.loads((_FOLDER / "wording.json").read_text(encoding="utf-8"))
    phrases = _alternatives(data["fixed"]["phrases"])
    return WordingLexicon(
        pattern=_grouped({name: entry["terms"] for name, entry in data["categories"].items()}),
        names={name: name for name in data["categories"]},
        fixed=re.compile(rf"(?<![\w-])(?:{phrases})(?![\w-])", re.I),
        signs=_grouped({name: group["terms"] for name, group in data["signs"]["groups"].items()}),
    )


def _turned(weight: float) -> float:
    """A weight under negation: "not good" is blame, "not bad" little praise."""
    return -weight if weight > 0 else -0.5 * weight


def _plain_pattern(terms: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_alternatives(terms)})(?![\w-])", re.I)


def _alternatives(terms: str) -> str:
    return "|".join(term_pattern(term) for term in sorted(set(terms.split()), key=lambda t: (-len(t), t)))


def _grouped(groups: Mapping[str, str]) -> TermPattern:
    return TermPattern(groups)


def _in_name(text: str, start: int, end: int, opens: int) -> bool:
    """Whether a capitalised term is part of a name ("the Communist Party").

    Not so at the start of a sentence, nor in a headline that writes all its words with capitals.
    """
    if not text[start].isupper() or text[start:end].isupper():
        return False
    before = text[opens:start].rstrip(" \"'([")
    if not before or before[-1] in ".!?:\n":
        return False
    line_start = max(text.rfind("\n", 0, start) + 1, opens)
    line_end = text.find("\n", end)
    words = re.findall(r"[A-Za-z]{4,}", text[line_start : line_end if line_end >= 0 else len(text)])
    return 3 * sum(1 for word in words if word[0].islower()) > len(words)
