"""What outlets give differently of one thing, side by side."""

import pytest
from django.test import Client

from articles.models import Statement, Story
from tests.integration.pages.reading import Element
from tests.integration.pages.test_views import opened
from tests.stories import SIDES, Piece, Said, store

WEATHER = (
    "Rain fell on the moor all morning. A fox crossed the lane behind the chapel. Bakers lit their ovens before dawn. "
    "The choir practised an old hymn. Gardeners cut back the hedges. Nobody minded the cold wind."
)


@pytest.fixture
def emails(db: None) -> Story:  # noqa: ARG001 - the database is what is asked for
    """Three papers on one archive: two numbers of emails, two titles of one man, one number that all give."""
    return store(
        "An archive in the harbour",
        [
            Piece(
                "The Courier",
                "The council found 62,000 emails about the pier in its archive, Ann Lee said.\n\n"
                "Shadow Treasury chief secretary Pat McRoe asked for them.\n\n"
                f"The search of the cellar took 14 clerks.\n\n{WEATHER}",
                [Said("emails", "The council found 62,000 emails about the pier", "Ann Lee", "Northern Union")],
            ),
            Piece(
                "Evening Post",
                "The archive of the council held roughly 55,000 emails about the pier, Ann Lee said.\n\n"
                "Shadow Treasury minister Pat McRoe wants to read them.\n\n"
                f"The search of the cellar took 14 clerks.\n\n{WEATHER}",
                [
                    Said(
                        "emails",
                        "The archive of the council held roughly 55,000 emails about the pier",
                        "Ann Lee",
                        "Northern Union",
                    )
                ],
            ),
            Piece("Morning Sun", f"The harbour stood still.\n\n{WEATHER}"),
        ],
        SIDES,
    )


def facts(page: Element) -> list[tuple[str, list[tuple[str, str]]]]:
    """What each fact is about, with its values and who gives them."""
    return [
        (
            fact.one("h4").text,
            [(value.one(".value-words").text, value.one(".value-names").text) for value in fact.all(".value")],
        )
        for fact in page.all(".fact")
    ]


EMAILS = ("Emails given differently", [("62,000 emails", "The Courier"), ("roughly 55,000 emails", "Evening Post")])
MCROE = (
    "Pat McRoe given differently",
    [("Shadow Treasury chief secretary", "The Courier"), ("Shadow Treasury minister", "Evening Post")],
)
CLERKS = ("Clerks given alike", [("14 clerks", "The Courier and Evening Post")])


def test_what_is_given_differently_stands_side_by_side_by_kind_and_what_is_given_alike_below(
    client: Client, emails: Story
) -> None:
    page = opened(client, emails, "facts")
    assert facts(page) == [EMAILS, MCROE, CLERKS]
    assert [head.text for head in page.all(".fact-group h3")] == ["Numbers", "Titles of people", "Numbers"]
    assert page.one("#alike").all("summary")[0].text == "1 given alike"
    assert "open" not in page.one("#alike").attributes
    assert page.one(".sheet-facts").text.startswith("2 things that two articles or more give, and not alike.")


def test_each_value_opens_its_sentence_with_the_words_marked_and_the_way_to_the_text(
    client: Client, emails: Story
) -> None:
    fact = opened(client, emails, "facts").all(".fact")[0]
    sentence = fact.all(".fact-sentences li")[1]
    assert sentence.one(".fact-sentence").text == (
        "The archive of the council held roughly 55,000 emails about the pier, Ann Lee said."
    )
    assert sentence.one("mark").text == "roughly 55,000 emails"
    assert sentence.one(".fact-where").text == "Evening Post, paragraph 1 · see it in the text"
    address = f"{emails.get_absolute_url()}?show=evening-post#a1:~:text=roughly%2055%2C000%20emails"
    assert sentence.one("a").attributes["href"] == address
    assert fact.one(".fact-foot").text == "None found in Morning Sun · point 1"


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("outlet=the-courier", [EMAILS, MCROE, CLERKS]),
        ("outlet=morning-sun", []),
        ("q=archive", [EMAILS]),
        ("q=mcroe", [MCROE]),
        ("side=Northern+Union", [EMAILS]),
        ("side=Harbour+Board", []),
        ("side=Northern+Union&q=clerks", []),
    ],
)
def test_what_remains_under_the_filters(
    client: Client, emails: Story, query: str, left: list[tuple[str, list[tuple[str, str]]]]
) -> None:
    page = opened(client, emails, "facts", query)
    assert facts(page) == left
    if not left:
        assert page.one(".nothing").text.startswith("No such thing fits all of your choices.")
        assert "3 more are outside your filters." in page.one(".sheet-facts").text


