"""Rows about findings: one for each passage that a finding rests on, and for each that comes near it elsewhere."""

from collections.abc import Iterable

from articles.comparison.page import StoryPage
from articles.comparison.rows import FindingRow, Passage
from articles.comparison.ruled import BY_EDITOR
from articles.comparison.words import listed, passage, shortened
from articles.exports.values import Column, Row

FINDINGS = (
    Column("rank", "Rank", 6),
    Column("finding", "Finding", 60),
    Column("about", "About the piece of", 18),
    Column("points", "Points", 10),
    Column("passage_is", "Passage is", 16),
    Column("outlet", "Outlet", 18),
    Column("headline", "Headline", 36),
    Column("address", "Address", 36),
    Column("sha256", "SHA-256 of the text", 20),
    Column("start", "Start", 8),
    Column("end", "End", 8),
    Column("text", "Passage", 70),
    Column("searched", "Full texts searched", 30),
    Column("ruling", "Ruling", 22),
    Column("analysis", "Analysis version", 16),
)
_LONGEST = 600  # characters, as on the page


def finding_rows(page: StoryPage, analysis: str) -> tuple[Row, ...]:
    """All findings of a story in the order of their rank; one without passages has one row."""
    return tuple(row for finding in page.rows.findings for row in _rows(finding, page, analysis))


def _rows(finding: FindingRow, page: StoryPage, analysis: str) -> Iterable[Row]:
    articles = {article.version_id: article for article in page.rows.articles}
    passages = [*(("evidence", one) for one in finding.evidence), *(("nearest to it", one) for one in finding.nearest)]
    known: list[tuple[str, Passage | None]] = [(what, one) for what, one in passages if one.version_id in articles]
    head: Row = (
        finding.rank,
        finding.text,
        articles[finding.version_id].name if finding.version_id in articles else None,
        ", ".join(map(str, finding.points)) or None,
    )
    tail: Row = (
        listed([articles[version].name for version in finding.searched if version in articles]) or None,
        f"confirmed {BY_EDITOR}" if finding.ruled else None,
        analysis,
    )
    for what, one in known or [("", None)]:
        if one is None:
            yield (*head, *(None,) * 8, *tail)
            continue
        article = articles[one.version_id]
        where: Row = (article.name, article.headline or None, article.url or None, article.sha256, *one.span)
        yield (*head, what, *where, shortened(passage(article.text, [one.span]), _LONGEST), *tail)
