from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.analysis.story_groups import Arrival, StoryGrouper, stories_of

START = datetime(2026, 3, 1, 8, tzinfo=UTC)
BRIDGE = "Engineers closed the Tay bridge after finding a crack in a steel girder near Newport."
WOLVES = "Rangers released four wolves into a Norfolk forest despite protests by sheep farmers."
BUDGET = "The chancellor raised fuel duty and froze income tax thresholds in a spring budget."


def article(ident: str, text: str, hours: float = 0) -> Arrival:
    return Arrival(ident, text.split(" ", 3)[-1], text, START + timedelta(hours=hours))


def ids(articles: Iterable[Arrival]) -> list[list[str]]:
    return [[member.id for member in story] for story in stories_of(articles)]


def test_articles_about_one_event_are_one_story_and_others_stay_apart() -> None:
    arrivals = [
        article("a", BRIDGE),
        article("b", WOLVES, 1),
        article("c", "A steel girder of the Tay bridge has a crack: engineers shut it at Newport.", 5),
        article("d", BUDGET, 6),
    ]
    assert ids(arrivals) == [["a", "c"], ["b"], ["d"]]


def test_the_order_of_the_input_does_not_matter() -> None:
    arrivals = [article(f"a{n}", text, n) for n, text in enumerate((BRIDGE, WOLVES, BRIDGE, BUDGET, WOLVES))]
    assert ids(reversed(arrivals)) == ids(arrivals) == [["a0", "a2"], ["a1", "a4"], ["a3"]]


def test_the_same_words_long_after_are_another_story() -> None:
    assert ids([article("a", BRIDGE), article("b", BRIDGE, 24 * 7)]) == [["a"], ["b"]]


def test_an_article_that_links_two_stories_makes_them_one() -> None:
    crack, detour = "crack girder engineers Newport bridge.", "ferry detour commuters queues Dundee."
    arrivals = [article("a", crack), article("b", detour, 1), article("c", crack + " " + detour, 2)]
    assert ids([*arrivals[:2], article("d", WOLVES, 2)]) == [["a"], ["b"], ["d"]]
    assert ids([*arrivals, article("d", WOLVES, 3), article("e", BUDGET, 3)]) == [["a", "b", "c"], ["d"], ["e"]]


def test_articles_without_words_are_stories_of_their_own() -> None:
    assert ids([Arrival("a", "", "", START), Arrival("b", "", " \n", START)]) == [["a"], ["b"]]
    assert ids([]) == []


def test_what_is_long_past_does_not_hold_what_comes_now() -> None:
    grouper = StoryGrouper()
    likenesses = [grouper.add(article(str(day), f"{BRIDGE} Number{day} of many.", 24 * day)) for day in range(400)]
    assert max(map(len, likenesses)) == 4
    assert all(min(found, default=day) >= day - 4 for day, found in enumerate(likenesses))


def stream(count: int) -> list[Arrival]:
    """Articles of some two weeks, the shortest of no word: events of a few words of their own among common ones."""
    chance = Random(11)  # noqa: S311 - no secret: the stream must be the same in every run
    common = [f"common{number}" for number in range(60)]
    arrivals = []
    for number in range(count):
        event = number // 5 + chance.randrange(9)
        words = [f"e{event}w{chance.randrange(8)}" for _ in range(chance.randrange(12))]
        text = " ".join(chance.sample(words + chance.choices(common, k=20), k=chance.randrange(len(words) + 20)))
        arrivals.append(Arrival(str(number), text[:30], text, START + timedelta(minutes=20 * number)))
    return arrivals


ARRIVALS = stream(1_100)


def one_by_one(arrivals: Sequence[Arrival]) -> tuple[list[dict[int, float]], list[list[int]]]:
    grouper = StoryGrouper()
    return [grouper.add(arrival) for arrival in arrivals], grouper.stories()


@cache
def single() -> tuple[list[dict[int, float]], list[list[int]]]:
    return one_by_one(ARRIVALS)


@pytest.mark.parametrize("cuts", [(), (1,), (300,), (255, 256, 257, 512), tuple(range(0, 1_100, 64)), (512, 1_024)])
def test_many_at_once_are_grouped_as_one_by_one(cuts: tuple[int, ...]) -> None:
    grouper, found = StoryGrouper(), list[dict[int, float]]()
    for start, end in pairwise((0, *cuts, len(ARRIVALS))):
        found += grouper.add_all(ARRIVALS[start:end])
    assert (found, grouper.stories()) == single()
    assert any(likenesses for likenesses in found)


@given(st.lists(st.tuples(st.integers(1, 400), st.booleans()), min_size=1, max_size=8))
@settings(max_examples=15, deadline=None)
def test_many_at_once_may_follow_single_ones_and_the_other_way_round(parts: list[tuple[int, bool]]) -> None:
    grouper, found = StoryGrouper(), list[dict[int, float]]()
    for size, at_once in parts:
        some = ARRIVALS[len(found) : len(found) + size]
        found += grouper.add_all(some) if at_once else [grouper.add(arrival) for arrival in some]
    assert found == single()[0][: len(found)]


@given(st.lists(st.text(alphabet="ab c'’.É", max_size=12), max_size=20), st.integers(0, 20))
def test_whatever_the_words_many_at_once_are_grouped_as_one_by_one(texts: list[str], cut: int) -> None:
    arrivals = [article(str(number), text, number) for number, text in enumerate(texts)]
    grouper = StoryGrouper()
    found = grouper.add_all(arrivals[:cut]) + grouper.add_all(arrivals[cut:])
    assert (found, grouper.stories()) == one_by_one(arrivals)
