"""The words that set an outlet's own voice apart: log-odds ratios with an informative Dirichlet prior.

After Monroe, Colaresi and Quinn, "Fightin' Words" (Political Analysis 16, 2008), section 3.3. Only words that are
neither quoted nor report what a source said are counted; a text is set against all others of the story together.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from articles.analysis.text.similarity import STOP_WORDS
from articles.analysis.types import Span
from articles.framing.words import Words

# Words that the prior counts for. Own words of the example story dealt out anew by chance make a word stand out in 2
# of 600 texts with 500, in one of 10 with 100 and in one of 6 with 10; a word that stands six times in one of its
# texts and in no other still does (docs/methods.md).
PRIOR_WORDS = 500.0
# Under so many own words in a text, or in all others together, nothing is said: hardly a word stands there three times.
LEAST_OWN_WORDS = 150
LEAST_TIMES = 3  # a word used once or twice in a text says nothing of its habits
_MOST = 8
_NORMAL_95 = 1.96


@dataclass(frozen=True, slots=True)
class LogOdds:
    """How much more an outlet uses a word than the others do.

    ``ratio`` is the difference of the log odds (0: no more than the others; 1: odds 2.7 times as high), ``low`` and
    ``high`` its 95 % interval, ``z`` the ratio over its standard deviation. ``places`` are the word's in the text.
    """

    word: str
    times: int
    times_elsewhere: int
    ratio: float
    low: float
    high: float
    z: float
    places: tuple[Span, ...]

    @property
    def stands_out(self) -> bool:
        """Whether its interval lies above 0."""
        return self.low > 0


@dataclass(frozen=True, slots=True)
class Distinct:
    """The words of one text with the highest z, at most eight; None where there are too few words to say."""

    key: str
    own_words: int
    words: tuple[LogOdds, ...] | None


def distinct_words(texts: Mapping[str, Words], leave_out: Mapping[str, frozenset[str]] | None = None) -> list[Distinct]:
    """The distinctive words of each text, in the order given; words without a content of their own are not listed.

    ``leave_out`` has for each text more words that are not listed: those of its outlet's own name.

    ratio = log((y + a) / (n + a0 - y - a)) - log((y' + a) / (n' + a0 - y' - a)), with y of n own words of the text, y'
    of n' of all others, and a = a0 times the word's share of all own words of the story; its variance is about
    1 / (y + a) + 1 / (y' + a). Range: any number; listed are those above 0.
    """
    counts = _counts(texts)
    totals = counts.sum(axis=0)
    everywhere = counts.sum(axis=1)
    left_out = leave_out or {}
    return [
        Distinct(
            key, int(totals[key]), _listed(counts[key], everywhere, words, left_out.get(key, frozenset()) | STOP_WORDS)
        )
        for key, words in texts.items()
    ]


def _counts(texts: Mapping[str, Words]) -> pd.DataFrame:
    """How often each own word (index) stands in each text (columns)."""
    counted = {
        key: Counter(word for word, own in zip(words.words, words.own.tolist(), strict=True) if own)
        for key, words in texts.items()
    }
    every = sorted({word for counter in counted.values() for word in counter})
    rows = [[counted[key][word] for key in texts] for word in every]
    return pd.DataFrame(rows, index=every, columns=list(texts), dtype=float)


def _listed(
    here: pd.Series, everywhere: pd.Series, words: Words, left_out: frozenset[str]
) -> tuple[LogOdds, ...] | None:
    prior = PRIOR_WORDS * everywhere / max(float(everywhere.sum()), 1.0)
    elsewhere = everywhere - here
    total, others = float(here.sum()), float(elsewhere.sum())
    if min(total, others) < LEAST_OWN_WORDS:
        return None
    ratio = _log_odds(here, total, prior) - _log_odds(elsewhere, others, prior)
    deviation = np.sqrt(1 / (here + prior) + 1 / (elsewhere + prior))
    table = pd.DataFrame({"here": here, "elsewhere": elsewhere, "ratio": ratio, "deviation": deviation})
    table["z"] = table["ratio"] / table["deviation"]
    table = table[(table["here"] >= LEAST_TIMES) & (table["ratio"] > 0) & ~table.index.isin(left_out)]
    first = table.reset_index(names="word").sort_values(["z", "word"], ascending=[False, True]).head(_MOST)
    return tuple(
        LogOdds(
            word=str(row["word"]),
            times=int(row["here"]),
            times_elsewhere=int(row["elsewhere"]),
            ratio=float(row["ratio"]),
            low=float(row["ratio"] - _NORMAL_95 * row["deviation"]),
            high=float(row["ratio"] + _NORMAL_95 * row["deviation"]),
            z=float(row["z"]),
            places=places_of(words, str(row["word"])),
        )
        for row in first.to_dict("records")
    )


def _log_odds(times: pd.Series, total: float, prior: pd.Series) -> pd.Series:
    smoothed = times + prior
    return pd.Series(np.log(smoothed / (total + PRIOR_WORDS - smoothed)), index=times.index)


def places_of(words: Words, wanted: str) -> tuple[Span, ...]:
    """Where a folded word stands in a text's own voice."""
    here = [at for at, word in enumerate(words.words) if word == wanted and words.own[at]]
    return tuple(Span(int(start), int(end)) for start, end in zip(words.starts[here], words.ends[here], strict=True))
