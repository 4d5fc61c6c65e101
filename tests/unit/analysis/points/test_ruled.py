"""What editors say of points and cells, through the points of made stories."""

import pytest

from articles.analysis.points.points import points_of
from articles.analysis.rulings.values import OnCell, OnPoints, OnStatement, Place, RulingKind, Sketch
from articles.analysis.types import AnalysedArticle, Kind, Point, PointKind, Span, SpeakerKind, Status, Thing
from tests.unit.analysis.made import article, span, statement

SOLD = "The mill was sold to a rival on Monday after a week of talks."
NEVER = "We were never asked about the sale of the mill"
A = f"{SOLD} Mara Delling said: “{NEVER}.”"
B = f"{SOLD} Workers stood at the gate of the mill all day and nobody spoke to them."
C = f"Prices rose. Somebody had written on the wall: {NEVER}. The town is quiet."


def story() -> dict[str, AnalysedArticle]:
    return {"a": article(A, statement(A, NEVER)), "b": article(B), "c": article(C)}


def at(key: str, words: str) -> Place:
    return Place(key, (span({"a": A, "b": B, "c": C}[key], words),))


def said(points: tuple[Point, ...]) -> Point:
    return next(point for point in points if point.kind is PointKind.STATEMENT)


def told(points: tuple[Point, ...]) -> Point:
    return next(point for point in points if point.kind is PointKind.NARRATION)


def test_what_the_machine_says() -> None:
    points = points_of(story())
    assert [cell.status for cell in said(points).coverage.values()] == [Status.VERBATIM, Status.ABSENT, Status.PARTIAL]
    assert {key: cell.status for key, cell in told(points).coverage.items()} == {
        "a": Status.VERBATIM,
        "b": Status.VERBATIM,
        "c": Status.ABSENT,
    }


def test_a_passage_that_is_named_carries_the_point() -> None:
    here = at("b", "Workers stood at the gate of the mill all day")
    cell = said(points_of(story(), rulings=[OnCell(4, (at("a", NEVER),), "b", here)])).coverage["b"]
    assert (cell.status, cell.spans, cell.statements) == (Status.PARAPHRASE, here.parts, ())
    assert cell.ruled is not None
    assert (cell.ruled.thing, cell.ruled.ruling) == (Thing.COVERAGE, 4)
    assert cell.ruled.machine is not None
    assert (cell.ruled.machine["status"], cell.ruled.machine["spans"]) == ("absent", [])


def test_found_coverage_that_is_refuted_leaves_the_point_alone() -> None:
    rulings = [OnCell(5, (at("a", NEVER),), "c", None)]
    point = said(points_of(story(), rulings=rulings))
    assert (point.coverage["c"].status, point.only_in) == (Status.ABSENT, "a")
    assert point.coverage["c"].nearest is not None
    assert NEVER in C[slice(*point.coverage["c"].nearest.span)]


def test_of_two_rulings_on_one_cell_the_later_counts() -> None:
    point = (at("a", NEVER),)
    absent, here = OnCell(1, point, "c", None), OnCell(2, point, "c", at("c", NEVER))
    later = said(points_of(story(), rulings=[absent, here])).coverage["c"]
    assert (later.status.carries, later.ruled and later.ruled.ruling) == (True, 2)
    assert later.ruled is not None
    assert later.ruled.machine is not None
    assert later.ruled.machine["status"] == "partial"


def test_nothing_is_absent_from_a_text_known_to_be_cut_or_where_a_statement_makes_the_point() -> None:
    cut = points_of(story(), incomplete=["b"], rulings=[OnCell(1, (at("a", NEVER),), "b", None)])
    assert (said(cut).coverage["b"].status, said(cut).coverage["b"].ruled) == (Status.UNREADABLE, None)
    own = said(points_of(story(), rulings=[OnCell(1, (at("a", NEVER),), "a", None)])).coverage["a"]
    assert (own.status, own.ruled) == (Status.VERBATIM, None)


def test_a_narrated_point_is_ruled_by_its_sentences() -> None:
    narrated = (at("b", SOLD),)
    point = told(points_of(story(), rulings=[OnCell(3, narrated, "c", at("c", "Prices rose"))]))
    assert (point.coverage["c"].status.carries, point.coverage["c"].ruled is not None) == (True, True)
    alone = told(points_of(story(), rulings=[OnCell(3, narrated, "b", None), OnCell(4, narrated, "c", None)]))
    assert (alone.coverage["b"].status, alone.only_in) == (Status.ABSENT, "a")
    itself = told(points_of(story(), rulings=[OnCell(3, narrated, "a", None)]))
    assert (itself.coverage["a"].status, itself.coverage["a"].ruled) == (Status.VERBATIM, None)


@pytest.mark.parametrize("words", [NEVER, "never asked"])
def test_a_point_is_found_by_the_place_that_its_statement_had_before_its_span_was_ruled(words: str) -> None:
    shorter = (span(A, "never asked"),)
    sketch = Sketch(shorter, Kind.DIRECT, "Mara Delling", SpeakerKind.PERSON, None, None, ())
    cut = OnStatement(1, RulingKind.SPAN, at("a", NEVER), sketch)
    articles = {**story(), "a": article(A, statement(A, "never asked"))}
    point = said(points_of(articles, rulings=[cut, OnCell(2, (at("a", words),), "b", None)]))
    assert point.coverage["b"].ruled is not None


def test_points_say_which_rulings_joined_or_parted_them() -> None:
    texts = {key: f"{who} said: “{NEVER}.”" for key, who in (("a", "Mara Delling"), ("b", "Mara Delling"))}
    articles = {key: article(text, statement(text, NEVER)) for key, text in texts.items()}
    places = [Place(key, (span(text, NEVER),)) for key, text in texts.items()]
    assert [point.ruled for point in points_of(articles)] == [()]
    parted = points_of(articles, rulings=[OnPoints(8, (places[0],), apart=(places[1],))])
    assert [point.ruled for point in parted] == [(8,), (8,)]
    assert parted[0].coverage["b"].statements == ()
    gone = Place("a", (Span(0, 3),))
    assert [point.ruled for point in points_of(articles, rulings=[OnPoints(8, (gone,), apart=(places[1],))])] == [()]
