from datetime import UTC, datetime, timedelta

from articles.analysis.joining import CLEARLY, clear_places
from articles.analysis.story_groups import Arrival

START = datetime(2026, 3, 1, 8, tzinfo=UTC)
BRIDGE = "Engineers closed the Tay bridge after finding a crack in a steel girder near Newport."
WOLVES = "Rangers released four wolves into a Norfolk forest despite protests by sheep farmers."
BUDGET = "The chancellor raised fuel duty and froze income tax thresholds in a spring budget."


def article(ident: str, text: str, hours: float = 0) -> Arrival:
    return Arrival(ident, "", text, START + timedelta(hours=hours))


def places(*articles: Arrival, **story_of: str) -> dict[str, str]:
    return {ident: place.story for ident, place in clear_places(articles, story_of).items()}


def test_an_arrival_joins_the_story_that_tells_the_same_event() -> None:
    arrivals = [article("a", BRIDGE), article("b", WOLVES, 1), article("c", f"{BRIDGE} It is shut.", 5)]
    assert places(*arrivals, a="bridge", b="wolves") == {"c": "bridge"}
    (place,) = clear_places(arrivals, {"a": "bridge", "b": "wolves"}).values()
    assert CLEARLY <= place.likeness <= 1


def test_one_published_before_the_others_joins_too() -> None:
    arrivals = [article("a", BRIDGE, 5), article("b", WOLVES, 1), article("c", f"{BRIDGE} It is shut.")]
    assert places(*arrivals, a="bridge", b="wolves") == {"c": "bridge"}


def test_another_event_and_the_first_of_an_event_join_nothing() -> None:
    assert places(article("a", BRIDGE), article("b", WOLVES, 1), article("c", BUDGET, 2), a="bridge") == {}


def test_what_is_only_probable_joins_nothing() -> None:
    probable = "A crack in the Tay bridge: shopkeepers, ferries, schools, buses, doctors and a festival wait for news."
    arrivals = [article("a", BRIDGE), article("b", WOLVES, 1), article("d", BUDGET, 1), article("c", probable, 5)]
    assert places(*arrivals, a="bridge", b="wolves", d="budget") == {}


def test_nothing_is_clear_between_two_stories_of_one_event() -> None:
    arrivals = [article("a", BRIDGE), article("b", BRIDGE, 1), article("w", WOLVES, 1), article("c", BRIDGE, 5)]
    assert places(*arrivals, a="bridge", b="another", w="wolves") == {}


def test_a_story_that_has_rested_is_not_joined() -> None:
    later = article("c", BRIDGE, 24 * 5)
    assert places(article("a", BRIDGE), article("b", WOLVES, 1), later, a="bridge", b="wolves") == {}


def test_two_arrivals_at_once_are_both_looked_at_and_the_order_does_not_matter() -> None:
    arrivals = [
        article("a", BRIDGE),
        article("b", WOLVES, 1),
        article("c", f"{BRIDGE} It is shut.", 5),
        article("d", f"{WOLVES} They howl.", 6),
    ]
    found = places(*arrivals, a="bridge", b="wolves")
    assert found == places(*reversed(arrivals), a="bridge", b="wolves") == {"c": "bridge", "d": "wolves"}


def test_with_nothing_around_nothing_is_joined() -> None:
    assert places() == places(article("a", BRIDGE)) == places(article("a", "", 1), b="bridge") == {}