def test_the_facts_of_a_chosen_point_are_marked(client: Client, emails: Story) -> None:
    page = opened(client, emails, "facts", "point=1")
    chosen = [fact.one("h4").text for fact in page.all(".fact") if "is-chosen" in fact.attributes["class"].split()]
    assert chosen == ["Emails given differently"]
    assert page.one("#drawer-head").text == "Point 1 Northern Union Ann Lee"


@pytest.mark.django_db
def test_where_something_was_said_is_about_the_words_of_its_point(client: Client) -> None:
    words = "Solidarity with those on the quay."
    said = [Said("quay", words, "Ann Lee", "Northern Union")]
    story = store(
        "A post",
        [
            Piece("The Courier", f"Ann Lee posted on Instagram: “{words}”", said),
            Piece("Evening Post", f"In a tweet, Ann Lee said: “{words}”", said),
        ],
        SIDES,
    )
    assert facts(opened(client, story, "facts")) == [
        (
            f"Ann Lee: {words} given differently",
            [("on Instagram", "The Courier"), ("In a tweet", "Evening Post")],
        )
    ]


@pytest.mark.django_db
def test_what_a_document_is_called_is_read_from_whom_the_texts_name_as_speaking(client: Client) -> None:
    words = "We have robust lines."
    story = store(
        "A leak",
        [
            Piece("The Courier", f"An email from the office stated: “{words}”", [Said("lines", words)]),
            Piece("Evening Post", f"The memo said: “{words}”", [Said("lines", words)]),
        ],
    )
    for statement, source in zip(Statement.objects.order_by("version"), ([0, 24], [0, 8]), strict=True):
        statement.speaker_span = source
        statement.save()
    (group,) = opened(client, story, "facts").all(".fact-group")
    assert group.one("h3").text == "What a document is called"
    assert [words.text for words in group.all(".value-words")] == ["email", "memo"]


def test_a_story_in_which_nothing_is_given_twice_says_so(client: Client, harbour: Story) -> None:
    page = opened(client, harbour, "facts")
    assert facts(page) == []
    assert page.one(".sheet-facts").text.startswith(
        "No number, date, place or title that two articles give of one thing was found."
    )


@pytest.mark.django_db
def test_where_all_is_given_alike_it_is_open(client: Client) -> None:
    pieces = [Piece(name, f"The search of the cellar took 14 clerks.\n\n{WEATHER} {name}.") for name in "AB"]
    page = opened(client, store("A cellar", pieces), "facts")
    assert facts(page) == [("Clerks given alike", [("14 clerks", "A and B")])]
    assert "open" in page.one("#alike").attributes
    assert page.one(".sheet-facts").text.startswith("Nothing that these articles give differently was found.")


@pytest.mark.django_db
def test_of_many_articles_a_few_are_named(client: Client) -> None:
    text = f"The search of the cellar took 14 clerks.\n\n{WEATHER}"
    pieces = [Piece(f"Paper {number}", f"{text} No. {number}.") for number in range(6)]
    page = opened(client, store("A cellar", [*pieces, Piece("The Star", "It rained.")]), "facts")
    (value,) = page.all(".value")
    assert value.one(".value-names").text == "Paper 0, Paper 1, Paper 2 and 3 more"
    assert value.one(".more-sentences summary").text == "5 more that give it so"
    assert len(value.all(".more-sentences li")) == 5
