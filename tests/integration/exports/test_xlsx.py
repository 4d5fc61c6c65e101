"""The Excel file, opened again and held against the rows of the view, cell by cell."""

from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from articles.comparison import Filters, StoryPage, story_page
from articles.comparison.tabs import MATRIX
from articles.comparison.words import STATUS_WORDS
from articles.exports.xlsx import cell_text
from articles.models import Story
from tests.integration.exports.conftest import HOSTILE, Take, about, cells, heads, opened

QUERIES = [
    "",
    "side=Conservatives",
    "q=memo&outlet=the-herald",
    "coverage=only&sort=missing",
    "stance=criticism&kind=direct",
]


def shown(story: Story, query: str) -> StoryPage:
    page = story_page(story, Filters.from_query(QueryDict(query)), view=MATRIX)
    assert page
    return page


@pytest.mark.parametrize("query", QUERIES)
def test_the_points_are_those_of_the_view_with_what_each_outlet_has_of_them(
    seeds: Story, take: Take, query: str
) -> None:
    page, book = shown(seeds, query), opened(take(seeds, "xlsx", query))
    outlets = [article.name for article in page.rows.articles]
    assert book.sheetnames == ["Points", "Passages", "Findings", "Articles", "About"]
    assert heads(book, "Points")[-3:] == outlets
    rows = cells(book, "Points")
    assert [row[0] for row in rows] == [point.number for point in page.listed]
    for row, point in zip(rows, page.listed, strict=True):
        assert row[3:7] == [
            point.speaker,
            point.organisation or None,
            point.side.name if point.side else None,
            "; ".join(stance for stance, _ in point.stances) or point.stance,
        ]
        assert row[-3:] == [STATUS_WORDS[point.cells[a.version_id].status] for a in page.rows.articles]
    assert about(book)["Points"] == page.count.replace("\u00a0", " ")


@pytest.mark.parametrize("query", QUERIES)
def test_every_passage_is_there_with_its_characters_its_text_and_its_values(
    seeds: Story, take: Take, query: str
) -> None:
    page, book = shown(seeds, query), opened(take(seeds, "xlsx", query))
    found = [dict(zip(heads(book, "Passages"), row, strict=True)) for row in cells(book, "Passages")]
    articles = {article.name: article for article in page.rows.articles}
    for row in found:
        article = articles[str(row["Outlet"])]
        assert row["SHA-256 of the text"] == article.sha256
        assert row["Analysis version"] == seeds.comparison.analysis_version  # type: ignore[union-attr]
        if row["Parts"]:
            spans = [tuple(map(int, part.split("-"))) for part in str(row["Parts"]).split()]
            assert (row["Start"], row["End"]) == (spans[0][0], spans[-1][1])
            assert row["Quoted text"] == " […] ".join(article.text[start:end] for start, end in spans)
    said = [
        (point.number, articles[str(row["Outlet"])].version_id, row)
        for point in page.listed
        for row in found
        if row["Point"] == point.number and row["Confidence"] is not None
    ]
    statements = [
        s for p in page.listed for a in page.rows.articles for s in p.statements if s.version_id == a.version_id
    ]
    assert len(said) == len(statements)
    for (_, version, row), statement in zip(said, statements, strict=True):
        assert (version, row["Speaker"], row["Confidence"], row["Start"]) == (
            statement.version_id,
            statement.speaker,
            statement.confidence,
            statement.parts[0].start,
        )
        assert row["Side"] == (statement.side.name if statement.side else None)
        assert row["Stance"] == ("; ".join(stance for stance, _ in statement.stances) or statement.stance)
    for point in page.listed:
        told = {row["Outlet"]: (row["Status"], row["Coverage"]) for row in found if row["Point"] == point.number}
        assert told == {
            a.name: (point.cells[a.version_id].status.value, STATUS_WORDS[point.cells[a.version_id].status])
            for a in page.rows.articles
        }


def test_silence_is_told_with_what_was_searched_and_what_comes_nearest(harbour: Story, take: Take) -> None:
    book = opened(take(harbour, "xlsx", "side=Harbour+Board&stance=criticism"))
    found = [dict(zip(heads(book, "Passages"), row, strict=True)) for row in cells(book, "Passages")]
    assert [(row["Outlet"], row["Coverage"], row["What was checked"], row["Nearest passage"]) for row in found] == [
        ("The Courier", "does not have it", "full text searched, 32 words", "Dockers defied the board on Monday."),
        ("Evening Post", "word for word", "the passage itself", None),
        ("Morning Sun", "does not have it", "full text searched, 31 words", None),
    ]


def test_a_finding_has_a_row_for_each_of_its_passages(harbour: Story, take: Take) -> None:
    book = opened(take(harbour, "xlsx", "q=zeppelin"))
    rows = cells(book, "Findings")
    assert cells(book, "Points") == cells(book, "Passages") == []
    assert [(row[0], row[4], row[5], row[11]) for row in rows] == [
        (1, "evidence", "Evening Post", "This union is reckless & selfish."),
        (1, "nearest to it", "The Courier", "Dockers defied the board on Monday."),
        (2, "evidence", "Morning Sun", "he could not feed his children"),
        (3, "evidence", "Morning Sun", "thanked the town for its help"),
    ]
    assert rows[0][12] == "The Courier and Morning Sun"


def test_nothing_in_the_file_is_a_formula_or_a_link_and_texts_are_as_they_were(hostile: Story, take: Take) -> None:
    book = opened(take(hostile, "xlsx"))
    every = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in every if cell.data_type == "f" or cell.hyperlink] == []
    page = shown(hostile, "")
    rows = [dict(zip(heads(book, "Passages"), row, strict=True)) for row in cells(book, "Passages")]
    quoted = [row["Quoted text"] for row in rows if row["Quoted text"]]
    stored = {article.version_id: article.text for article in page.rows.articles}
    said = [stored[s.version_id][slice(*s.parts[0])] for p in page.listed for s in p.statements]
    assert {text[0] for text in said} == {start[0] for start in HOSTILE}
    assert quoted == [text.replace("\r", "\n") for text in said]  # as Excel itself breaks lines
    assert {type(row["Start"]) for row in rows if row["Quoted text"]} == {int}
    assert about(book)["Story"] == "=cmd|' /C calc'!A0"


def test_a_text_that_may_be_run_is_kept_as_text_also_when_its_cell_is_edited(hostile: Story, take: Take) -> None:
    book = opened(take(hostile, "xlsx"))
    marked = [c for row in book["Passages"].iter_rows(min_row=2) for c in row if c.quotePrefix]
    assert {str(cell.value)[0] for cell in marked} == {*"=+-@\t\n"}
    plain = [c.value for row in book["Passages"].iter_rows(min_row=2) for c in row if not c.quotePrefix]
    assert [one for one in plain if isinstance(one, str) and one.startswith(tuple("=+-@\t\r\n"))] == []


def test_what_a_cell_cannot_hold_is_shown_as_such() -> None:
    assert cell_text("a\x07b\tc\r\nd\re") == "a\ufffdb\tc\nd\ne"
    long = cell_text("😀" * 40_000)
    assert len(long.encode("utf-16-le")) // 2 <= 32_767
    assert long.endswith("😀 […] (the rest does not fit into a cell)")


def test_filters_are_named_in_words(seeds: Story, take: Take) -> None:
    query = urlencode({"side": "Conservatives", "q": "strike"})
    told = about(opened(take(seeds, "xlsx", query)))
    assert told["Filters"] == "Side: Conservatives; Find: “strike”"
    assert told["Address of this view"] == f"http://testserver{seeds.get_absolute_url()}?{query}"
