"""Words in capitals that may name a person, with the title before them: found in one text, judged later."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.analysis.lexicon.people import people_lexicon
from articles.analysis.types import Span

_UPPER, _LETTER = "A-ZÀ-ÖØ-Þ", "A-Za-zÀ-ÖØ-öø-ÿ"
_NAME = rf"(?:(?:[{_UPPER}]\.)+|[{_UPPER}][{_LETTER}]*(?:['-](?!s\b)[{_LETTER}]+)*(?!\w))"
_TITLE = r"(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Govs|Lt|Gen|Col|Sgt|Capt|Maj|Cpl|Prof|Rev|Hon|Cllr|St)\."
_PARTICLE = r"(?:de|da|di|dos|van|von|der|den|bin|ibn|ben|al|el|la|le|du)"
_FULL = re.compile(
    rf"\b(?:{_TITLE}|{_NAME})(?:(?: \"[A-Z][a-z]+\"| \([A-Z][a-z]+\))?(?: {_PARTICLE}\b){{0,2}}"
    rf" (?:{_PARTICLE}-)?(?:{_TITLE}|{_NAME}))*"
)
_NICK = re.compile(r" (?:\"([A-Z][a-z]+)\"|\(([A-Z][a-z]+)\))")
_SUFFIXES = {"Jr", "Sr", "II", "III", "IV"}
_DAYS_AND_MONTHS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december jan feb aug sept oct nov dec today yesterday".split()
)
_CAPITALS_IN_HEADING = 0.75  # share of longer words with a capital from which a line is a heading in capitals
_PAST = {"former", "ex", "then", "late"}  # before a title: the bearer does not hold it now
_DEPUTY = {"vice", "deputy", "assistant", "lieutenant", "lt"}


type _Word = tuple[str, int]  # a word of a match and where in it the word begins


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name as one article writes it: ``name`` without title, nickname, possessive and suffix."""

    article: str
    span: Span
    name: str
    title: str | None
    nick: str | None
    suffix: str | None

    @property
    def alone(self) -> bool:
        """Whether it is one word only."""
        return " " not in self.name


def is_title_line(line: str) -> bool:
    """Whether a line is a heading that writes nearly every word with a capital, so that capitals tell nothing."""
    words = [word for word in re.findall(r"[^\W\d_][\w'-]*", line) if len(word) > 3]
    if len(words) < 3 or line.rstrip().endswith((".", ":", '?"', '."')):
        return False
    capitals = sum(1 for word in words if word[0].isupper())
    return capitals >= _CAPITALS_IN_HEADING * len(words)


def candidates_in(key: str, folded: str, start: int, end: int) -> Iterator[Candidate]:
    """The candidates of one paragraph."""
    for match in _FULL.finditer(folded, start, end):
        found = _candidate(key, folded, match)
        if found is not None:
            yield found


def _candidate(key: str, folded: str, match: re.Match[str]) -> Candidate | None:
    start, end = match.span()
    title, words = _behind_titles([(m.group(), m.start()) for m in re.finditer(r"\S+", folded[start:end])])
    suffix: str | None = None
    while len(words) > 1 and words[-1][0].rstrip(".") in _SUFFIXES:
        suffix = words[-1][0].rstrip(".")
        end = start + words[-1][1] - 1
        words = words[:-1]
    while len(words) > 1 and not words[0][0].isupper() and _ends_no_name(words[-1][0]):
        end = start + words[-1][1] - 1
        words = words[:-1]
    if not words:
        return None
    if suffix is None and (behind := re.match(r",? (Jr|Sr)\b", folded[end : end + 5])):
        suffix = behind.group(1)
    begin = start + words[0][1]
    written = folded[begin:end].rstrip(",")
    nick = _NICK.search(written)
    plain = " ".join(case(word) for word in re.sub(r"'s$", "", _NICK.sub("", written)).split(" "))
    if title is not None:
        title = _with_what_precedes(title, folded[max(0, begin - 60) : begin])
    nicked = (nick.group(1) or nick.group(2)) if nick else None
    return Candidate(key, Span(begin, begin + len(written)), plain, title, nicked, suffix)


def _behind_titles(words: list[_Word]) -> tuple[str | None, list[_Word]]:
    """The title before a name and the words of the name; no words where an office alone is named."""
    title: str | None = None
    lexicon = people_lexicon()
    while words and _not_a_name(words[0][0]):
        if len(words) == 1 and title is not None and title.endswith("."):
            break  # "Mr. King", "Rep. Speaker"
        word = words[0][0].lower()
        title = word if word in lexicon.all_titles else None
        words = words[1:]
    for at in range(len(words) - 1, 0, -1):  # "Senate Majority Leader X Y": the name stands behind the last title
        word = words[at - 1][0].lower()
        if word in lexicon.all_titles or word in lexicon.roles:
            title = word if word in lexicon.all_titles else title
            words = words[at:]
            break
    words = _from_forename(words)
    office = len(words) > 1 and words[0][0].lower() not in lexicon.forenames and _is_office(words[-1][0])
    return title, [] if office and title is None else words


def _with_what_precedes(title: str, before: str) -> str:
    """A title with the word that changes it: "former president", "vice president"."""
    found = re.search(rf"([\w]+)\.?[ -]{re.escape(title)}\W*(?:[\w.-]+ )?$", before.lower())
    word = found.group(1) if found else ""
    return f"former {title}" if word in _PAST else f"vice {title}" if word in _DEPUTY else title


def _from_forename(words: list[_Word]) -> list[_Word]:
    """Leave out what no name begins with, where a common forename follows ("National Intelligence Ann Roe")."""
    lexicon = people_lexicon()
    if len(words) < 3 or words[0][0].lower() in lexicon.forenames or len(words[0][0].rstrip(".")) == 1:
        return words
    for at in range(1, len(words) - 1):
        word = words[at][0].lower()
        if word in lexicon.forenames and word not in lexicon.place_words:
            return words[at:]
    return words


def _not_a_name(word: str) -> bool:
    lexicon = people_lexicon()
    lower = word.lower() if word.lower() in lexicon.all_titles else word.lower().rstrip(".")
    return lower in lexicon.before_names


def _is_office(word: str) -> bool:
    lexicon = people_lexicon()
    return word.lower() in lexicon.all_titles or word.lower() in lexicon.roles


def _ends_no_name(word: str) -> bool:
    """A day or an office behind a name ("Ann Roe Friday", "Ann Roe AG")."""
    lower = word.lower().removesuffix("'s")
    return lower in _DAYS_AND_MONTHS or (word.isupper() and word.isalpha() and len(word) in {2, 3})


def case(word: str) -> str:
    """MARA -> Mara; McDONALD stays, and so do short capitals (UN, UK)."""
    return word.capitalize() if word.isupper() and len(word) > 3 and word.isalpha() else word
