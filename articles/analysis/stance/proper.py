"""Names of bodies, countries, laws and programmes that a story repeats and that no knowledge lists."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from articles.analysis.lexicon.people import people_lexicon
from articles.analysis.text.folding import fold
from articles.analysis.types import Span

_LEAST = 2  # times that a story must give a name within a sentence
_WORD = r"(?:[A-Z]\.(?:[A-Z]\.)+|[A-Z]{2,}\b|[A-Z][a-z]+(?:[A-Z][a-z]+)*(?:-[A-Za-z]+)*)"
_NAME = re.compile(rf"(?<![\w.'-]){_WORD}(?:(?: (?:of|for|on)(?: the)?| &)? {_WORD})*(?![\w-])")
_OPENS = re.compile(r"(?:^|[.!?:\"(\n]|--)\s*$")
_OPENERS = frozenset(
    "the a an and but or so yet if as at by for from in into of on to with about after before during since while when "
    "where what who why how it he she they we you i his her its their our my this that these those there here no not "
    "now then also even just only still both all some many most".split()
)
# Capitalised words that name no party to a dispute: the calendar, the compass, the places where things are said.
_NO_PARTY = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday jan feb mar apr jun jul aug sept oct nov dec mon tue wed thu fri sat sun "
    "christmas easter north south east west northern southern eastern western god twitter facebook instagram youtube "
    "internet washington capitol hill street avenue oval rose garden room air force yes ok am pm est mr mrs ms dr "
    "read more photo image copyright reuters afp getty".split()
)
_ADJECTIVE = re.compile(r"(?:an|ish|ese|ic)$")


class ProperNames:
    """The proper names of one story, each under its fullest form."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts: Counter[str] = Counter()
        for text in texts:
            folded = fold(text)
            counts.update(name for name, _, opens in _names_in(folded) if not opens or " " in name)
        kept = {name for name, count in counts.items() if count >= _LEAST}
        self._shown = {name: name for name in kept}
        for name in kept:
            letters = "".join(word[0] for word in name.split() if word[0].isupper())
            for short in (letters, ".".join(letters) + "."):
                if len(letters) > 2 and short in counts:
                    self._shown[short] = name

    def places_in(self, folded: str, taken: Collection[int]) -> Iterator[tuple[Span, str]]:
        """Where a text gives the names, with the form to show; names of ``taken`` characters are left out."""
        for name, span, _ in _names_in(folded):
            shown = self._shown.get(name)
            if shown is not None and not any(at in taken for at in range(*span)):
                yield span, shown


def _names_in(folded: str) -> Iterator[tuple[str, Span, bool]]:
    """Each proper name, its place, and whether it opens a sentence."""
    lexicon = people_lexicon()
    for match in _NAME.finditer(folded):
        if _is_title_line(folded, match.start()):
            continue
        start, words = match.start(), match.group().split(" ")
        opens = _OPENS.search(folded, max(0, start - 4), start) is not None
        while words and words[0].lower() in _OPENERS:
            start += len(words.pop(0)) + 1
            opens = False
        known = lexicon.roles | lexicon.all_titles | _NO_PARTY
        if not words or all(word.lower().strip(".") in known or word.lower() in known for word in words):
            continue
        if words[-1].islower() or (_ADJECTIVE.search(words[-1]) and re.match(r" [a-z]", folded[match.end() :])):
            continue
        yield " ".join(words), Span(start, match.end()), opens


def _is_title_line(folded: str, at: int) -> bool:
    """Whether the line writes most of its words with capitals, as headlines do."""
    start = folded.rfind("\n", 0, at) + 1
    end = folded.find("\n", at)
    line = folded[start : end if end >= 0 else len(folded)]
    if line.rstrip(' )"').endswith("."):
        return False
    words = re.findall(r"\b[A-Za-z]{4,}", line)
    return sum(1 for word in words if word[0].isupper()) * 5 >= len(words) * 3
