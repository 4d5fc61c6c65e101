"""Copies on the story page: which articles carry one text, and the choice of how they are counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.analysis.copies import COPY, agency_named
from articles.comparison.filters import Filters
from articles.comparison.loading import of_one_text
from articles.comparison.remembering import once_for_rows
from articles.comparison.rows import ArticleRow, StoryRows
from articles.comparison.words import count, listed


@dataclass(frozen=True, slots=True)
class Way:
    """One way to count copies, and the page that counts so."""

    text: str
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Copied:
    """What the page says of the copies in a story: ``sentences`` about each text that several carry."""

    sentences: tuple[str, ...]
    ways: tuple[Way, ...]


def copied(rows: StoryRows, filters: Filters) -> Copied | None:
    """What is said of copies; None where no two articles carry one text."""
    texts = _texts(rows)
    if len(texts) == len(rows.articles):
        return None
    each = f"each by itself ({count(len(rows.articles), 'article')})"
    once = f"once ({count(len(texts), 'origin')})"
    return Copied(
        _told(rows),
        (
            Way(each, filters.counting(once=False).query_string(), not rows.once),
            Way(once, filters.counting(once=True).query_string(), rows.once),
        ),
    )


@once_for_rows
def _texts(rows: StoryRows) -> tuple[tuple[ArticleRow, ...], ...]:
    return of_one_text(rows.articles)


@once_for_rows
def _told(rows: StoryRows) -> tuple[str, ...]:
    return tuple(sentence for articles in _texts(rows) if len(articles) > 1 for sentence in _sentences(articles))


def in_common(article: ArticleRow, rows: StoryRows) -> str:
    """What an article has in common with copies: "94 % the same words as The Mirror"; "" where no other has its text.

    Of the fullest it says who else has its text.
    """
    if article.origin is None:
        return ""
    text = next(text for text in _texts(rows) if article in text)
    fullest = text[0]
    if fullest is article:
        return f"this text is also in {listed([other.name for other in text[1:]])}"
    if article.text == fullest.text:
        return f"word for word as in {fullest.name}"
    if article.share_of_fullest < COPY:
        return f"{_most(article.share)} its words are in {fullest.name} too, which has more"
    return f"{_whole(_alike(article))} the same words as {fullest.name}"


def _sentences(articles: Sequence[ArticleRow]) -> list[str]:
    """One sentence about those that carry the whole text, and one about each that carries a part of it."""
    fullest, others = articles[0], articles[1:]
    whole = [article for article in others if article.share_of_fullest >= COPY]
    parts = [article for article in others if article not in whole]
    said = []
    if whole:
        names = listed([fullest.name, *(article.name for article in whole)])
        said.append(f"{names} carry the same {_agency(articles)}text ({_how_much(fullest, whole)}).")
    said += [
        f"{_most(article.share).capitalize()} the words of {article.name} are in {fullest.name} too, which has more."
        for article in parts
    ]
    return said


def _how_much(fullest: ArticleRow, others: Sequence[ArticleRow]) -> str:
    if all(article.text == fullest.text for article in others):
        return "word for word"
    alike = sorted({_whole(_alike(article)) for article in others}, key=lambda share: int(share.split()[0]))
    return f"{' to '.join(dict.fromkeys((alike[0], alike[-1])))} the same words"


def _alike(article: ArticleRow) -> float:
    return min(article.share, article.share_of_fullest)


def _agency(articles: Sequence[ArticleRow]) -> str:
    """The news agency that an article names as the source of its text, where no other names another."""
    named = {agency for article in articles if (agency := agency_named(article.text, article.byline))}
    return f"{named.pop()} " if len(named) == 1 else ""


def _most(share: float) -> str:
    return "all" if share == 1.0 else f"{_whole(share)} of"


def _whole(share: float) -> str:
    """A share as per cents, rounded down: what differs in one word is not wholly the same."""
    return f"{int(100 * share)}\u00a0%"
