"""Measures of the articles of a story: who speaks, how much, where and in what words. The only place for pandas.

Values in, frozen values out: nothing here knows a database. ``measure`` is stored with a comparison; the others are
counted when a page is asked for, of what its filters leave.
"""

from articles.framing.distinct import (
    LEAST_OWN_WORDS,
    LEAST_TIMES,
    PRIOR_WORDS,
    Distinct,
    LogOdds,
    distinct_words,
    places_of,
)
from articles.framing.measures import Measures, measure
from articles.framing.overlaps import RUN, Overlap, SharedPassage, overlaps_of, shared_passages
from articles.framing.voices import Share, Voice, shares_by, voices_of
from articles.framing.words import WORD, Text, Told, Words, count_words, folded_word, words_in

__all__ = [
    "LEAST_OWN_WORDS",
    "LEAST_TIMES",
    "PRIOR_WORDS",
    "RUN",
    "WORD",
    "Distinct",
    "LogOdds",
    "Measures",
    "Overlap",
    "Share",
    "SharedPassage",
    "Text",
    "Told",
    "Voice",
    "Words",
    "count_words",
    "distinct_words",
    "folded_word",
    "measure",
    "overlaps_of",
    "places_of",
    "shared_passages",
    "shares_by",
    "voices_of",
    "words_in",
]
