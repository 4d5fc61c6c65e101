"""What a reader asked of the search, from the query string and back: it is the whole state of the page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from articles.comparison.filters import Facet, Filters
from articles.comparison.paging import read_page
from articles.search import Index

# The filters of a story page that mean something without a story.
FACETS = (Facet.OUTLET, Facet.SIDE, Facet.SPEAKER, Facet.STANCE, Facet.KIND)
# The names of the tabs in addresses.
NAMES = {Index.ARTICLES: "articles", Index.STATEMENTS: "statements", Index.SPEAKERS: "speakers"}
_MOST_TYPED = 2000  # of more, not even the refusal needs to know the rest


@dataclass(frozen=True, slots=True)
class Asked:
    """Words as typed, on one line, what is searched, the choices of each facet, the order, and the page (from 1)."""

    text: str = ""
    within: Index = Index.ARTICLES
    chosen: Mapping[Facet, tuple[str, ...]] | None = None
    newest: bool = False
    page: int = 1

    @classmethod
    def from_query(cls, query: QueryDict) -> "Asked":
        """Read a query string; what makes no sense is left out."""
        chosen = Filters.from_query(query).chosen
        return cls(
            text=" ".join(query.get("q", "")[:_MOST_TYPED].replace("\x00", " ").split()),
            within=next((index for index, name in NAMES.items() if name == query.get("in")), Index.ARTICLES),
            chosen={facet: values for facet in FACETS if (values := _storable(chosen.get(facet, ())))},
            newest=query.get("sort") == "newest",
            page=read_page(query),
        )

    @property
    def choices(self) -> Mapping[Facet, tuple[str, ...]]:
        """The choices of each facet that has any."""
        return self.chosen or {}

    def query_string(self) -> str:
        """The state as "?q=strike&in=statements"."""
        pairs = [("q", self.text)]
        pairs += [("in", NAMES[self.within])] if self.within is not Index.ARTICLES else []
        pairs += [(facet.value, value) for facet in FACETS for value in self.choices.get(facet, ())]
        pairs += [("sort", "newest")] if self.newest else []
        pairs += [("page", str(self.page))] if self.page > 1 else []
        return f"?{urlencode(pairs)}"

    def at(self, page: int) -> "Asked":
        """The same on another page."""
        return replace(self, page=page)

    def inside(self, index: Index) -> "Asked":
        """The same search of something else, from its first page."""
        return replace(self, within=index, page=1)

    def ordered(self, *, newest: bool) -> "Asked":
        """The same with the newest first, or the best, from its first page."""
        return replace(self, newest=newest, page=1)

    def cleared(self) -> "Asked":
        """The same words without choices."""
        return replace(self, chosen={}, page=1)


def _storable(values: tuple[str, ...]) -> tuple[str, ...]:
    """Those that PostgreSQL can be asked for."""
    return tuple(value for value in values if "\x00" not in value)
