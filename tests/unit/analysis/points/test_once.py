"""Copies counted once: what stands in one origin only, and the findings that follow from origins."""

from collections.abc import Mapping

import pytest

from articles.analysis.points.findings import findings_of
from articles.analysis.points.pieces import Pieces
from articles.analysis.points.points import only_in, points_of
from articles.analysis.types import AnalysedArticle, Cell, Finding, FindingKind, Point, Status
from tests.unit.analysis.made import AGAINST_SALE, article, cell, point, span, statement

FIRST, SECOND = "They sold our pier in secret.", "Crews will not leave the quay for this."
SALE = f"Delling spoke. “{FIRST}” “{SECOND}”"
CUT = f"Delling spoke. “{FIRST}”"
QUIET = "The pier is shut. It opened in 1931."
NAMES = {"a": "The Mirror", "b": "Express", "c": "The Herald", "d": "The National"}
COPIED = {"a": "a", "b": "a"}  # b is a copy of a
HAS, HAS_NOT = Status.VERBATIM, Status.ABSENT


def cells(**statuses: Status) -> dict[str, Cell]:
    return {key: cell(status) for key, status in statuses.items()}


@pytest.mark.parametrize(
    ("statuses", "doubted", "each", "once"),
    [
        ({"a": HAS, "b": HAS, "c": HAS_NOT}, "", None, "a"),
        ({"a": HAS_NOT, "b": HAS, "c": HAS_NOT}, "", "b", "b"),
        ({"a": Status.UNREADABLE, "b": HAS, "c": HAS_NOT}, "", None, "b"),
        ({"a": HAS, "b": HAS, "c": HAS}, "", None, None),
        ({"a": HAS_NOT, "b": HAS_NOT, "c": HAS}, "", "c", "c"),
        ({"a": HAS_NOT, "b": Status.TOO_EARLY, "c": HAS}, "", None, None),
        ({"a": HAS, "b": HAS, "c": Status.UNREADABLE}, "", None, None),
        ({"a": HAS, "b": HAS, "c": HAS_NOT}, "c", None, None),
        ({"a": HAS, "b": HAS_NOT, "c": HAS_NOT}, "b", None, "a"),
        ({"a": HAS, "b": HAS}, "", None, None),
        ({"a": HAS_NOT, "b": HAS_NOT, "c": HAS_NOT}, "", None, None),
    ],
)
def test_only_in_one_origin(statuses: dict[str, Status], doubted: str, each: str | None, once: str | None) -> None:
    made = cells(**statuses)
    assert only_in(made, frozenset(doubted)) == each
    assert only_in(made, frozenset(doubted), COPIED) == once


def test_points_know_both_ways_of_counting() -> None:
    texts = {
        "a": article(SALE, statement(SALE, FIRST), statement(SALE, SECOND)),
        "b": article(SALE, statement(SALE, FIRST), statement(SALE, SECOND)),
        "c": article(QUIET),
    }
    assert {(p.only_in, p.only_in_once) for p in points_of(texts, origins=COPIED)} == {(None, "a")}
    assert {(p.only_in, p.only_in_once) for p in points_of(texts)} == {(None, None)}
    alone = {"a": texts["a"], "c": texts["c"]}
    assert {(p.only_in, p.only_in_once) for p in points_of(alone)} == {("a", "a")}


def found(
    articles: Mapping[str, AnalysedArticle], *points: Point, origins: dict[str, str] | None = None
) -> tuple[Finding, ...]:
    return findings_of(articles, points, NAMES, COPIED if origins is None else origins)


def sale_in(*keys: str, quiet: str) -> dict[str, AnalysedArticle]:
    return {key: article(SALE, statement(SALE, FIRST)) for key in keys} | {key: article(QUIET) for key in quiet}


def told(*keys: str, absent: str, **given: object) -> Point:
    coverage = {key: cell(HAS, span(SALE, FIRST), statements=["s1"]) for key in keys}
    coverage |= {key: cell(HAS_NOT, nearest=span(QUIET, "The pier is shut.")) for key in absent}
    made = dict(sorted(coverage.items()))
    return point(made, gist=f"Mara Delling: {FIRST}", only_in_once=only_in(made, origins=COPIED), **given)


