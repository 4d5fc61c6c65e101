"""What the API gives: the words of the pages, spans as two ``str`` indices into the article's text, end exclusive."""

import datetime as dt
from typing import Any

from ninja import Schema
from pydantic import Field

Range = tuple[int, int]


class Page[T](Schema):
    """Some of the items, from ``offset`` on; ``count`` is how many there are in all."""

    count: int
    offset: int
    items: list[T]


class StoryOut(Schema):
    """A story. What a comparison tells is null until there is one."""

    slug: str
    title: str
    date: dt.date | None
    open: bool = Field(description="Whether new articles of this event join it by themselves.")
    page: str = Field(description="The address of its page, for people.")
    articles: int
    points: int | None
    only_in_one: int | None
    compared_at: dt.datetime | None
    analysis_version: str | None
    fingerprint: str | None = Field(description="SHA-256 of everything that the comparison was made from.")


class VersionOut(Schema):
    """One text of an article."""

    number: int
    sha256: str
    complete: bool
    stored_at: dt.datetime


class ArticleOut(Schema):
    """An article with its newest version; "" was not given."""

    id: int
    story: str | None
    outlet: str
    headline: str
    standfirst: str
    byline: str
    address: str
    language: str
    published_at: dt.datetime | None
    versions: list[VersionOut] = Field(description="Newest first.")


class ArticleWithText(ArticleOut):
    """With its newest text, where it may be read whole; null where it may not."""

    text: str | None


class StanceOut(Schema):
    """One stance; the target is "" where it is not known."""

    stance: str
    target: str


class StatementOut(Schema):
    """A statement as the story has it, rulings of editors included."""

    id: str = Field(description="Unique within its article in one comparison: “s3”.")
    article: int
    outlet: str
    sha256: str = Field(description="Of the text that the offsets count in.")
    point: int | None
    start: int
    end: int
    parts: list[Range]
    text: str = Field(description="The parts, with “ … ” where something stands between them.")
    kind: str
    in_headline: bool
    paragraph: int
    cue: Range | None
    speaker: str | None
    speaker_kind: str | None
    organisation: str | None
    side: str | None
    stances: list[StanceOut]
    confidence: float
    rule: str
    ruled: list[str] = Field(description="What an editor has ruled on: speaker, side, stances, kind, span, statement.")


class CellOut(Schema):
    """How one article carries one point."""

    point: int
    article: int
    outlet: str
    status: str
    spans: list[Range]
    passages: list[str]
    ruled: bool


class CoverageOut(CellOut):
    """With what was looked at where a point is not carried: the nearest passage, and its likeness from 0 to 1."""

    nearest: Range | None
    nearest_text: str | None
    score: float | None


class PointOut(Schema):
    """A point with its cell in every article."""

    number: int
    gist: str
    kind: str
    speaker: str | None
    organisation: str | None
    side: str | None
    stances: list[StanceOut]
    similar: list[int]
    only_in: int | None = Field(description="The one article that carries it, when all others were found without it.")
    reach: int = Field(description="In how many pieces it stands.")
    coverage: list[CellOut]


class FramingOut(Schema):
    """The measures of one article; docs/methods.md explains each."""

    article: int
    outlet: str
    measures: dict[str, Any]


class PassageOut(Schema):
    """Characters of one article."""

    article: int
    outlet: str
    span: Range
    text: str


class FindingOut(Schema):
    """A sentence about the comparison with the passages that it rests on."""

    rank: int
    kind: str
    text: str
    points: list[int]
    evidence: list[PassageOut]
    nearest: list[PassageOut]
    searched: list[int] = Field(description="Articles whose whole text was searched.")
    confirmed: bool


class ImportOut(Schema):
    """An import: where it stands, and how many rows became what."""

    id: int
    name: str
    state: str
    message: str
    dry_run: bool
    done: int
    total: int
    counts: dict[str, int]


class RowOut(Schema):
    """What became of one row."""

    name: str
    became: str
    because: str
    outlet: str
    headline: str
    article: int | None
