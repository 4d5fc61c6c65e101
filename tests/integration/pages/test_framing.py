"""The framing of the outlets side by side: figures, charts, and the passages that each number opens."""

import re

import pytest
from django.test import Client

from articles.models import Outlet, Side, SideAlias, Story
from tests.integration.pages.reading import Element, read_html
from tests.integration.pages.test_copies import STORY, stored
from tests.integration.pages.test_views import opened
from tests.stories import SIDES, Piece, Said, store

LONG = "The tide came in. " * 60


def plain(element: Element) -> str:
    return element.text.replace("\u00a0", " ").replace("\u202f", " ")


def table(element: Element) -> list[list[str]]:
    """The rows of a table, head first."""
    return [[plain(cell) for cell in row.all("") if cell.tag in {"th", "td"}] for row in element.one("table").all("tr")]


def key(page: Element, chart: str, number: int) -> list[str]:
    """The words beside the bar of one outlet."""
    figure = next(one for one in page.all("figure") if one.attributes.get("aria-labelledby") == f"{chart}-head")
    bar = figure.all(".bar-row")[number]
    return [plain(one) for one in bar.all("li")] or [plain(bar.one(".bar-none"))]


def test_shares_by_side_with_their_denominator_and_the_filter_that_opens_them(client: Client, harbour: Story) -> None:
    page = opened(client, harbour, "framing")
    assert key(page, "by-side", 0) == ["Union 47 %", "Board 53 %"]
    assert key(page, "by-side", 2) == ["Union 70 %", "side not known 30 %"]
    assert [plain(one) for one in page.all(".bar-name")[:3]] == [
        "The Courier 17 words", "Evening Post 17 words", "Morning Sun 20 words",
    ]  # fmt: skip
    link = page.all(".bar-key a")[0].attributes["href"]
    assert link == f"{harbour.get_absolute_url()}?side=Northern+Union#a1-s1"
    beside = read_html(client.get(link).content.decode())
    assert [one.text for one in beside.all("#a1-s1")] == ["We will not go back without a deal."]


def test_each_mark_of_a_chart_is_a_link_with_its_figures_and_the_chart_has_words_and_a_table(
    client: Client, harbour: Story
) -> None:
    page = opened(client, harbour, "framing")
    chart = next(one for one in page.all("figure") if one.attributes.get("aria-labelledby") == "by-side-head")
    svg = chart.all("svg")[0]
    names = {one.attributes["id"]: one.text.replace("\u00a0", " ") for one in svg.all("") if "id" in one.attributes}
    assert names == {
        "by-side-1-t": "Words given to sources, by side: The Courier",
        "by-side-1-d": "Northern Union 47 %, 8 words; Harbour Board 53 %, 9 words",
    }
    marks = svg.all("a")
    assert [plain(one.one("title")) for one in marks] == ["Northern Union 47 %, 8 words", "Harbour Board 53 %, 9 words"]
    assert [one.one("rect").attributes["class"] for one in marks] == ["side-vermilion", "side-blue"]
    assert [(one.one("rect").attributes["x"], one.one("rect").attributes["width"]) for one in marks] == [
        ("0.0", "47.06"), ("47.06", "52.94"),
    ]  # fmt: skip
    assert table(chart) == [
        ["Who", "The Courier", "Evening Post", "Morning Sun"],
        ["Northern Union", "8 47 %", "8 47 %", "14 70 %"],
        ["Harbour Board", "9 53 %", "9 53 %", "0"],
        ["side not known", "0", "0", "6 30 %"],
    ]


def test_filters_narrow_what_is_counted_and_the_choice_of_outlets_who_is_shown(client: Client, harbour: Story) -> None:
    page = opened(client, harbour, "framing", "side=Harbour+Board&outlet=evening-post")
    assert "are counted of 2 of 3 statements: those that fit your filters" in plain(page.one(".sheet-facts"))
    assert {plain(one).split(" ")[0] for one in page.all(".bar-name")} == {"Evening"}
    assert key(page, "by-side", 0) == ["Board 100 %"]
    assert key(page, "by-stance", 0) == ["critical 50 %", "neutral 50 %"]
    stance = page.one("#stances").all(".bar-key a")[0].attributes["href"]
    assert stance == f"{harbour.get_absolute_url()}?side=Harbour+Board&stance=criticism#a2-s3"


def test_no_statement_fits_and_what_to_do(client: Client, harbour: Story) -> None:
    page = opened(client, harbour, "framing", "q=zeppelin")
    assert page.one("#voices .nothing").text.startswith("No point fits all of these choices.")
    assert page.all("#stances") == []
    assert key(page, "by-voice", 0) != []


def test_where_each_side_speaks(client: Client, harbour: Story) -> None:
    page = opened(client, harbour, "framing")
    section = page.one("#order-of-sides")
    rows = [row for one in section.all(".table-room") for row in table(one)]
    assert rows == [
        ["Side", "The Courier", "Evening Post", "Morning Sun"],
        ["Northern Union", "¶ 2 in 1 of 4", "¶ 2 in 1 of 4", "¶ 1 in 2 of 3"],
        ["Harbour Board", "¶ 4 in 1 of 4", "¶ 3 in 2 of 4", "does not speak"],
        ["side not known", "does not speak", "does not speak", "¶ 2 in 1 of 3"],
    ]
    ticks = section.all("svg")[1].all("a")
    assert [(one.one("title").text, one.one("path").attributes["d"]) for one in ticks] == [
        ("Harbour Board, paragraph 3", "M2 0h1v10h-1z"),
        ("Harbour Board, paragraph 4", "M3 0h1v10h-1z"),
        ("Northern Union, paragraph 2", "M1 0h1v10h-1z"),
    ]


