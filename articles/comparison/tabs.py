"""The views of a story, as the tabs under its head lead to them with the reader's filters kept."""

from dataclasses import dataclass

from django.urls import reverse

from articles.models import Story


@dataclass(frozen=True, slots=True)
class View:
    """One way to look at a story: the name of its address, and the words of its tab.

    All but the first view share a template, into which ``sheet`` and its ``styles`` go. Where a view is ``by_outlet``,
    the choice of outlets says whose parts stand on it, and narrows no points.
    """

    name: str
    label: str
    sheet: str = ""
    styles: tuple[str, ...] = ()
    by_outlet: bool = False


SIDE_BY_SIDE = View("story", "Side by side")
MATRIX = View("story-matrix", "Matrix", "stories/_matrix.html", ("css/matrix.css",))
QUOTATIONS = View("story-quotations", "Quotations", "stories/_quotations.html", ("css/quotations.css",))
FACTS = View("story-facts", "Facts", "stories/_facts.html", ("css/facts.css",))
FRAMING = View("story-framing", "Framing", "stories/_framed.html", ("css/charts.css", "css/framed.css"), by_outlet=True)
VERSIONS = View("story-versions", "Versions", "stories/_versions.html", ("css/versions.css",), by_outlet=True)
BRIEF = View("story-brief", "Brief", "stories/_brief.html", ("css/brief.css",), by_outlet=True)

# In the order of the tabs; one more is one more line.
VIEWS = (SIDE_BY_SIDE, MATRIX, QUOTATIONS, FACTS, FRAMING, VERSIONS, BRIEF)


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab as the template writes it: the reader's filters go behind its ``path``."""

    label: str
    path: str
    shown: bool


def tabs_of(story: Story, current: View) -> tuple[Tab, ...]:
    """The tabs of a story."""
    return tuple(Tab(view.label, path_of(story, view), view == current) for view in VIEWS)


def path_of(story: Story, view: View) -> str:
    """The address of a view of a story, without its filters."""
    return reverse(view.name, args=[story.slug])
