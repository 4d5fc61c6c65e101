"""What can be asked of the API: which part of a list, and the filters of the story page."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import QueryDict
from ninja import Schema
from pydantic import AfterValidator, Field

from articles.comparison import Filters
from articles.comparison.filters import Facet

_MOST = 200  # items of one answer


def without_nul(value: str) -> str:
    """The value, unless it has a character that PostgreSQL has in no text."""
    if "\x00" in value:
        raise ValueError("has the character NUL, which no text has")
    return value


Text = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$"), AfterValidator(without_nul)]


class Part(Schema):
    """Which part of a list."""

    limit: int = Field(50, ge=1, le=_MOST, description="How many items at most.")
    offset: int = Field(0, ge=0, le=1_000_000, description="How many items to leave out before them.")

    def of[T](self, items: Sequence[T] | QuerySet[Any, T]) -> Iterable[T]:
        """That part of all items."""
        return items[self.offset : self.offset + self.limit]


class Narrowed(Schema):
    """The filters of the story page: a point remains when it has one of the values of each name that is given."""

    outlet: list[Text] = Field([], description="Keys of outlets that carry it.")
    side: list[Text] = Field([], description="Names of sides; “-” for not known.")
    speaker: list[Text] = Field([], description="Names of speakers; “-” for not known.")
    stance: list[Text] = Field([], description="criticism, support or neutral.")
    kind: list[Text] = Field([], description="direct, mixed, indirect or narration.")
    coverage: list[Text] = Field([], description="all, some, only, or “missing:” and the key of an outlet.")
    wording: list[Text] = Field([], description="Categories of loaded wording in its passages.")
    q: Text = Field("", description="Words that it must hold.")
    copies: Annotated[str, Field(pattern="^(each|once)$")] = Field("each", description="Count copies each, or once.")

    def filters(self) -> Filters:
        """The same for the story page."""
        query = QueryDict(mutable=True)
        for facet in Facet:
            query.setlist(facet.value, getattr(self, facet.value))
        query["q"], query["copies"] = self.q, self.copies
        return Filters.from_query(query)


class AskedOfStory(Part, Narrowed):
    """Both."""
