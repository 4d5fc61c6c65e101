from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

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
