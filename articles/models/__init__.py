"""The stored words of the product; each module holds one family of them."""

from articles.models.articles import Article, OutletSource, Version
from articles.models.comparison import (
    Comparison,
    Copies,
    Coverage,
    Finding,
    Framing,
    Point,
    Reading,
    Statement,
)
from articles.models.copies import SharedText, Trace
from articles.models.feeds import Feed, FeedEntry
from articles.models.fetches import Fetch, FetchState
from articles.models.freezes import Freeze
from articles.models.history import keep_as_it_was
from articles.models.imports import Became, Import, ImportFile, ImportPart, ImportRow
from articles.models.jobs import Job, JobState
from articles.models.joinings import Joining
from articles.models.offers import OfferedText
from articles.models.outlets import Outlet
from articles.models.passwords import GivenPassword
from articles.models.replies import ReplyLink
from articles.models.roles import Role
from articles.models.rulings import Anchor, AnchorRole, Ruling, RulingState
from articles.models.runs import Run, RunState
from articles.models.searches import Digest, DigestItem, SavedSearch, StoryChange
from articles.models.speakers import Side, SideAlias, SideColour, Speaker, SpeakerAlias
from articles.models.stories import Story
from articles.models.tokens import ApiToken, Scope

__all__ = [
    "Anchor",
    "AnchorRole",
    "ApiToken",
    "Article",
    "Became",
    "Comparison",
    "Copies",
    "Coverage",
    "Digest",
    "DigestItem",
    "Feed",
    "FeedEntry",
    "Fetch",
    "FetchState",
    "Finding",
    "Framing",
    "Freeze",
    "GivenPassword",
    "Import",
    "ImportFile",
    "ImportPart",
    "ImportRow",
    "Job",
    "JobState",
    "Joining",
    "OfferedText",
    "Outlet",
    "OutletSource",
    "Point",
    "Reading",
    "ReplyLink",
    "Role",
    "Ruling",
    "RulingState",
    "Run",
    "RunState",
    "SavedSearch",
    "Scope",
    "SharedText",
    "Side",
    "SideAlias",
    "SideColour",
    "Speaker",
    "SpeakerAlias",
    "Statement",
    "Story",
    "StoryChange",
    "Trace",
    "Version",
    "keep_as_it_was",
]
