from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.analysis.points.grouping import group
from articles.analysis.points.telling import StoryIndex, between_statements, place
from articles.analysis.rulings.bonds import Bonds, bonds_of
from articles.analysis.rulings.values import OnPoints, Place
from articles.analysis.types import Span
from tests.unit.analysis.made import article, statement

PLACES = [(n, Place("a", (Span(n * 10, n * 10 + 9),))) for n in range(6)]


def at(*numbers: int) -> tuple[Place, ...]:
    return tuple(PLACES[n][1] for n in numbers)


def test_what_is_joined_is_one_and_what_is_apart_is_one_by_itself() -> None:
    bonds = bonds_of([OnPoints(7, at(0), joined=at(1, 2), apart=at(3, 4))], PLACES)
    assert set(bonds.together) == {(0, 1), (0, 2), (1, 2), (3, 4)}
    assert bonds.apart == {(0, 3), (0, 4)}
    assert bonds.of([2, 5]) == (7,)
    assert bonds.of([5]) == ()


def test_of_two_that_differ_the_later_counts_for_their_pair_alone() -> None:
    bonds = bonds_of([OnPoints(1, at(0), apart=at(1, 2)), OnPoints(2, at(0), joined=at(1))], PLACES)
    assert (0, 1) in bonds.together
    assert bonds.apart == {(0, 2)}
    assert bonds.together[0] == (0, 1)  # the newest first


def test_a_point_split_twice_stays_three() -> None:
    bonds = bonds_of([OnPoints(1, at(2), apart=at(0, 1)), OnPoints(2, at(1), apart=at(0))], PLACES)
    assert bonds.apart == {(0, 2), (1, 2), (0, 1)}
    assert bonds.together == ()


def test_one_whose_statements_are_not_there_says_nothing() -> None:
    gone = (Place("a", (Span(900, 910),)),)
    assert bonds_of([OnPoints(1, gone, joined=at(1)), OnPoints(2, at(0), apart=gone)], PLACES) == Bonds(rulings={})


TEXTS = {
    "a": "Ann Lee said: “We will never go back to work without a deal.” Bo Carr said: “The offer is fair and final.”",
    "b": "Ann Lee said: “We will never go back to work without a deal.” Bo Carr said: “The offer is fair and final.”",
    "c": "Ann Lee said: “Nobody asked the dockers at all.” Bo Carr said: “The offer is fair and final.”",
}
WORDS = (
    "We will never go back to work without a deal.",
    "Nobody asked the dockers at all.",
    "The offer is fair and final.",
)


def groups(bonds: Bonds) -> list[list[int]]:
    articles = {
        key: article(
            text,
            *(statement(text, said, "Bo Carr" if "offer" in said else "Ann Lee") for said in WORDS if said in text),
        )
        for key, text in TEXTS.items()
    }
    placed = [place(key, a.text, s) for key, a in articles.items() for s in a.statements]
    return group(placed, between_statements(StoryIndex(articles, placed)), bonds).members


def test_the_machine_alone_finds_three_points() -> None:
    assert groups(Bonds()) == [[0, 2], [1, 3, 5], [4]]


def test_bonds_part_what_the_machine_joins_and_join_what_it_parts() -> None:
    assert groups(Bonds(apart=frozenset({(1, 3), (3, 5)}))) == [[0, 2], [1, 5], [3], [4]]
    assert groups(Bonds(together=((0, 4),))) == [[0, 2, 4], [1, 3, 5]]


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(list(combinations(range(6), 2))), st.booleans()))
def test_what_is_apart_never_stands_in_one_point(said: dict[tuple[int, int], bool]) -> None:
    together = tuple(pair for pair, one in said.items() if one)
    apart = frozenset(pair for pair, one in said.items() if not one)
    found = groups(Bonds(together, apart))
    assert sorted(n for members in found for n in members) == list(range(6))
    assert not any({first, second} <= set(members) for first, second in apart for members in found)
    if not apart:
        assert all(any({first, second} <= set(members) for members in found) for first, second in together)
