"""Sentences by a careful pattern: a stop, closing marks, white space, and something that can open a sentence."""

import re

from articles.analysis.text.folding import fold, trim
from articles.analysis.types import Span

_ABBREVIATIONS = frozenset(
    "mr mrs ms mx dr prof rev hon sen sens rep reps gov govs lt col gen sgt capt cpl maj adm cmdr pres sec atty st ste "
    "mt ft jr sr vs etc no nos vol p pp fig al inc ltd co corp bros dept univ assn ave blvd rd jan feb mar apr jun jul "
    "aug sep sept oct nov dec ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont "
    "neb nev okla ore pa tenn tex va vt wash wis wyo messrs approx est viz cf eg ie".split()
)
_ALSO_WORDS = frozenset("no nos ill miss mass fig ind wash ore mar sun sat del mo la pa col gen jan".split())
_END = re.compile(r"(?:(?<![.!?])[.!?]++|…)(?:[\"')\]]*)(?=\s)")
_OPENS = re.compile(r"\s+[\"'(\[]*(?:[A-Z0-9$£€@#]|[\"'])")
_BEFORE = re.compile(r"([A-Za-z][A-Za-z.]*)$")
_LONGEST = 40  # characters of an abbreviation
_NUMBER = re.compile(r"\s+\d")


def sentences_in(text: str, start: int, end: int) -> list[Span]:
    """The sentences of ``text[start:end]``, one paragraph; together they cover all but white space."""
    folded = fold(text[start:end])
    spans: list[Span] = []
    begin = 0
    for match in _END.finditer(folded):
        if _OPENS.match(folded, match.end()) is None or _is_abbreviation(folded, match):
            continue
        _add(spans, folded, begin, match.end(), start)
        begin = match.end()
    _add(spans, folded, begin, len(folded), start)
    return spans


def _is_abbreviation(folded: str, match: re.Match[str]) -> bool:
    if match.group() != ".":
        return False
    before = _BEFORE.search(folded, max(0, match.start() - _LONGEST), match.start())
    if before is None:
        return False
    word = before.group(1)
    dotted_initials = "." in word and all(len(part) <= 1 for part in word.split("."))
    if word.lower() in _ALSO_WORDS:  # "No. 10" and "Springfield, Mass." against "She said no. He left."
        numbered = word.lower() not in {"no", "nos"} or _NUMBER.match(folded, match.end()) is not None
        return word[0].isupper() and numbered
    return word.lower() in _ABBREVIATIONS or (len(word) == 1 and word.isupper() and word != "I") or dotted_initials


def _add(spans: list[Span], folded: str, begin: int, finish: int, offset: int) -> None:
    begin, finish = trim(folded, begin, finish)
    if begin < finish:
        spans.append(Span(offset + begin, offset + finish))
