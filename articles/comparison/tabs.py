"""The views of a story, as the tabs under its head lead to them with the reader's filters kept."""

from dataclasses import dataclass

from django.urls import reverse

from articles.comparison.filters import Filters
from articles.models import Story


@dataclass(frozen=True, slots=True)
class View:
    """One way to look at a story: the name of its address, the words of its tab, and its template.

    Where it is ``by_outlet``, the choice of outlets says whose parts stand on it, and narrows no points.
    """

    name: str
    label: str
    template: str
    by_outlet: bool = False


SIDE_BY_SIDE = View("story", "Side by side", "stories/story.html")
MATRIX = View("story-matrix", "Matrix", "stories/matrix.html")
QUOTATIONS = View("story-quotations", "Quotations", "stories/quotations.html")
FACTS = View("story-facts", "Facts", "stories/facts.html")
FRAMING = View("story-framing", "Framing", "stories/framing.html", by_outlet=True)
VERSIONS = View("story-versions", "Versions", "stories/versions.html", by_outlet=True)
BRIEF = View("story-brief", "Brief", "stories/brief.html", by_outlet=True)

# In the order of the tabs; one more is one more line.
VIEWS = (SIDE_BY_SIDE, MATRIX, QUOTATIONS, FACTS, FRAMING, VERSIONS, BRIEF)


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab as the template writes it."""

    label: str
    href: str
    current: bool


def tabs_of(story: Story, filters: Filters, current: View) -> tuple[Tab, ...]:
    """The tabs of a story, each with the same filters and the same chosen point."""
    query = filters.marking(()).query_string().removesuffix("?")
    return tuple(Tab(view.label, f"{path_of(story, view)}{query}", view == current) for view in VIEWS)


def path_of(story: Story, view: View) -> str:
    """The address of a view of a story, without its filters."""
    return reverse(view.name, args=[story.slug])
