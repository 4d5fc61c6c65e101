"""The page of the search: words and choices in, what was found out. As many queries for a thousand rows as for one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Q, QuerySet

from articles.across.asked import FACETS, NAMES, Asked
from articles.across.hits import ArticleHit, SpeakerHit, StatementHit, article_hits, speaker_hits, statement_hits
from articles.comparison.facets import LABELS, Choice, FacetView
from articles.comparison.filters import UNKNOWN, Facet
from articles.comparison.paging import Pages, pages_of
from articles.comparison.words import KIND_WORDS, SIDE_UNKNOWN, count
from articles.models import Article, Speaker, Statement
from articles.search import CannotSearch, Index, Query, best, found, ids_found, newest, number, parse

A_PAGE = 20
# To rank is to look at all that is found: of more than these nobody waits for it (docs/performance.md).
MOST_RANKED = 5000
_MOST_CHOICES = 30  # of a facet; whoever looks for a rarer speaker types the name
_NOUNS = {Index.ARTICLES: "article", Index.STATEMENTS: "statement", Index.SPEAKERS: "speaker"}
# Where a statement has what a facet chooses by: the value in addresses and its words.
_FIELDS = {
    Facet.OUTLET: ("version__article__outlet__slug", "version__article__outlet__name"),
    Facet.SIDE: ("side__name", "side__name"),
    Facet.SPEAKER: ("speaker__name", "speaker__name"),
    Facet.STANCE: ("stance", "stance"),
    Facet.KIND: ("kind", "kind"),
}
_COUNTED = {Index.ARTICLES: "version__article", Index.STATEMENTS: "pk", Index.SPEAKERS: "speaker"}


@dataclass(frozen=True, slots=True)
class SearchTab:
    """One thing to search, with how many of it were found."""

    label: str
    count: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class SearchOrder:
    """How what was found is ordered, in words; ``other`` is the order to be had at ``href``, "" for none."""

    text: str
    other: str
    href: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The page. ``problem`` says why nothing was looked for; ``totals`` what can be found, where nothing is asked."""

    asked: Asked
    within: str
    problem: str
    totals: str
    tabs: tuple[SearchTab, ...] = ()
    facets: tuple[FacetView, ...] = ()
    summary: str = ""
    order: SearchOrder | None = None
    articles: tuple[ArticleHit, ...] = ()
    statements: tuple[StatementHit, ...] = ()
    speakers: tuple[SpeakerHit, ...] = ()
    pages: Pages | None = None
    clear_href: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether words were looked for and nothing was found."""
        return not (self.problem or self.totals or self.articles or self.statements or self.speakers)


def search_page(asked: Asked, *, whole: bool) -> SearchPage:
    """What is found; without ``whole`` of texts without a licence only what stands on the story pages."""
    if not asked.text:
        totals = " and ".join((_and(_total(Index.ARTICLES), _total(Index.STATEMENTS)), _total(Index.SPEAKERS)))
        return SearchPage(asked, NAMES[asked.within], problem="", totals=totals)
    try:
        query = parse(asked.text)
    except CannotSearch as refused:
        return SearchPage(asked, NAMES[asked.within], problem=str(refused), totals="")
    counts = {index: _count(index, asked, query) for index in Index}
    pages = pages_of(counts[asked.within], A_PAGE, asked.page, lambda page: asked.at(page).query_string())
    ids = _ordered(asked, query, counts[asked.within], first=pages.first - 1, most=A_PAGE)
    page = SearchPage(
        asked=asked,
        within=NAMES[asked.within],
        problem="",
        totals="",
        tabs=tuple(_tab(index, counts[index], asked) for index in Index),
        facets=tuple(_facet(facet, asked, query) for facet in FACETS),
        summary=f"{counts[asked.within]} of {_total(asked.within)}",
        order=_order(asked, counts[asked.within]),
        pages=pages,
        clear_href=asked.cleared().query_string(),
    )
    if asked.within is Index.ARTICLES:
        return replace(page, articles=article_hits(ids, query, whole=whole))
    if asked.within is Index.STATEMENTS:
        return replace(page, statements=statement_hits(ids, query))
    return replace(page, speakers=speaker_hits(ids, query))


def found_ids(asked: Asked, query: Query, *, first: int, most: int) -> tuple[int, Sequence[int]]:
    """How many rows are found under the choices, and the ids of some of them, in their order."""
    found = _count(asked.within, asked, query)
    return found, _ordered(asked, query, found, first=first, most=most) if found > first else []


def _count(index: Index, asked: Asked, query: Query) -> int:
    if index is Index.ARTICLES and not asked.choices:
        return number(index, query)
    return _rows(index, asked, query).count()


def _ordered(asked: Asked, query: Query, found: int, *, first: int, most: int) -> Sequence[int]:
    """The ids of what is ``found``: the best first, or the newest."""
    if not found:
        return []
    order = newest if asked.newest or found > MOST_RANKED else best
    return order(asked.within, query, _among(asked.within, asked), first=first, most=most)


def _order(asked: Asked, found: int) -> SearchOrder | None:
    if found < 2:
        return None
    if found > MOST_RANKED:
        return SearchOrder(f"The newest first: more than {MOST_RANKED:,} are not ranked.", "", "")
    said, other = ("The newest first.", "Best first") if asked.newest else ("The best first.", "Newest first")
    return SearchOrder(said, other, asked.ordered(newest=not asked.newest).query_string())


def _and(one: str, other: str) -> str:
    return f"{one}, {other}"


def _tab(index: Index, number: int, asked: Asked) -> SearchTab:
    return SearchTab(NAMES[index].capitalize(), str(number), asked.inside(index).query_string(), index is asked.within)


def _total(index: Index) -> str:
    """How many there are to be found, in words."""
    number = {
        Index.ARTICLES: Article.objects.count,
        Index.STATEMENTS: Statement.objects.shown().count,
        Index.SPEAKERS: Speaker.objects.filter(pk__in=Statement.objects.shown().values("speaker")).count,
    }[index]()
    return count(number, _NOUNS[index])


def _rows(index: Index, asked: Asked, query: Query) -> QuerySet[Any]:
    """What is found under the choices."""
    among = _among(index, asked)
    return (Article.objects.all() if among is None else among).filter(found(index, query))


def _among(index: Index, asked: Asked) -> QuerySet[Any] | None:
    """Whatever there is under the choices; None for all articles, of which each is in the index."""
    told = _chosen(Statement.objects.shown(), asked)
    if index is Index.STATEMENTS:
        return told
    if index is Index.SPEAKERS:
        return Speaker.objects.filter(pk__in=told.values("speaker"))
    if not asked.choices:
        return None
    articles = Article.objects.all()
    if outlets := asked.choices.get(Facet.OUTLET):
        articles = articles.filter(outlet__slug__in=outlets)
    narrowed = any(facet is not Facet.OUTLET for facet in asked.choices)
    return articles.filter(pk__in=told.values("version__article")) if narrowed else articles


def articles_of(asked: Asked, query: Query) -> QuerySet[Article]:
    """The articles in which what a search finds stands."""
    if asked.within is Index.ARTICLES:
        return _rows(Index.ARTICLES, asked, query)
    told = _chosen(Statement.objects.shown(), asked)
    if asked.within is Index.STATEMENTS:
        told = told.filter(found(Index.STATEMENTS, query))
    else:
        told = told.filter(speaker__in=ids_found(Index.SPEAKERS, query))
    return Article.objects.filter(pk__in=told.values("version__article"))


def _chosen(told: QuerySet[Statement], asked: Asked, *, but: Facet | None = None) -> QuerySet[Statement]:
    """Statements that have one of the choices in every facet ``but`` one."""
    for facet, values in asked.choices.items():
        if facet is not but:
            field = _FIELDS[facet][0]
            wanted = Q(**{f"{field}__in": values})
            told = told.filter(wanted | Q(**{f"{field}__isnull": True}) if UNKNOWN in values else wanted)
    return told


def _facet(facet: Facet, asked: Asked, query: Query) -> FacetView:
    """The choices of a facet with how many of what is searched each would leave, most first; one query."""
    chosen = asked.choices.get(facet, ())
    counted = _counted(facet, asked, query)
    labels = {value: label for value, label, _ in counted}
    counts = {value: number for value, _, number in counted}
    values = dict.fromkeys([*list(counts)[:_MOST_CHOICES], *chosen])
    choices = tuple(
        Choice(value, _label(facet, labels.get(value, value)), counts.get(value, 0), value in chosen)
        for value in values
    )
    return FacetView(facet.value, LABELS[facet], _hint(facet, asked.within), choices, len(chosen))


def _counted(facet: Facet, asked: Asked, query: Query) -> list[tuple[str, str, int]]:
    if asked.within is Index.ARTICLES and facet is Facet.OUTLET:
        others = replace(asked, chosen={one: values for one, values in asked.choices.items() if one is not facet})
        rows = _rows(Index.ARTICLES, others, query).order_by().values_list("outlet__slug", "outlet__name")
        return list(rows.annotate(number=Count("pk")).order_by("-number", "outlet__name"))
    told = _chosen(Statement.objects.shown(), asked, but=facet)
    if asked.within is Index.STATEMENTS:
        told = told.filter(found(Index.STATEMENTS, query))
    elif asked.within is Index.SPEAKERS:
        told = told.filter(speaker__in=ids_found(Index.SPEAKERS, query))
    else:
        told = told.filter(version__article__in=ids_found(Index.ARTICLES, query))
    value, label = _FIELDS[facet]
    numbers = told.order_by().values(value).annotate(number=Count(_COUNTED[asked.within], distinct=True))
    rows = numbers.order_by("-number", value).values_list(value, label, "number")
    known = [(slug, name, number) for slug, name, number in rows if slug]
    return known + [(UNKNOWN, UNKNOWN, number) for slug, _, number in rows if not slug]


def _label(facet: Facet, name: str) -> str:
    if name == UNKNOWN:
        return SIDE_UNKNOWN if facet is Facet.SIDE else "not known"
    return KIND_WORDS.get(name, name) if facet is Facet.KIND else name


def _hint(facet: Facet, within: Index) -> str:
    what = {
        Index.ARTICLES: "Articles with a statement",
        Index.STATEMENTS: "Statements",
        Index.SPEAKERS: "Speakers with a statement",
    }[within]
    if facet is Facet.OUTLET:
        return "Articles of an outlet" if within is Index.ARTICLES else f"{what} in an outlet’s article"
    how: Sequence[tuple[Facet, str]] = (
        (Facet.SIDE, "for a side"),
        (Facet.SPEAKER, "by somebody"),
        (Facet.STANCE, "that criticises, supports or does neither"),
        (Facet.KIND, "told in one way"),
    )
    return f"{what} {dict(how)[facet]}"
