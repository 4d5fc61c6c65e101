"""Names of sides and organisations that editors have entered, wherever the texts write them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from articles.analysis.knowledge import Knowledge
from articles.analysis.types import Span, SpeakerKind

_LEAST = 2  # letters of a name: "D-" and "I-" are signs beside a name


@dataclass(frozen=True, slots=True)
class Known:
    """Whom a name belongs to: a side or an organisation, and the side it belongs to."""

    name: str
    kind: str
    side: str | None


class KnownNames:
    """Finds the names of some knowledge in texts; of two that overlap the longer one counts."""

    def __init__(self, knowledge: Knowledge, texts: Mapping[str, str]) -> None:
        owners: dict[str, Known | None] = {}
        for side in knowledge.sides:
            self._add(owners, Known(side.name, "side", side.name), (side.name, *side.aliases))
        for one in knowledge.speakers:
            if one.kind is not SpeakerKind.PERSON:
                self._add(owners, Known(one.name, "organisation", one.side), (one.name, *one.aliases))
        self._owners = {name: known for name, known in owners.items() if known}
        self._common = _common_words(self._owners, texts)
        names = sorted(self._owners, key=lambda name: (-len(name), name))
        written = "|".join(_written(name) for name in names)
        self._pattern = re.compile(rf"(?<![\w-])(?:{written})(?![\w-])") if names else None

    def _add(self, owners: dict[str, Known | None], known: Known, names: Sequence[str]) -> None:
        for name in names:
            if len(re.findall(r"\w", name)) >= _LEAST:
                # A name of two is nobody's: which one is meant cannot be told from it.
                owners[name] = known if owners.get(name, known) == known else None

    def in_text(self, text: str, start: int, end: int) -> Iterator[tuple[Span, Known]]:
        """The names between two places, in order."""
        if self._pattern is None:
            return
        for match in self._pattern.finditer(text, start, end):
            name = " ".join(match.group().split()).replace("’", "'")
            known = self._owners.get(name) or self._owners.get(name.replace("'", "’"))
            if known and not (name.casefold() in self._common and _opens(text, match.start())):
                yield Span(*match.span()), known


def _written(name: str) -> str:
    letters = re.escape(name).replace(r"\ ", r"\s+")
    return re.sub(r"['’]", "['’]", letters)


def _common_words(names: Mapping[str, Known], texts: Mapping[str, str]) -> frozenset[str]:
    """Names of one word that the texts also write as a common word ("unite"): they may open a sentence as either."""
    single = {name.casefold() for name in names if " " not in name and not name.isupper()}
    small = {word for text in texts.values() for word in re.findall(r"(?<![\w-])[a-zà-ÿ]+(?![\w-])", text)}
    return frozenset(single & small)


def _opens(text: str, at: int) -> bool:
    """Whether a sentence or a quotation begins here."""
    before = text[:at].rstrip(" \t“‘\"'")
    return not before or before[-1] in ".!?:\n"
