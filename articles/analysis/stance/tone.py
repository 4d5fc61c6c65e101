"""Tone of a sentence towards a target that it names: criticism, support or neutral.

A small trained model (models/tone.json says what it learned from) sees the words, their place relative to the
target in the line and in the tree, clauses, quotation, negation and the stance lexicon; names are hidden from it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from articles.analysis.learned.features import seen_by_tone
from articles.analysis.learned.network import shipped
from articles.analysis.text.parses import parses
from articles.analysis.types import Tone

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class ToneShares:
    """How likely each tone is, 0 to 1, sum 1."""

    criticism: float
    neutral: float
    support: float

    @property
    def tone(self) -> Tone:
        """The likeliest; neutral where nothing is likelier."""
        if max(self.criticism, self.support) <= self.neutral:
            return Tone.NEUTRAL
        return Tone.CRITICISM if self.criticism >= self.support else Tone.SUPPORT

    @property
    def lean(self) -> float:
        """Support minus criticism, -1 to 1."""
        return self.support - self.criticism


# What was judged without a parse before in this process: a story is compared anew with each article that joins it.
_KNOWN: dict[tuple[str, int, int], ToneShares] = {}
_MOST_KNOWN = 20_000


def polarity(sentence: str, start: int, end: int) -> Tone:
    """The tone of ``sentence`` towards ``sentence[start:end]``; parsed where a language model is installed."""
    return tones([(sentence, start, end)], parsed=True)[0].tone


def tones(targets: Sequence[tuple[str, int, int]], *, parsed: bool = False) -> list[ToneShares]:
    """The shares for each (sentence, start, end), in order; many at once is quicker.

    Without a parse the model does with the words alone: much quicker, and a little less often right.
    """
    if parsed:
        return _judged(targets, parses([sentence for sentence, _, _ in targets]))
    found = {target: shares for target in targets if (shares := _KNOWN.get(target)) is not None}
    new = [target for target in dict.fromkeys(targets) if target not in found]
    judged = dict(zip(new, _judged(new, [None] * len(new)), strict=True))
    if len(_KNOWN) + len(new) > _MOST_KNOWN:
        _KNOWN.clear()
    _KNOWN.update(judged)
    found.update(judged)
    return [found[target] for target in targets]


def _judged(targets: Sequence[tuple[str, int, int]], docs: "Sequence[Doc | None]") -> list[ToneShares]:
    seen = [seen_by_tone(*target, doc) for target, doc in zip(targets, docs, strict=True)]
    shares, _ = shipped("tone").judge(seen)
    return [ToneShares(float(c), float(n), float(s)) for c, n, s in shares]
