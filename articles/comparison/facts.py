"""What the articles give differently of one thing, with the sentence of each; and what they give alike."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from django.utils import timezone

from articles.analysis.facts import Agreement, Fact, FactKind, Given, Told, facts_of
from articles.analysis.facts import Piece as FactPiece
from articles.analysis.types import Span, Status
from articles.comparison.filters import Facet, Filters
from articles.comparison.page import StoryPage
from articles.comparison.rows import ArticleRow, StoryRows
from articles.comparison.tabs import SIDE_BY_SIDE, path_of
from articles.comparison.words import count, listed, shortened, without_name
from articles.models import Statement

_CLOSE = frozenset({Status.VERBATIM, Status.VARIANT, Status.PARTIAL})
KIND_LABELS = {
    FactKind.AMOUNT: "Numbers",
    FactKind.DATE: "Dates",
    FactKind.PLACE: "Places",
    FactKind.TITLE: "Titles of people",
    FactKind.CHANNEL: "Where it was said",
    FactKind.PAPER: "What a document is called",
}
AGREEMENT_LABELS = {
    Agreement.DIFFERS: "given differently",
    Agreement.LOOSER: "one looser than the other",
    Agreement.SAME: "given alike",
}
_LONGEST = 400
_NAMED = 4


@dataclass(frozen=True, slots=True)
class Sentence:
    """The sentence in which an article gives something: what stands before it, the words themselves, what follows."""

    name: str
    paragraph: int
    before: str
    words: str
    after: str
    href: str


@dataclass(frozen=True, slots=True)
class ValueView:
    """One way in which a thing is given, in the words of the first article that gives it so."""

    words: str
    names: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class FactView:
    """One thing. ``silent`` says which articles give nothing of it; ``point`` leads to the point it stands in."""

    number: int
    about: str
    agreement: str
    values: tuple[ValueView, ...]
    silent: str
    point: int | None
    point_href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FactGroup:
    """The facts of one kind."""

    label: str
    facts: tuple[FactView, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """The view: what is given differently by kind, and what is given alike."""

    groups: tuple[FactGroup, ...]
    alike: tuple[FactGroup, ...]
    differ: int
    same: int
    hidden: int


def facts_view(page: StoryPage) -> Facts:
    """The facts of a story that the filters of the page leave."""
    found = facts_of(_pieces(page.story.comparison_id, page.rows))
    story = _Story(page)
    kept = [fact for fact in found if story.remains(fact)]
    differ = [fact for fact in kept if fact.agreement is not Agreement.SAME]
    same = [fact for fact in kept if fact.agreement is Agreement.SAME]
    return Facts(
        groups=_groups(differ, story, 1),
        alike=_groups(same, story, len(differ) + 1),
        differ=len(differ),
        same=len(same),
        hidden=len(found) - len(kept),
    )


def _pieces(comparison: int | None, rows: StoryRows) -> tuple[FactPiece, ...]:
    """The texts as the analysis takes them; one query, for whom the texts name as speaking."""
    spans = Statement.objects.filter(comparison=comparison, speaker_span__isnull=False)
    named = spans.values_list("version_id", "ident", "speaker_span")
    sources = {(version, ident): Span(*span) for version, ident, span in named if span}
    told: dict[int, list[Told]] = defaultdict(list)
    for point in rows.points:
        for statement in point.statements:
            version = statement.version_id
            cell = point.cells.get(version)
            close = cell is not None and cell.status in _CLOSE
            source = sources.get((version, statement.ident))
            told[version].append(Told(point.number, statement.parts, statement.cue, source, close))
        speaking = {statement.version_id for statement in point.statements}
        for version, cell in point.cells.items():
            if cell.spans and version not in speaking:
                told[version].append(Told(point.number, cell.spans, None, None, close=False))
    return tuple(_piece(article, told[article.version_id]) for article in rows.articles)


def _piece(article: ArticleRow, told: Iterable[Told]) -> FactPiece:
    def in_report(span: Span) -> bool:
        return not any(left_out.start <= span.start < left_out.end for left_out in article.boilerplate)

    return FactPiece(
        key=article.key,
        text=article.text,
        sentences=tuple(filter(in_report, article.sentences)),
        body=tuple(filter(in_report, article.paragraphs)),
        told=tuple(told),
        published=timezone.localdate(article.published_at) if article.published_at else None,
    )


class _Story:
    """The story of a page: which points the sentences of a fact stand in, and what its articles are called."""

    def __init__(self, page: StoryPage) -> None:
        self.page = page
        self.articles = {article.key: article for article in page.rows.articles}
        self.remaining = {point.number for point in page.remaining}
        keys = {article.version_id: article.key for article in page.rows.articles}
        self._points: dict[Fact, frozenset[int]] = {}
        self._passages: dict[str, list[tuple[Span, int]]] = defaultdict(list)
        for point in page.rows.points:
            for version, cell in point.cells.items():
                self._passages[keys[version]] += [(span, point.number) for span in cell.spans]

    def points_of(self, fact: Fact) -> frozenset[int]:
        """The points in whose passages the sentences of a fact stand."""
        if fact not in self._points:
            self._points[fact] = frozenset(
                number
                for given in fact.given
                for span, number in self._passages[given.piece]
                if max(span.start, given.sentence.start) < min(span.end, given.sentence.end)
            )
        return self._points[fact]

    def remains(self, fact: Fact) -> bool:
        """Whether the filters leave a fact: by outlet and words itself, by all else through the points it stands in."""
        chosen = dict(self.page.filters.chosen)
        outlets = chosen.pop(Facet.OUTLET, ())
        if outlets and not set(outlets) & set(fact.pieces):
            return False
        wanted = self.page.filters.text.casefold()
        lines = (_plain(self.articles[one.piece].text, one.sentence) for one in fact.given)
        if wanted and not any(wanted in line.casefold() for line in (fact.about, *lines)):
            return False
        return not chosen or not self.remaining.isdisjoint(self.points_of(fact))


def _groups(facts: list[Fact], story: _Story, first: int) -> tuple[FactGroup, ...]:
    by_kind: dict[FactKind, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_kind[fact.kind].append(fact)
    groups: list[FactGroup] = []
    for kind in FactKind:
        ordered = sorted(by_kind[kind], key=lambda fact: list(Agreement).index(fact.agreement))
        if ordered:
            views = tuple(_view(fact, story, number) for number, fact in enumerate(ordered, first))
            groups.append(FactGroup(KIND_LABELS[kind], views))
            first += len(views)
    return tuple(groups)


def _view(fact: Fact, story: _Story, number: int) -> FactView:
    page, articles = story.page, story.articles
    values: dict[str, list[Given]] = defaultdict(list)
    for given in fact.given:
        values[given.value].append(given)
    silent = [article.name for key, article in articles.items() if key not in fact.pieces]
    points = sorted(story.points_of(fact))
    point = page.filters.point if page.filters.point in points else next(iter(points), None)
    return FactView(
        number=number,
        about=_about(fact, page),
        agreement=AGREEMENT_LABELS[fact.agreement],
        values=tuple(_value(given, articles, page) for given in values.values()),
        silent=_silent(silent),
        point=point,
        point_href=page.filters.at(point).query_string() if point else "",
        chosen=page.filters.point is not None and page.filters.point in points,
    )


def _about(fact: Fact, page: StoryPage) -> str:
    """What a fact is about; a channel and a document by the words that they carry."""
    if fact.kind not in {FactKind.CHANNEL, FactKind.PAPER}:
        return fact.about
    point = next(point for point in page.rows.points if str(point.number) == fact.about)
    said = shortened(without_name(point.gist, point.speaker), 90)
    return f"{point.speaker}: {said}" if point.speaker else said


def _named(names: list[str]) -> str:
    """A few names; of many the first, and how many more there are."""
    if len(names) > _NAMED:
        return f"{', '.join(names[: _NAMED - 1])} and {len(names) - _NAMED + 1} more"
    return listed(names)


def _silent(names: list[str]) -> str:
    if len(names) > _NAMED:
        return f"{count(len(names), 'other article')} {'gives' if len(names) == 1 else 'give'} none that was found"
    return f"none found in {listed(names, 'or')}" if names else ""


def _value(given: list[Given], articles: Mapping[str, ArticleRow], page: StoryPage) -> ValueView:
    first = given[0]
    return ValueView(
        words=_plain(articles[first.piece].text, first.span),
        names=_named(list(dict.fromkeys(articles[one.piece].name for one in given))),
        sentences=tuple(_sentence(one, articles[one.piece], page) for one in given),
    )


def _sentence(given: Given, article: ArticleRow, page: StoryPage) -> Sentence:
    text, (start, end) = article.text, given.sentence
    words = _plain(text, given.span)
    show = Filters({}, show=(article.key,)).query_string()
    paragraph = sum(span.start <= given.span.start for span in article.paragraphs)
    # A browser that knows text fragments goes to the very words; another one to the article.
    return Sentence(
        name=article.name,
        paragraph=paragraph,
        before=_clipped_before(text[start : given.span.start]),
        words=words,
        after=_clipped_after(text[given.span.end : end]),
        href=f"{path_of(page.story, SIDE_BY_SIDE)}{show}#a1:~:text={quote(words, safe='')}",
    )


def _clipped_before(text: str) -> str:
    words, gap = " ".join(text.split()), text[-1:].isspace()
    if len(words) > _LONGEST:
        words = f"… {words[-_LONGEST:].partition(' ')[2]}"
    return f"{words} " if words and gap else words


def _clipped_after(text: str) -> str:
    lead = " " if text[:1].isspace() else ""
    return f"{lead}{shortened(' '.join(text.split()), _LONGEST)}"


def _plain(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split())
