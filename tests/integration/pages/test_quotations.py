"""The same statement in every outlet, word by word, with its verbs of saying and the headlines."""

import pytest
from django.test import Client

from articles.analysis.types import CueTone, Kind, Status
from articles.models import Reading, Story
from tests.integration.pages.reading import Element
from tests.integration.pages.test_views import opened
from tests.stories import SIDES, Piece, Said, long_story, store


def versions(block: Element) -> list[tuple[str, str]]:
    """Who has each version, and how it differs, in words."""
    plain = [(one.one(".version-who").text, one.one(".version-how").text) for one in block.all(".versions .version")]
    return [(who.replace("\u00a0", " ").replace("\u202f", " "), how.replace("\u00a0", " ")) for who, how in plain]


def quarrel() -> Story:
    """One speech in four papers: whole, in part, with a cut, and told in the outlet's words; verbs of three tones."""
    speech = "This board has failed. We stand with all crews. We will win."
    return store(
        "A speech at the pier",
        [
            Piece(
                "The Courier",
                f"Ann Lee said: “{speech}”",
                [Said("speech", speech, "Ann Lee", "Northern Union", cue="said")],
            ),
            Piece(
                "Evening Post",
                "Ann Lee claimed: “We stand with all crews. We will win.”",
                [
                    Said(
                        "speech", "We stand with all crews. We will win.", "Ann Lee", "Northern Union",
                        status=Status.PARTIAL, cue="claimed", tone=CueTone.DOUBTING,
                    )
                ],
            ),
            Piece(
                "Morning Sun",
                "Ann Lee claimed: “This board has failed … We will win.”",
                [
                    Said(
                        "speech", "This board has failed … We will win.", "Ann Lee", "Northern Union",
                        status=Status.VARIANT, cue="claimed", tone=CueTone.DOUBTING,
                    )
                ],
            ),
            Piece(
                "Harbour Star",
                "Ann Lee blasted the board and was sure of victory.",
                [
                    Said(
                        "speech", "was sure of victory", "Ann Lee", "Northern Union", status=Status.PARAPHRASE,
                        kind=Kind.INDIRECT, cue="blasted", tone=CueTone.HEATED,
                    )
                ],
            ),
        ],
        SIDES,
    )  # fmt: skip


@pytest.mark.django_db
def test_each_text_is_set_against_the_fullest_and_says_how_it_differs(client: Client) -> None:
    page = opened(client, quarrel(), "quotations")
    (block,) = page.all(".utterance")
    assert block.one("h3").text == "1 Union Ann Lee in 4 of 4 articles · the words differ · the tone differs"
    assert versions(block) == [
        ("The Courier ¶ 1", "quoted directly; the fullest text"),
        ("Evening Post ¶ 1", "quoted directly; does not have “This board has failed” (4 words)"),
        ("Morning Sun ¶ 1", "quoted directly; an ellipsis shows a cut: “We stand with all crews” (5 words)"),
        ("Harbour Star ¶ 1", "told in other words: not set word by word"),
    ]
    marks = [(mark.tag, mark.text) for mark in block.all(".versions del") + block.all(".versions ins")]
    assert marks == [
        ("del", "[only in the fullest text: This board has failed.]"),
        ("del", "[only in the fullest text: . We stand with all crews.]"),
        ("ins", "[only here: …]"),
    ]


@pytest.mark.django_db
def test_the_verbs_of_saying_stand_side_by_side_with_their_tones(client: Client) -> None:
    verbs = opened(client, quarrel(), "quotations").one(".verbs")
    assert verbs.text == (
        "Verbs of saying said neutral: The Courier · claimed doubting: Evening Post, Morning Sun · "
        "blasted heated: Harbour Star"
    )


@pytest.mark.django_db
def test_the_summary_counts_what_differs(client: Client, harbour: Story) -> None:
    summary = opened(client, harbour, "quotations").all(".sheet-facts")[0].text
    assert summary.replace("\u00a0", " ") == (
        "2 statements in two articles or more: the words differ in 1. 3 more stand in one article alone."
    )


