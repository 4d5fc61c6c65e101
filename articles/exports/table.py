"""The rows of an export as frozen values, made once: every format writes out the same ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime

from articles.comparison.loading import nearest_by_point
from articles.comparison.page import StoryPage
from articles.comparison.rows import ArticleRow
from articles.exports.coverage import PASSAGES, POINTS, Telling
from articles.exports.finding_rows import FINDINGS, finding_rows
from articles.exports.values import Column, Row, Sheet, Value

__all__ = ["Column", "Export", "Row", "Sheet", "Value", "export_of"]

ARTICLES = (
    Column("outlet", "Outlet", 20),
    Column("headline", "Headline", 44),
    Column("byline", "Byline", 20),
    Column("address", "Address", 40),
    Column("published", "Published", 24),
    Column("version", "Version", 9),
    Column("versions", "Of versions", 11),
    Column("stored", "Stored here", 24),
    Column("sha256", "SHA-256 of the text", 30),
    Column("characters", "Characters", 11),
    Column("words", "Words", 9),
    Column("complete", "Text complete", 13),
    Column("outlet_known", "Outlet is", 24),
    Column("carries", "Points carried", 14),
    Column("shown", "Text may be shown", 18),
)
_ABOUT = (Column("what", "What", 24), Column("value", "Value", 90))


@dataclass(frozen=True, slots=True)
class Export:
    """A story under a reader's filters. ``readable`` are the versions whose whole texts this reader may have."""

    page: StoryPage
    about: Sheet
    points: Sheet
    passages: Sheet
    findings: Sheet
    articles: Sheet
    readable: frozenset[int]

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """All of them, in the order in which they are written."""
        return (self.points, self.passages, self.findings, self.articles, self.about)

    @property
    def name(self) -> str:
        """The name of its file, without an ending."""
        return f"parallax-{self.page.story.slug}"


def export_of(page: StoryPage, *, whole: bool, address: str, at: datetime) -> Export:
    """The rows of a page that lists all remaining points (the view MATRIX), taken ``at`` a time from an ``address``.

    Without ``whole`` only texts of licensed outlets may be written out whole. One query, whatever the size.
    """
    rows, comparison = page.rows, page.story.comparison
    assert comparison is not None
    telling = Telling(rows, nearest_by_point(comparison), comparison.analysis_version)
    loose = () if page.filters.narrows else tuple(s for s in rows.statements if s.point_id is None)
    outlets = tuple(Column(a.key, a.name, 24, group="coverage") for a in rows.articles)
    readable = frozenset(a.version_id for a in rows.articles if whole or a.licensed)
    return Export(
        page=page,
        about=Sheet("About", _ABOUT, _about(page, comparison.analysis_version, address, at)),
        points=Sheet("Points", (*POINTS, *outlets), tuple(telling.point(point) for point in page.listed)),
        passages=Sheet("Passages", PASSAGES, (*telling.passages(page.listed), *telling.loose(loose))),
        findings=Sheet("Findings", FINDINGS, finding_rows(page, comparison.analysis_version)),
        articles=Sheet(
            "Articles", ARTICLES, tuple(_article(a, page, may_read=a.version_id in readable) for a in rows.articles)
        ),
        readable=readable,
    )


def _article(article: ArticleRow, page: StoryPage, *, may_read: bool) -> Row:
    cells = (point.cells.get(article.version_id) for point in page.listed)
    return (
        article.name,
        article.headline or None,
        article.byline or None,
        article.url or None,
        moment_of(article.published_at),
        article.number,
        article.versions,
        moment_of(article.stored_at),
        article.sha256,
        len(article.text),
        int(article.measures.get("words", 0)),
        "yes" if article.complete else "no",
        article.outlet_source.label,
        sum(cell is not None and cell.status.carries for cell in cells),
        "whole" if may_read else "excerpts only",
    )


def _about(page: StoryPage, analysis: str, address: str, at: datetime) -> tuple[Row, ...]:
    story, comparison = page.story, page.story.comparison
    assert comparison is not None
    facts: Mapping[str, Value] = {
        "Story": story.title,
        "Date of the event": story.date.isoformat() if story.date else None,
        "Points": page.count.replace("\u00a0", " "),
        "Filters": filters_in_words(page),
        "Copies are counted": "as one" if page.rows.once else "each by itself",
        "Address of this view": address,
        "Articles": len(page.rows.articles),
        "Compared": moment_of(comparison.created_at),
        "Analysis version": analysis,
        "Exported": moment_of(at),
        "Offsets": "Characters of the stored text (Unicode code points, from 0, the end not included). The SHA-256 is "
        "that of the whole text in UTF-8.",
        "Findings": "All of the story’s, as on its page: filters narrow the points, not the findings.",
        "Who found it": "A machine; what editors have ruled on is marked. The page “Methods” of the installation says "
        "how often the machine is wrong.",
        "Rights": "The quoted texts belong to their publishers.",
    }
    return tuple(facts.items())


def filters_in_words(page: StoryPage) -> str:
    """What narrows the points: "Side: Labour or Conservatives; Find: “memo”"; "none" where nothing does."""
    said = [
        f"{facet.label}: {' or '.join(choice.label for choice in facet.choices if choice.chosen)}"
        for facet in page.facets
        if facet.chosen
    ]
    said += [f"Find: “{page.filters.text}”"] if page.filters.text else []
    return "; ".join(said) or "none"


def moment_of(at: datetime | None) -> str | None:
    """A time as ISO 8601 in the time zone of the pages, to the second; None stays None."""
    return localtime(at).isoformat(timespec="seconds") if at else None
