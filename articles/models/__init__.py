"""The stored words of the product; each module holds one family of them."""

from articles.models.articles import Article, OutletSource, Version
from articles.models.comparison import (
    Comparison,
    Coverage,
    Finding,
    Framing,
    Point,
    Reading,
    Statement,
)
from articles.models.offers import OfferedText
from articles.models.outlets import Outlet
from articles.models.roles import Role
from articles.models.runs import Run, RunState
from articles.models.speakers import Side, SideAlias, SideColour, Speaker, SpeakerAlias
from articles.models.stories import Story

__all__ = [
    "Article",
    "Comparison",
    "Coverage",
    "Finding",
    "Framing",
    "OfferedText",
    "Outlet",
    "OutletSource",
    "Point",
    "Reading",
    "Role",
    "Run",
    "RunState",
    "Side",
    "SideAlias",
    "SideColour",
    "Speaker",
    "SpeakerAlias",
    "Statement",
    "Story",
    "Version",
]
