"""Loaded wording: terms of the project's lexicon, each with its category and the voice that uses it."""

import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from articles.analysis.folding import fold
from articles.analysis.types import Loaded, Span, Voice

_FILE = Path(__file__).parent / "lexicon" / "wording.json"


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    data = json.loads(_FILE.read_text(encoding="utf-8"))["categories"]
    groups, names = [], {}
    for number, (category, entry) in enumerate(sorted(data.items())):
        names[f"c{number}"] = category
        terms = sorted(entry["terms"].split(), key=len, reverse=True)
        groups.append(f"(?P<c{number}>{'|'.join(term_pattern(term) for term in terms)})")
    return re.compile(rf"(?<![\w-])(?:{'|'.join(groups)})(?![\w-])", re.I), names


def term_pattern(term: str) -> str:
    r"""The pattern of a lexicon entry: ``*`` is any ending, ``-`` a hyphen or a space.

    >>> term_pattern("far-right*")
    'far[- ]right\\w*'
    """
    return re.escape(term).replace(r"\*", r"\w*").replace(r"\-", "[- ]")


def loaded_in(text: str, body: Sequence[Span], quoted: Sequence[Span]) -> tuple[Loaded, ...]:
    """All loaded terms of the spans of ``body``; those inside ``quoted`` are in the voice of who is quoted."""
    pattern, names = _pattern()
    folded = fold(text)
    found = []
    for span in body:
        for match in pattern.finditer(folded, span.start, span.end):
            inside = any(start <= match.start() < end for start, end in quoted)
            category = names[match.lastgroup or ""]
            voice = Voice.QUOTED if inside else Voice.OUTLET
            found.append(Loaded(Span(*match.span()), match.group().lower(), category, voice))
    return tuple(found)
