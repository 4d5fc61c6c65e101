"""The search over all stories."""

import datetime as dt
from typing import Annotated

from django.http import HttpRequest, QueryDict
from ninja import Query, Router, Schema
from ninja.errors import HttpError
from pydantic import AfterValidator, Field

from articles import search
from articles.across.asked import FACETS, Asked
from articles.across.hits import article_hits, statement_hits
from articles.across.searching import found_ids
from articles.api.asking import Part, Text, without_nul
from articles.api.problems import PROBLEMS
from articles.api.schemas import Page
from coverage_site.access import reads_whole_texts

router = Router(tags=["Search"])

_FOUND = "Escaped HTML, with what was found in <mark>."
Words = Annotated[
    str, Field(min_length=1, max_length=search.LONGEST, pattern=r"^[^\x00]*$"), AfterValidator(without_nul)
]


class AskedOfSearch(Part):
    """Words, and the choices that narrow what they find."""

    q: Words = Field(description="Words, “phrases”, beginnings* and -words that must not be there.")
    outlet: list[Text] = Field([], description="Slugs of outlets.")
    side: list[Text] = Field([], description="Names of sides.")
    speaker: list[Text] = Field([], description="Names of speakers.")
    stance: list[Text] = Field([], description="criticism, support or neutral.")
    kind: list[Text] = Field([], description="direct, mixed or indirect.")


class ArticleFound(Schema):
    """An article in which something was found."""

    article: int
    headline_html: str = Field(description=_FOUND)
    outlet: str
    date: dt.date | None
    story: str = Field(description="The title of its story, if it stands in one.")
    page: str = Field(description="Where it is shown, for people; empty where its story is not compared yet.")
    passages_html: list[str] = Field(description=_FOUND)
    note: str = Field(description="Why no passage is shown, where none is.")


class StatementFound(Schema):
    """A statement in which something was found."""

    words_html: str = Field(description=_FOUND)
    speaker_html: str = Field(description=_FOUND)
    side: str | None
    facts: str = Field(description="Its kind and its stance, in words.")
    outlet: str
    story: str
    page: str = Field(description="Where its point is shown, for people.")


@router.get("/search/articles", response={200: Page[ArticleFound]} | PROBLEMS, summary="Articles with certain words")
def articles(request: HttpRequest, asked: Query[AskedOfSearch]) -> Page[ArticleFound]:
    """Articles whose headline or newest text has the words, the best first; of more than 5,000 the newest."""
    query, number, ids = _found(asked, search.Index.ARTICLES)
    items = [
        ArticleFound(
            article=hit.article_id,
            headline_html=hit.headline,
            outlet=hit.outlet,
            date=hit.date,
            story=hit.story,
            page=hit.href,
            passages_html=list(hit.passages),
            note=hit.note,
        )
        for hit in article_hits(ids, query, whole=reads_whole_texts(request))
    ]
    return Page[ArticleFound](count=number, offset=asked.offset, items=items)


@router.get("/search/statements", response={200: Page[StatementFound]} | PROBLEMS, summary="Statements with them")
def statements(request: HttpRequest, asked: Query[AskedOfSearch]) -> Page[StatementFound]:
    """Statements that have the words, or whose speaker has the name, the best first; of more than 5,000 the newest."""
    query, number, ids = _found(asked, search.Index.STATEMENTS)
    items = [
        StatementFound(
            words_html=hit.words,
            speaker_html=hit.speaker,
            side=hit.side.name if hit.side else None,
            facts=hit.facts,
            outlet=hit.outlet,
            story=hit.story,
            page=hit.href,
        )
        for hit in statement_hits(ids, query)
    ]
    return Page[StatementFound](count=number, offset=asked.offset, items=items)


def _found(asked: AskedOfSearch, index: search.Index) -> tuple[search.Query, int, list[int]]:
    """The words as they are looked for, how many rows have them, and the ids of the part that is asked for."""
    try:
        query = search.parse(asked.q)
    except search.CannotSearch as refused:
        raise HttpError(400, str(refused)) from refused
    choices = QueryDict(mutable=True)
    for facet in FACETS:
        choices.setlist(facet.value, getattr(asked, facet.value))
    words = Asked(text=asked.q, within=index, chosen=Asked.from_query(choices).choices)
    number, ids = found_ids(words, query, first=asked.offset, most=asked.limit)
    return query, number, list(ids)
