"""Folding of characters one to one, so that every offset of the folded text is one of the text itself."""

import re

_SAME = {
    "\u2018": "'", "\u2019": "'", "\u201b": "'", "\u2032": "'", "\u00b4": "'", "\u0060": "'",
    "\u201c": '"', "\u201d": '"', "\u201f": '"', "\u201e": '"', "\u2033": '"', "\u00ab": '"', "\u00bb": '"',
    "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u200a": " ", "\u202f": " ", "\u3000": " ", "\t": " ",
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-", "\u2212": "-",
    "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\u0085": "\n", "\u000b": "\n", "\u000c": "\n",
    "\u200b": " ", "\ufeff": " ",
}  # fmt: skip
_HALF = re.compile("[\ud800-\udfff]")  # half of a pair of UTF-16: nothing that takes bytes takes it
_IN_ASCII = {character: plain for character, plain in _SAME.items() if character.isascii()}


def fold(text: str) -> str:
    r"""``text`` with marks, dashes and spaces made plain; of the same length, character for character.

    >>> fold("“It’s”\u00a0so")
    '"It\'s" so'
    """
    if text.isascii():
        table = _IN_ASCII
    else:
        table, text = _SAME, _HALF.sub("\ufffd", text)
    for character, plain in table.items():
        if character in text:  # far quicker than to translate: a text holds few of them
            text = text.replace(character, plain)
    return text


def trim(text: str, start: int, end: int, also: str = "") -> tuple[int, int]:
    """The bounds of ``text[start:end]`` without white space (and the characters of ``also``) at its edges."""
    while start < end and (text[start].isspace() or text[start] in also):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in also):
        end -= 1
    return start, end
