"""What a headline quotes, set against the quotations of its own text."""

import re
from dataclasses import dataclass

from django.utils.safestring import SafeString
from rapidfuzz import fuzz

from articles.comparison.alignment import align, aligned_html
from articles.comparison.filters import Facet, Filters
from articles.comparison.rows import ArticleRow, StatementRow, StoryRows
from articles.comparison.wordings import Change, Quote, changes_of
from articles.comparison.words import passage
from articles.framing import WORD

_MARKED = re.compile(r"“([^”]+)”|\"([^\"]+)\"|(?<!\w)[‘']([^’'\n]+(?:[’'](?=\w)[^’'\n]+)*)[’'](?!\w)")
# Likeness (0 to 100) from which a passage of the text is what a headline quotes.
_SAME_WORDS = 70.0
_EXACT = "word for word in the text"
_OTHER = "in other words in the text"
_TOLD = "told in the text without quotation marks"
_OWN = "in the text, but not as a quotation"
_NOWHERE = "no quotation in the text comes near it"
_LEAST_LENGTH = 0.8  # of what is quoted: a passage that is shorter has not all of it
_BESIDE = 3  # words on each side of what is alike that are shown with it


@dataclass(frozen=True, slots=True)
class HeadlineQuote:
    """One quotation of a headline. ``html`` sets it against the passage of the text that comes nearest, "" for none.

    ``verdict`` says how the text has it, and who says it there.
    """

    name: str
    headline: str
    quoted: str
    verdict: str
    html: SafeString | str
    changes: tuple[Change, ...]


def headline_quotes(rows: StoryRows, filters: Filters, remaining: set[int]) -> tuple[HeadlineQuote, ...]:
    """What the headlines quote, in the order of the articles and as the filters leave them.

    ``remaining`` are the numbers of the points that the filters leave.
    """
    numbers = {
        (statement.version_id, statement.ident): point.number for point in rows.points for statement in point.statements
    }
    found: list[HeadlineQuote] = []
    for article in rows.articles:
        if article.key not in filters.chosen.get(Facet.OUTLET, (article.key,)):
            continue
        for quoted in quoted_in(_headline(article)):
            said = [s for s in rows.statements if s.version_id == article.version_id and not s.in_headline]
            quote, statement = _against(article, quoted, said)
            number = numbers.get((article.version_id, statement.ident)) if statement else None
            told = number in remaining if number else filters.text.casefold() in quote.headline.casefold()
            if told or not filters.narrows:
                found.append(quote)
    return tuple(found)


def quoted_in(headline: str) -> tuple[str, ...]:
    """The words between marks in a headline; apostrophes are none."""
    found = (next(filter(None, match.groups())) for match in _MARKED.finditer(headline))
    return tuple(" ".join(words.split()) for words in found if WORD.search(words))


def _headline(article: ArticleRow) -> str:
    return article.headline or (passage(article.text, [article.headline_span]) if article.headline_span else "")


def _against(article: ArticleRow, quoted: str, said: list[StatementRow]) -> tuple[HeadlineQuote, StatementRow | None]:
    """The quotation against the statement whose words come nearest, with that statement."""
    wanted = " ".join(_words(quoted))
    nearest: StatementRow | None = None
    score, window = 0.0, ""
    for statement in said:
        text = passage(article.text, statement.parts)
        words = " ".join(_words(text))
        alike = fuzz.partial_ratio_alignment(wanted, words, score_cutoff=max(score, _SAME_WORDS))
        if alike is not None and alike.score > score and len(words) >= _LEAST_LENGTH * len(wanted):
            nearest, score = statement, alike.score
            window = _window(text, alike.dest_start, alike.dest_end)
    if nearest is None:
        own = f" {wanted} " in f" {' '.join(_words(passage(article.text, article.sentences)))} "
        verdict = _OWN if own else _NOWHERE
        return HeadlineQuote(article.name, _headline(article), quoted, verdict, "", ()), None
    exact = f" {wanted} " in f" {' '.join(_words(window))} "
    verdict = _TOLD if nearest.kind == "indirect" else _EXACT if exact else _OTHER
    changes = () if exact else changes_of(Quote(window), Quote(quoted))
    verdict += f", {nearest.speaker}" if nearest.speaker else ""
    html = aligned_html(align(window, quoted, capitals=False))
    return HeadlineQuote(article.name, _headline(article), quoted, verdict, html, changes), nearest


def _words(text: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in WORD.findall(text)]


def _window(text: str, start: int, end: int) -> str:
    """The words of a text that stand from one character of its plain words to another, with some on each side."""
    matches = list(WORD.finditer(text))
    at, inside = 0, []
    for number, match in enumerate(matches):
        length = len(match.group())
        if at < end and at + length > start:
            inside.append(number)
        at += length + 1
    if not inside:
        return text
    first, last = max(0, inside[0] - _BESIDE), min(len(matches) - 1, inside[-1] + _BESIDE)
    return text[matches[first].start() : matches[last].end()]
