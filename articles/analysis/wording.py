"""Loaded wording: the lexicon's terms with category and voice; and whether a sentence by itself is loaded."""

import re
from collections.abc import Sequence

from articles.analysis.learned.features import seen_by_wording
from articles.analysis.learned.network import shipped
from articles.analysis.lexicon.terms import wording_lexicon
from articles.analysis.text.parses import parses
from articles.analysis.types import Loaded, Span, Voice

# The share from which a word is given, found on BABE out of fold (docs/methods.md).
LOADED_WORD = 0.17


def loaded_in(text: str, body: Sequence[Span], quoted: Sequence[Span]) -> tuple[Loaded, ...]:
    """All loaded terms of the spans of ``body``; those inside ``quoted`` are in the voice of who is quoted."""
    found = []
    for span in body:
        for within, category in wording_lexicon().matches(text[span.start : span.end], 0, span.end - span.start):
            term = Span(span.start + within.start, span.start + within.end)
            inside = any(start <= term.start < end for start, end in quoted)
            words = re.sub(r"\s+", " ", text[term.start : term.end].lower())
            found.append(Loaded(term, words, category, Voice.QUOTED if inside else Voice.OUTLET))
    return tuple(found)


def judge(sentence: str) -> tuple[bool, tuple[str, ...]]:
    """Whether the wording of a sentence is loaded, and which of its words are, in order; none where it is not.

    By a small trained model (models/wording.json says what it learned from) that also sees the lexicon.
    """
    seen = seen_by_wording(sentence, parses([sentence])[0])
    shares, words = shipped("wording").judge([seen])
    if shares[0][1] <= shares[0][0]:
        return False, ()
    weighed = zip(seen.spans, words[0], strict=False)
    return True, tuple(sentence[span.start : span.end] for span, share in weighed if share >= LOADED_WORD)
