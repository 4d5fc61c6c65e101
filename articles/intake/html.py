"""Web pages: the article of a page, its title, writers, date and language, and whether the text is whole.

``read_page`` does it for bytes from anywhere: in a child process with limits, because a hostile page can take
minutes and gigabytes. ``page_text`` and ``article_of`` do it here, for pages that are trusted.
"""

import re
from copy import deepcopy
from datetime import UTC, date, datetime
from typing import Any

import trafilatura
from lxml.html import HtmlElement

from articles.intake.limits import Exceeded, Limits, in_child
from articles.intake.page_data import PageData, page_data_of
from articles.intake.page_repairs import repair, without_title_and_promotion
from articles.intake.rows import Page, Reason, Refusal

PAGE_LIMITS = Limits(seconds=20, megabytes=800)
_SHORTEST_PRECISE = 0.5  # share of the fuller text that the careful one must keep; else it has lost the article
_CUT = re.compile(r"(?:…|\.\.\.)$")
_UNFINISHED = re.compile(r"(?:^|[.!?。][”\"’)]?\s)([^.!?。]*\w,?)$")
_ASIDE = 12  # words: a shorter ending without a stop is a credit or a place, no cut
_GATE = re.compile(
    r"^(?:continue reading|keep reading|to (?:continue|keep) reading|to read (?:the full|this|more)|read the full"
    r"|subscribe (?:now )?to (?:read|continue)|already a (?:subscriber|member)|sign in to (?:read|continue)"
    r"|register to (?:read|continue)|this (?:article|content|story) is (?:only |exclusively )?(?:for|available to)"
    r" (?:our )?(?:paying )?(?:subscribers|members))",
    re.IGNORECASE,
)
_LEAST_OF_COUNT = 0.6  # of the words that the page says its article has
_SAMPLE = 150  # words: a page that is not free and gives fewer shows a sample


def read_page(name: str, data: bytes, limits: Limits = PAGE_LIMITS) -> Page | Refusal:
    """The article of a page from anywhere; a refusal when there is none or the page takes too much."""
    result = in_child("articles.intake.html:page_values", data, limits)
    if isinstance(result, Exceeded):
        return Refusal(
            Reason.TOO_HEAVY, f"{name} was given up: {result.reason}. Paste the article's text instead.", name
        )
    if result is None:
        return Refusal(
            Reason.NO_ARTICLE, f"{name} holds no article that can be told from the page: paste its text.", name
        )
    return Page(**result)


def page_values(data: bytes) -> dict[str, Any] | None:
    """``article_of`` as plain values; what the child process runs."""
    page = article_of(data)
    return None if page is None else {name: getattr(page, name) for name in Page.__slots__}


def page_text(data: bytes) -> str | None:
    """The body of the article of a trusted page; None when there is none."""
    page = article_of(data)
    return page.body if page else None


def article_of(data: bytes) -> Page | None:
    """The article of a trusted page; None when there is none."""
    tree = trafilatura.load_html(data)
    if tree is None:
        return None
    said = page_data_of(tree)
    found = trafilatura.extract_metadata(
        deepcopy(tree), date_config={"original_date": True, "extensive_search": False, "max_date": _today()}
    )
    title = _title(tree, found.title)
    repair(tree)
    lines = without_title_and_promotion(_lines(tree), title)
    if not lines:
        return None
    return Page(
        title=title,
        byline=", ".join(part.strip() for part in found.author.split(";")) if found.author else None,
        published=said.published or found.date or None,
        language=said.language,
        body=_paragraphs(lines),
        complete=_complete(lines, said),
        standfirst=found.description or None,
        url=found.url if found.url and found.url.startswith(("http://", "https://")) else None,
        site=found.sitename or None,
    )


def _lines(tree: HtmlElement) -> list[str]:
    """The careful extraction; where that has lost most of the text, the fuller one."""
    careful, fuller = (
        trafilatura.extract(deepcopy(tree), include_comments=False, favor_precision=precise, with_metadata=False) or ""
        for precise in (True, False)
    )
    text = careful if len(careful) >= _SHORTEST_PRECISE * len(fuller) else fuller
    return [line.strip() for line in text.split("\n") if line.strip()]


def _paragraphs(lines: list[str]) -> str:
    """Lines parted by blank ones; the entries of a list stand together."""
    body = ""
    for before, line in zip(["", *lines], lines, strict=False):
        together = before.startswith("- ") and line.startswith("- ")
        body += ("" if not body else "\n" if together else "\n\n") + line
    return body


def _complete(lines: list[str], said: PageData) -> bool:
    words = sum(len(line.split()) for line in lines)
    if any(_GATE.match(line) for line in lines[-4:]):
        return False
    if said.words and words < _LEAST_OF_COUNT * said.words:
        return False
    if not said.free and not said.words and words < _SAMPLE:
        return False
    return not (_CUT.search(lines[-1]) or _unfinished(lines[-1]))


def _unfinished(line: str) -> bool:
    ending = _UNFINISHED.search(line)
    return ending is not None and not line.startswith("- ") and len(ending.group(1).split()) >= _ASIDE


def _title(tree: HtmlElement, found: str | None) -> str | None:
    """The title that was found; without the publisher's name after it where the page's only main heading has none."""
    headings = [" ".join(heading.text_content().split()) for heading in tree.iter("h1")]
    if found and len(headings) == 1 and headings[0] and found.startswith(headings[0]):
        return headings[0]
    return found or None


def _today() -> str:
    return max(date.today(), datetime.now(UTC).date()).isoformat()  # noqa: DTZ011  # a page may be from either
