"""The search through the API: the same as on its page."""

import pytest

from articles.models import Outlet
from tests.integration.api.conftest import Ask

pytestmark = pytest.mark.usefixtures("harbour")


def test_articles_are_found_with_the_words_marked(ask: Ask) -> None:
    status, told = ask("/search/articles?q=reckless")
    assert (status, told["count"]) == (200, 1)
    found = told["items"][0]
    assert (found["outlet"], found["story"]) == ("Evening Post", "Dockers strike at the harbour")
    assert [passage for passage in found["passages_html"] if "<mark>reckless</mark> &amp; selfish" in passage]


def test_statements_are_narrowed(ask: Ask) -> None:
    assert ask("/search/statements?q=deal")[1]["count"] == 3
    told = ask("/search/statements?q=offer&outlet=evening-post")[1]
    assert [(one["words_html"], one["speaker_html"], one["side"]) for one in told["items"]] == [
        ("The <mark>offer</mark> is fair.", "Bo Carr", "Harbour Board")
    ]


def test_without_a_licence_only_excerpts_are_shown(ask: Ask) -> None:
    Outlet.objects.update(licensed=False)
    told = ask("/search/articles?q=night")[1]["items"]
    assert [one["passages_html"] for one in told] == [[]]
    assert told[0]["note"] == "Found in a part of the text that only readers with an account see."


def test_what_cannot_be_looked_for_is_said(ask: Ask) -> None:
    status, told = ask("/search/articles?q=%22")
    assert status == 400
    assert told["detail"]
    assert ask("/search/articles")[0] == 422