def test_what_two_copies_carry_stands_in_one_origin() -> None:
    articles = sale_in("a", "b", quiet="c")
    made = told("a", "b", absent="c", stances=AGAINST_SALE)
    assert [finding.kind for finding in found(articles, made, origins={})] == [FindingKind.MISSING]
    (finding,) = found(articles, made)
    assert finding.text == "Only The Mirror (and Express) carries Mara Delling’s criticism of the sale."
    assert (finding.article, finding.searched) == ("a", ("c",))
    assert [passage.article for passage in finding.evidence] == ["a"]


def test_what_one_of_two_copies_carries_is_said_of_it_alone_where_the_other_was_searched() -> None:
    articles = sale_in("b", quiet="ac")
    (finding,) = found(articles, told("b", absent="ac"))
    assert finding.text == "Only Express reports what Mara Delling said."
    assert finding.searched == ("a", "c")


def test_where_a_copy_could_not_be_searched_the_text_is_named() -> None:
    articles = sale_in("b", quiet="ac")
    made = told("b", absent="ac")
    unsearched = {**made.coverage, "a": cell(Status.UNREADABLE)}
    made = point(unsearched, gist=made.gist, only_in_once=only_in(unsearched, origins=COPIED))
    (finding,) = found(articles, made)
    assert finding.text == "Only Express (one text with The Mirror) reports what Mara Delling said."
    assert finding.searched == ("c",)


def test_two_copies_that_lack_a_point_are_one_piece_without_it() -> None:
    articles = sale_in("c", "d", quiet="ab")
    made = told("c", "d", absent="ab")
    assert [finding.text for finding in found(articles, made, origins={})] == []
    (finding,) = found(articles, made)
    assert finding.text.startswith("The Mirror (and Express) does not have what every other piece carries:")
    assert finding.searched == ("a", "b")
    assert [passage.article for passage in finding.evidence] == ["c", "d"]


def test_a_copy_that_has_a_point_has_it_for_its_origin() -> None:
    articles = sale_in("b", "c", "d", quiet="a")
    assert found(articles, told("b", "c", "d", absent="a")) == ()


def test_two_origins_are_too_few_for_every_piece_but_one() -> None:
    articles = sale_in("a", "b", quiet="c")
    assert len(found(articles, told("a", "b", absent="c", kind="narration"))) == 0


def test_a_side_that_copies_quote_is_quoted_in_one_piece() -> None:
    union = {"side": "Union"}
    articles = {
        "a": article(SALE, statement(SALE, FIRST, **union)),
        "b": article(CUT, statement(CUT, FIRST, **union)),
        "c": article(SALE, statement(SALE, FIRST, **union)),
        "d": article(QUIET),
    }
    (finding,) = found(articles)
    assert finding.text == (
        "The National quotes no speaker of the side “Union” (0 of 0); "
        "The Mirror quotes 1 of 1, The Herald quotes 1 of 1."
    )


def test_a_version_is_not_set_against_its_own_copy() -> None:
    articles = {
        "a": article(SALE, statement(SALE, f"{FIRST} … {SECOND}")),
        "b": article(CUT, statement(CUT, FIRST)),
        "c": article(CUT, statement(CUT, FIRST)),
    }
    made = point(
        {
            "a": cell(HAS, span(SALE, FIRST), span(SALE, SECOND), statements=["s1"]),
            "b": cell(Status.PARTIAL, span(CUT, FIRST), statements=["s1"]),
            "c": cell(Status.PARTIAL, span(CUT, FIRST), statements=["s1"]),
        }
    )
    assert {finding.article for finding in found(articles, made, origins={})} == {"b", "c"}
    assert [finding.article for finding in found(articles, made)] == ["c"]


@pytest.mark.parametrize(
    ("keys", "rest", "name"),
    [
        ("a", "", "The Mirror"),
        ("ab", "", "The Mirror (and Express)"),
        ("abc", "", "The Mirror (and Express and The Herald)"),
        ("abcd", "", "The Mirror (and 3 others)"),
        ("a", "b", "The Mirror (one text with Express)"),
        ("ab", "c", "The Mirror (and Express; one text with The Herald)"),
    ],
)
def test_an_origin_is_called_by_its_outlets(keys: str, rest: str, name: str) -> None:
    assert Pieces(NAMES, dict.fromkeys("bcd", "a")).named("a", list(keys), list(rest)) == name
