"""The Excel file, opened again and held against the rows of the view, cell by cell."""

from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from articles.analysis.types import Status
from articles.comparison import Filters, StoryPage, story_page
from articles.comparison.loading import nearest_by_point
from articles.comparison.tabs import MATRIX
from articles.comparison.tellings import attribution_of
from articles.comparison.words import KIND_WORDS, NEAR, STATUS_WORDS, passage, shortened
from articles.exports.xlsx import cell_text
from articles.models import Story
from tests.integration.exports.conftest import HOSTILE, Take, about, cells, heads, opened

QUERIES = [
    "",
    "side=Conservatives",
    "q=strikes&outlet=the-herald",
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


def expected_passages(page: StoryPage) -> list[list[object]]:
    """Every cell of the passages, from the rows of the view alone."""
    assert page.story.comparison
    near = nearest_by_point(page.story.comparison)
    analysis = page.story.comparison.analysis_version
    rows: list[list[object]] = []
    for point in page.listed:
        for article in page.rows.articles:
            cell = point.cells[article.version_id]
            head = [point.number, article.name, article.headline or None, article.url or None, article.sha256]
            status = [cell.status.value, STATUS_WORDS[cell.status]]
            said = [s for s in point.statements if s.version_id == article.version_id]
            for one in said:
                text = " […] ".join(article.text[slice(*part)] for part in one.parts).replace("\r", "\n")
                where = [one.parts[0].start, one.parts[-1].end, " ".join(f"{s}-{e}" for s, e in one.parts), text]
                stances = one.stances or ((one.stance, one.target),)
                targets = "; ".join(target or "–" for _, target in stances) if any(t for _, t in stances) else None
                told = [
                    KIND_WORDS[one.kind],
                    one.speaker,
                    one.organisation or None,
                    one.side.name if one.side else None,
                ]
                told += ["; ".join(stance for stance, _ in stances), targets]
                known = [one.confidence, attribution_of(one).replace("\u00a0", " "), None, "the passage itself"]
                rows.append([*head, *where, *told, *status, *known, None, None, analysis])
            if said:
                continue
            own = point.kind == "narration"
            told = ["the outlet’s own words" if own else None, *[None] * 5]
            if not own:
                stances = point.stances or ((point.stance, point.target),)
                targets = "; ".join(target or "–" for _, target in stances) if any(t for _, t in stances) else None
                told = [None, point.speaker, point.organisation or None, point.side.name if point.side else None]
                told += ["; ".join(stance for stance, _ in stances), targets]
            for start, end in cell.spans:
                where = [start, end, f"{start}-{end}", article.text[start:end].replace("\r", "\n")]
                rows.append([*head, *where, *told, *status, *[None] * 3, "the passage itself", None, None, analysis])
            if cell.status.carries:
                continue
            absent = cell.status is Status.ABSENT
            words = article.measures["words"]
            checked = (
                f"full text searched, {words} words" if absent else f"nothing follows from its silence: {status[1]}"
            )
            span, score = near.get((point.number, article.version_id), (None, 0.0))
            nearest = shortened(passage(article.text, [span])) if span and absent and score >= NEAR else None
            alike = round(score, 3) if nearest else None
            rows.append([*head, *[None] * 4, *told, *status, *[None] * 3, checked, nearest, alike, analysis])
    return [[value.replace("\r", "\n") if isinstance(value, str) else value for value in row] for row in rows]


@pytest.mark.parametrize("query", QUERIES)
def test_every_cell_of_the_passages_is_as_the_view_has_it(seeds: Story, take: Take, query: str) -> None:
    found, expected = cells(opened(take(seeds, "xlsx", query)), "Passages"), expected_passages(shown(seeds, query))
    assert found == expected
    assert len(found) >= 3


def test_every_cell_of_hostile_texts_is_as_the_view_has_it(hostile: Story, take: Take) -> None:
    assert cells(opened(take(hostile, "xlsx")), "Passages") == expected_passages(shown(hostile, ""))


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