def test_texts_of_the_same_words_stand_once(client: Client, harbour: Story) -> None:
    first, second = opened(client, harbour, "quotations").all(".utterance")
    assert versions(first) == [
        ("The Courier ¶ 2, Evening Post ¶ 2, Morning Sun ¶ 1", "quoted directly; the same words in all 3")
    ]
    assert versions(second)[1] == (
        "Evening Post ¶ 3",
        "quoted directly; does not have “It stays on the table” (5 words)",
    )


def test_the_drawer_goes_on_to_statements_that_have_a_row_here(client: Client, harbour: Story) -> None:
    drawer = opened(client, harbour, "quotations", "point=1").one("#drawer")
    assert drawer.one("#point-after").attributes["href"] == "?point=2#comparison"
    assert opened(client, harbour, "quotations", "point=2").all("#point-after") == []


@pytest.mark.parametrize(
    ("query", "numbers"),
    [("", ["1", "2"]), ("side=Harbour+Board", ["2"]), ("coverage=all", ["1"]), ("q=table", ["2"])],
)
def test_what_remains_under_the_filters(client: Client, harbour: Story, query: str, numbers: list[str]) -> None:
    page = opened(client, harbour, "quotations", query)
    assert [number.text for number in page.all(".utterance .point-number")] == numbers


def test_statements_of_one_article_have_nothing_to_be_set_against(client: Client, harbour: Story) -> None:
    page = opened(client, harbour, "quotations", "coverage=only")
    assert page.one(".nothing").text == (
        "No statement stands in two of these articles. 3 stand in one alone, so there is nothing to set against them."
    )
    page = opened(client, harbour, "quotations", "coverage=only&outlet=evening-post")
    assert "1 stands in one alone, so there is nothing to set against it." in page.one(".nothing").text
    page = opened(client, harbour, "quotations", "q=zeppelin")
    assert page.one(".nothing").text.startswith("No point fits all of these choices.")


@pytest.mark.parametrize(
    ("headline", "how"),
    [
        ("‘We will not go back’, says Lee", "“We will not go back”: word for word in the text, Ann Lee"),
        (
            "Lee: “We will never go back without a deal”",
            "“We will never go back without a deal”: in other words in the text, Ann Lee; has “never” for “not”",
        ),
        ("Lee calls it ‘the harbour stood’", "“the harbour stood”: in the text, but not as a quotation"),
        ("Lee in ‘zeppelin’ row", "“zeppelin”: no quotation in the text comes near it"),
    ],
)
def test_what_a_headline_quotes_is_set_against_its_own_text(
    client: Client, harbour: Story, headline: str, how: str
) -> None:
    harbour.articles.filter(outlet__name="Evening Post").update(headline=headline)
    (quote,) = opened(client, harbour, "quotations").all(".headlines .version")
    assert quote.one(".version-who").text == "Evening Post"
    assert quote.one(".headline-text").text == headline
    assert quote.one(".version-how").text == how


def test_headlines_are_filtered_by_what_they_quote(client: Client, harbour: Story) -> None:
    harbour.articles.filter(outlet__name="Evening Post").update(headline="‘We will not go back’, says Lee")
    shown = {
        query: len(opened(client, harbour, "quotations", query).all(".headlines .version"))
        for query in ("", "side=Northern+Union", "side=Harbour+Board", "outlet=evening-post", "outlet=the-courier")
    }
    assert list(shown.values()) == [1, 1, 0, 1, 0]


def test_a_headline_without_a_quotation_is_not_there(client: Client, harbour: Story) -> None:
    harbour.articles.filter(outlet__name="Evening Post").update(headline="Dockers' board won't say it's over")
    Reading.objects.filter(version__article__outlet__name="The Courier").update(layout={})
    assert opened(client, harbour, "quotations").all(".headlines") == []


@pytest.mark.django_db
def test_fifty_articles_of_the_same_words_stand_in_one_line(client: Client) -> None:
    (first, *_) = opened(client, long_story(50, 4), "quotations").all(".utterance")
    assert len(first.all(".version")) == 1
    assert first.one(".version-how").text == "quoted directly; the same words in all 25"
