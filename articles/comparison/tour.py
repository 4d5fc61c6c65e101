"""The tour: five steps over the page of a story, each with the address at which what it speaks of can be seen.

A step is a link like any other, so the tour needs no script, can be sent to a colleague, and ends anywhere.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from articles.comparison.filters import Facet, Filters
from articles.comparison.listing import StoryLine
from articles.comparison.page import StoryPage
from articles.comparison.tabs import MATRIX, SIDE_BY_SIDE, path_of


@dataclass(frozen=True, slots=True)
class TourStep:
    """One step of so many (``of``) as the template writes it; "" where there is none before it or after it."""

    number: int
    of: int
    title: str
    text: str
    before: str
    after: str
    end: str


@dataclass(frozen=True, slots=True)
class _Stop:
    title: str
    text: str
    place: str  # the element that it speaks of
    state: Callable[[StoryPage], Filters] = lambda page: page.filters.cleared().at(None)
    matrix: bool = False


def _first_alone(page: StoryPage) -> int | None:
    """The point of the first finding, or the first point that stands in one piece only, or the first of all."""
    numbers = [number for finding in page.rows.findings for number in finding.points]
    numbers += [point.number for point in page.rows.points if point.only_in]
    numbers += [point.number for point in page.rows.points]
    return numbers[0] if numbers else None


def _with_a_point(page: StoryPage) -> Filters:
    return page.filters.cleared().at(_first_alone(page))


def _only_in_one(page: StoryPage) -> Filters:
    return replace(page.filters.cleared().at(None), chosen={Facet.COVERAGE: ("only",)})


_STOPS = (
    _Stop(
        "Findings come first",
        "Each is one sentence about what one piece has and the others do not. Under it stand the passages that it "
        "rests on, and where the other texts were searched.",
        "findings-head",
    ),
    _Stop(
        "Open the evidence",
        "A finding, a number or a row of the list opens its point: who says it, for which side, how each outlet "
        "carries it word by word, and who lacks it. The passages are filled in the texts below.",
        "comparison",
        _with_a_point,
    ),
    _Stop(
        "Read the texts side by side",
        "Every statement is underlined in the colour of its speaker’s side. The columns scroll together by what they "
        "share; n and p step through the points, and ? shows all keys.",
        "comparison",
    ),
    _Stop(
        "Narrow it down",
        "Filters leave only the points that you ask for; here, those that stand in one piece only. The address of the "
        "page holds the choice: copy it to a colleague, or take it along to the next view.",
        "comparison",
        _only_in_one,
    ),
    _Stop(
        "Look from elsewhere",
        "The tabs show the same story as a matrix, as quotations word by word, as facts that differ and more. A sign "
        "says how each outlet carries a point: in the same words, in part, in other words, or not at all.",
        "views",
        matrix=True,
    ),
)


def tour_of(asked: str, page: StoryPage) -> TourStep | None:
    """The step that the query string asks for; None for no tour."""
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 3 and 1 <= int(asked) <= len(_STOPS)):
        return None
    number = int(asked)
    stop = _STOPS[number - 1]
    return TourStep(
        number=number,
        of=len(_STOPS),
        title=stop.title,
        text=stop.text,
        before=_address(page, number - 1),
        after=_address(page, number + 1),
        end=f"{path_of(page.story, page.view)}{page.filters.query_string()}",
    )


def tour_over(stories: Sequence[StoryLine]) -> str:
    """Where the tour starts: over the oldest of these that is compared, the example where it was kept; or ""."""
    compared = [line for line in stories if line.points]
    return f"{compared[-1].href}?tour=1#{_STOPS[0].place}" if compared else ""


def _address(page: StoryPage, number: int) -> str:
    if not 1 <= number <= len(_STOPS):
        return ""
    stop = _STOPS[number - 1]
    path = path_of(page.story, MATRIX if stop.matrix else SIDE_BY_SIDE)
    query = stop.state(page).query_string()
    return f"{path}{query}{'' if query == '?' else '&'}tour={number}#{stop.place}"
