"""What a reader asked for, from the query string and back: it is the whole state of the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from urllib.parse import quote_plus, urlencode

from django.http import QueryDict

from articles.comparison.places import read_passages, written
from articles.comparison.rows import Passage

# Stands in an address for a speaker or side that is not known.
UNKNOWN = "-"
MOST_COLUMNS = 4
NOT_TEXT = "\0"  # no text has it, and PostgreSQL takes it for nothing
_LONGEST = 200


class Order(StrEnum):
    """How the rows of the matrix are ordered; the value stands in the query string, "" is the order of the texts."""

    FOUND = ""
    REACH = "reach"
    MISSING = "missing"
    FIRST = "first"
    SIDE = "side"


class Facet(StrEnum):
    """A way to narrow the points; the value is its name in the query string."""

    OUTLET = "outlet"
    SIDE = "side"
    SPEAKER = "speaker"
    STANCE = "stance"
    KIND = "kind"
    COVERAGE = "coverage"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Filters:
    """The state of a story page.

    A point remains when, in every facet with choices, it has at least one of them, and when it holds
    ``text``. ``point`` is the number of the chosen point, ``show`` the keys of the articles side by side; ``once``
    counts articles that carry the same text as one. ``order`` is that of the matrix. ``marked`` are passages that the
    texts show marked: those that a number on another page was counted from.
    """

    chosen: Mapping[Facet, tuple[str, ...]]
    text: str = ""
    point: int | None = None
    show: tuple[str, ...] = ()
    once: bool = False
    order: Order = Order.FOUND
    marked: tuple[Passage, ...] = ()

    @classmethod
    def from_query(cls, query: QueryDict) -> "Filters":
        """Read a query string; what makes no sense is left out."""
        point = query.get("point", "")
        return cls(
            chosen={facet: values for facet in Facet if (values := _values(query, facet))},
            text=" ".join(query.get("q", "").replace(NOT_TEXT, " ").split())[:_LONGEST],
            point=int(point) if point.isascii() and point.isdecimal() and len(point) < 7 else None,
            show=_values(query, "show")[:MOST_COLUMNS],
            once=query.get("copies") == "once",
            order=next((order for order in Order if order == query.get("sort")), Order.FOUND),
            marked=read_passages(query.get("mark", "")),
        )

    @property
    def narrows(self) -> bool:
        """Whether anything is filtered out."""
        return bool(self.chosen or self.text)

    def query_string(self) -> str:
        """The state as "?side=Labour&point=5"; "?" alone for the plain page, which is a link like the others."""
        pairs = [(facet.value, value) for facet in Facet for value in self.chosen.get(facet, ())]
        pairs += [("q", self.text)] if self.text else []
        pairs += [("show", key) for key in self.show]
        pairs += [("copies", "once")] if self.once else []
        pairs += [("sort", self.order.value)] if self.order else []
        pairs += [("mark", written(self.marked))] if self.marked else []
        pairs += [("point", str(self.point))] if self.point is not None else []
        return f"?{urlencode(pairs)}"

    def at(self, point: int | None) -> "Filters":
        """The same with another point chosen, or none; a point takes the place of what was marked."""
        return replace(self, point=point, marked=self.marked if point is None else ())

    def marking(self, passages: tuple[Passage, ...]) -> "Filters":
        """The same with just these passages marked."""
        return replace(self, marked=passages)

    def without(self, facet: Facet) -> "Filters":
        """The same with no choice in one facet."""
        return replace(self, chosen={one: values for one, values in self.chosen.items() if one is not facet})

    def only(self, facet: Facet, *values: str) -> "Filters":
        """The same with just these choices in one facet."""
        return replace(self, chosen={**self.chosen, facet: values})

    def showing(self, keys: tuple[str, ...]) -> "Filters":
        """The same with these articles side by side."""
        return replace(self, show=keys)

    def counting(self, *, once: bool) -> "Filters":
        """The same with copies counted once, or each by itself."""
        return replace(self, once=once)

    def around_one_more(self, keys: Sequence[str]) -> tuple[str, str]:
        """The query string of the same with the articles of these keys and one more side by side.

        What stands before and behind the key of that one, which goes in ``quoted``.
        """
        before, after = replace(self, show=(*keys, NOT_TEXT)).query_string().split(quote_plus(NOT_TEXT))
        return before, after

    def cleared(self) -> "Filters":
        """Nothing filtered; the columns, the point and how copies are counted stay."""
        return replace(self, chosen={}, text="", marked=())


@lru_cache(maxsize=10_000)
def quoted(key: str) -> str:
    """A value as query strings have it; no character of it means anything in HTML."""
    return quote_plus(key)


def _values(query: QueryDict, name: str) -> tuple[str, ...]:
    """The values of a name, each once, without empty ones."""
    values = (value for value in query.getlist(name) if value.strip() and NOT_TEXT not in value)
    return tuple(dict.fromkeys(value[:_LONGEST] for value in values))