def test_loaded_wording_and_verbs_open_the_very_words(client: Client, harbour: Story) -> None:
    page = opened(client, harbour, "framing")
    section = page.one("#loaded")
    assert table(section.all(".table-room")[0]) == [
        ["Category", "The Courier", "Evening Post", "Morning Sun"],
        ["heated", "1 defied", "0", "0"],
    ]
    link = section.all(".numbers td a")[0].attributes["href"]
    beside = read_html(client.get(link).content.decode())
    assert [one.text for one in beside.all(".marked") if one.tag == "span" and "id" in one.attributes] == ["defied"]
    assert beside.one(".filters-marked").text.replace("\u00a0", " ") == (
        "1 passage marked in The Courier. Take the marks away"
    )
    assert key(page, "by-verb", 0) == ["neutral 100 %"]


@pytest.mark.django_db
def test_names_are_counted_for_each_outlet_own_and_quoted_and_open_their_passages(client: Client) -> None:
    story = store(
        "A quarrel",
        [
            Piece(
                "The Courier",
                "Sir Ian Roe spoke on Monday. Sir Ian said: “The Unionists lost, and Northern Union knows.”",
                [Said("lost", "The Unionists lost, and Northern Union knows.", "Ian Roe", cue="said")],
            ),
            Piece("Evening Post", "Ian Roe said he would stay. Mr Roe left. The Unionists cheered.", []),
        ],
        SIDES,
    )
    SideAlias.objects.create(side=Side.objects.get(name="Northern Union"), name="Unionists")
    page = opened(client, story, "framing")
    named = {one.one("h5").text: table(one) for one in page.all("#names .named")}
    assert named == {
        "Ian Roe": [
            ["Called", "The Courier", "Evening Post"],
            ["Ian Roe", "0", "1"],
            ["Mr Roe", "0", "1"],
            ["Sir Ian", "1", "0"],
            ["Sir Ian Roe", "1", "0"],
        ],
        "Northern Union side": [
            ["Called", "The Courier", "Evening Post"],
            ["Unionists", "1 quoted", "1"],
            ["Northern Union", "1 quoted", "0"],
        ],
    }
    links = [one.attributes["href"] for one in page.all("#names .numbers a")]
    beside = read_html(client.get(next(link for link in links if "-29-" in link)).content.decode())
    assert [one.text for one in beside.all(".story-text .marked")] == ["Sir Ian"]


@pytest.mark.django_db
def test_distinctive_words_with_intervals_or_why_there_are_none(client: Client) -> None:
    story = store(
        "Words",
        [Piece("The Courier", LONG + "chaos " * 20), Piece("Evening Post", LONG), Piece("Morning Sun", "Short.")],
    )
    panels = opened(client, story, "framing").all("#distinct .distinct")
    assert [plain(one.one("h4")) for one in panels] == [
        "The Courier 260 own words", "Evening Post 240 own words", "Morning Sun 1 own word",
    ]  # fmt: skip
    (row,) = panels[0].all("tbody tr")
    cells = [plain(cell) for cell in row.all("") if cell.tag in {"th", "td"}]
    assert [cells[0], cells[1], *cells[3:]] == ["chaos", "20 : 0", "0.16 to 1.23", "2.54"]
    assert "class" not in row.attributes
    assert len(client.get(row.all("td a")[0].attributes["href"]).content.decode().split('class="marked"')) - 1 == 21
    assert panels[2].one(".framed-none").text.startswith("Too few words to say.")


def test_text_in_common_by_pairs_and_the_longest_passages(client: Client, harbour: Story) -> None:
    section = opened(client, harbour, "framing").one("#shared")
    assert table(section)[0] == ["Text", "in The Courier", "in Evening Post", "in Morning Sun"]
    (passage,) = section.all(".passages li")
    assert passage.one(".passage-text").text == "We will not go back without a deal"
    assert plain(passage.one(".passage-facts")) == "8 words, all of it quoted · The Courier, Evening Post, Morning Sun"
    link = passage.one("a").attributes["href"]
    marked = read_html(client.get(link).content.decode()).all(".story-text .marked")
    assert [one.text for one in marked] == ["We will not go back without a deal"] * 3


@pytest.mark.django_db
def test_copies_stand_each_by_itself_or_once(client: Client) -> None:
    story = stored(STORY)
    each, once = (opened(client, story, "framing", query) for query in ("", "copies=once"))
    assert [one.text.partition(" ")[0] for one in each.all("#own .bar-name")] == [
        "The",
        "Express",
        "Star",
        "The",
        "The",
    ]
    assert [plain(one) for one in once.all("#own .bar-name")] == [
        "Express (and 2 copies) 254 words", "The Herald 213 words", "The National 164 words",
    ]  # fmt: skip


@pytest.mark.django_db
def test_marks_in_an_address_show_nothing_that_excerpts_do_not(client: Client, harbour: Story) -> None:
    Outlet.objects.update(licensed=False)
    version = harbour.articles.get(outlet__name="The Courier").versions.get()
    start = version.text.index("READ MORE")
    page = client.get(f"{harbour.get_absolute_url()}?mark={version.pk}-{start}-{start + 9}").content.decode()
    assert "READ MORE" not in read_html(page).one("#a1").text
    assert re.search("Those outside the excerpts are seen by those who sign in", page)
