import pytest

from articles.analysis.rulings.values import Claim, Place, RulingKind, find, shared
from articles.analysis.types import FindingKind, Span, Thing


def place(*spans: tuple[int, int], article: str = "a") -> Place:
    return Place(article, tuple(Span(*span) for span in spans))


@pytest.mark.parametrize(
    ("first", "second", "share"),
    [
        ([(0, 10)], [(0, 10)], 1.0),
        ([(0, 10)], [(5, 15)], 0.5),
        ([(0, 10)], [(0, 40)], 0.25),
        ([(0, 10), (20, 30)], [(5, 25)], 0.5),
        ([(0, 10)], [(10, 20)], 0.0),
        ([], [], 0.0),
    ],
)
def test_the_share_is_of_the_longer_one(
    first: list[tuple[int, int]], second: list[tuple[int, int]], share: float
) -> None:
    assert shared(place(*first).parts, place(*second).parts) == share
    assert shared(place(*second).parts, place(*first).parts) == share


def test_an_equal_place_is_found_before_one_that_shares_much() -> None:
    places = [place((0, 11)), place((0, 10)), place((0, 12))]
    assert find(place((0, 10)), enumerate(places)) == 1


def test_else_the_one_that_shares_most_is_found_from_half_up() -> None:
    places = [place((0, 15)), place((0, 11)), place((0, 30))]
    assert find(place((0, 10)), enumerate(places)) == 1
    assert find(place((0, 10)), [(7, place((0, 20)))]) == 7
    assert find(place((0, 10)), [(7, place((0, 21)))]) is None
    assert find(place((0, 10)), [(7, place((0, 10), article="b"))]) is None


def test_an_exact_place_is_the_same_as_an_equal_one_only() -> None:
    exact = Place("a", (Span(0, 10),), exact=True)
    assert find(exact, [(7, place((0, 11)))]) is None
    assert find(exact, [(7, place((0, 11))), (8, place((0, 10)))]) == 8
    assert exact == place((0, 10))


def test_a_claim_is_the_same_on_mostly_the_same_passages_about_the_same_people() -> None:
    def claim(*spans: tuple[int, int], about: tuple[str, ...] = ("Ann Lee",), article: str = "a") -> Claim:
        return Claim(FindingKind.ONLY_SPEAKER, article, about, (place(*spans),))

    assert claim((0, 10), (20, 30)).is_as(claim((0, 10), (21, 30)))
    assert not claim((0, 10)).is_as(claim((0, 30)))
    assert not claim((0, 10)).is_as(claim((0, 10), about=("Bo Carr",)))
    assert not claim((0, 10)).is_as(claim((0, 10), article="b"))


def test_every_kind_rules_on_a_thing() -> None:
    assert {kind.thing for kind in RulingKind} == set(Thing)
