"""One article's column: its whole text with marks, and its head."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from articles.analysis.types import Span
from articles.comparison.filters import Filters
from articles.comparison.framings import Bar, FramingView, bars_of, framing_of
from articles.comparison.origins import in_common
from articles.comparison.remembering import once_for_rows
from articles.comparison.rows import ArticleRow, StoryRows
from articles.comparison.said import carried_in
from articles.comparison.text_marks import Marking
from articles.comparison.texts import text_html
from articles.comparison.words import listed, moment, percent, shortened


@dataclass(frozen=True, slots=True)
class Head:
    """What is told of an article over its text, whatever the filters. What was not given is named in ``missing``.

    ``headline`` is also empty where the text itself begins with it.
    """

    source: str
    headline: str
    opening: str
    byline: str
    url: str
    published_at: datetime | None
    missing: str
    copied: str
    which_version: str
    article_id: int
    words: int
    own: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One article as it stands beside the others; without ``whole`` only the sentences around its marks."""

    article: ArticleRow
    rows: StoryRows
    ident: str
    framing: FramingView
    carries: str
    whole: bool
    html: SafeString

    @property
    def version(self) -> int:
        """The text that is shown."""
        return self.article.version_id

    @property
    def language(self) -> str:
        """That of the text; empty where it is not known."""
        return self.article.language

    @property
    def head(self) -> Head:
        """What stands over the text; a page for which it is kept does not ask for it."""
        return _head(self.rows, self.article.version_id)

    @property
    def head_key(self) -> Hashable:
        """What the head with the framing is made of, besides the rows and what it says that the column ``carries``."""
        return self.framing.key, self.whole


def column_of(
    article: ArticleRow,
    position: int,
    rows: StoryRows,
    remaining: frozenset[int],
    filters: Filters,
    nearest: tuple[Span, float] | None,
    *,
    whole: bool,
) -> Column:
    """The column of one article under the filters, which leave the points of the numbers ``remaining``.

    ``nearest`` is its nearest passage to a chosen point that it lacks.
    """
    ident = f"a{position}"
    return Column(
        article=article,
        rows=rows,
        ident=ident,
        framing=framing_of(article, ident, rows, filters),
        carries=_carries(article, rows, remaining),
        whole=whole,
        html=text_html(rows, article, ident, Marking.of(filters, remaining), nearest, whole=whole),
    )


@once_for_rows
def _head(rows: StoryRows, version: int) -> Head:
    article = next(one for one in rows.articles if one.version_id == version)
    words = int(article.measures.get("words", 0))
    own = int(article.measures.get("words_own", 0))
    headline = article.headline or _text(article, article.headline_span)
    return Head(
        source=article.outlet_source.label,
        headline="" if _is_in_text(article, headline) else headline,
        opening="" if headline else _opening(article),
        byline=article.byline,
        url=article.url,
        published_at=article.published_at,
        missing=_missing(article, headline),
        copied=in_common(article, rows),
        which_version=_version(article),
        article_id=article.article_id,
        words=words,
        own=percent(own / words) if words else "",
        bars=bars_of(article, rows.sides),
    )


def _carries(article: ArticleRow, rows: StoryRows, remaining: frozenset[int]) -> str:
    if not remaining:
        return "no point fits your filters" if rows.points else "no points"
    carried = remaining & carried_in(rows, article.version_id)
    return f"carries {len(carried)} of {len(remaining)} {'point' if len(remaining) == 1 else 'points'}"


def anchor_of(position: int, point: int) -> str:
    """The id of the first passage of a point in the column that stands at a position."""
    return f"a{position}-p{point}"


def _text(article: ArticleRow, span: Span | None) -> str:
    return " ".join(article.text[span.start : span.end].split()) if span else ""


def _is_in_text(article: ArticleRow, headline: str) -> bool:
    """Whether the text has this headline of its own: it is shown once, where it stands."""
    return bool(headline) and _text(article, article.headline_span).casefold() == " ".join(headline.split()).casefold()


def _opening(article: ArticleRow) -> str:
    """The first sentence, which stands in for a headline that was not given."""
    for sentence in (*article.sentences, *article.paragraphs):
        if not any(span.start <= sentence.start < span.end for span in article.boilerplate):
            return shortened(_text(article, sentence))
    return ""


def _version(article: ArticleRow) -> str:
    """Which version of its text it is, and since when; "" where there is but one."""
    if article.versions < 2:
        return ""
    changed = f", changed {moment(article.stored_at, day=False)}" if article.number > 1 and article.stored_at else ""
    return f"Version {article.number} of {article.versions}{changed}"


def _missing(article: ArticleRow, headline: str) -> str:
    given = {"headline": headline, "byline": article.byline, "address": article.url, "time": article.published_at}
    absent = [name for name, value in given.items() if not value]
    said = [f"No {listed(absent, 'or')} given."] if absent else []
    if not article.complete:
        said.append("The text is incomplete: nothing follows from what it lacks.")
    return " ".join(said)
