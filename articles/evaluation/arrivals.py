"""Lines of articles with their dates, as ``manage.py group`` and the task ``grouping`` take them."""

from collections.abc import Sequence
from datetime import UTC, datetime

from articles.analysis.story_groups import Arrival
from articles.evaluation.lines import Row


def arrivals_of(rows: Sequence[Row]) -> list[Arrival]:
    """The articles of rows, in their order. Raises ``BadFile``, also when an id comes twice."""
    articles: dict[str, Arrival] = {}
    for row in rows:
        article = _arrival(row)
        if article.id in articles:
            raise row.fault(f"the id {article.id!r} stands a second time: give each article its own")
        articles[article.id] = article
    return list(articles.values())


def _arrival(row: Row) -> Arrival:
    """One article; a date without a time zone is taken as UTC, a title or text that is null as empty."""
    text, title = (row.text(key) if row.has(key) else "" for key in ("text", "title"))
    return Arrival(row.text("id"), title, text, _date(row))


def _date(row: Row) -> datetime:
    try:
        date = datetime.fromisoformat(row.text("date"))
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise row.fault("the key date must hold a date like 2026-11-22T06:30:00+00:00") from error
