"""Findings as the page shows them: the core's sentence, and under it the passages that it rests on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from articles.analysis.types import FindingKind
from articles.comparison.filters import MOST_COLUMNS, Filters
from articles.comparison.histories import when
from articles.comparison.remembering import once_for_rows
from articles.comparison.rows import ArticleRow, FindingRow, Passage, StoryRows
from articles.comparison.ruled import BY_EDITOR
from articles.comparison.words import count, listed, passage, shortened

SHOWN_FIRST = 3
_LONGEST_PASSAGE = 600
_ONLY = frozenset({FindingKind.ONLY_CRITICISM, FindingKind.ONLY_SIDE, FindingKind.ONLY_SPEAKER})


@dataclass(frozen=True, slots=True)
class Quoted:
    """Passages of one article that belong together, with its name and the way to them in the columns."""

    name: str
    texts: tuple[str, ...]
    href: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding. ``searched`` says which full texts were searched, "" when nothing is said to be absent.

    ``changed`` are sentences about passages that came or went with a later version of a text.
    ``ruled`` says that an editor has confirmed it; empty without a ruling.
    """

    ident: str
    rank: int
    text: str
    href: str
    facts: str
    passages: tuple[Quoted, ...]
    searched: str
    ruled: str
    nearest: tuple[Quoted, ...]
    no_nearest: str
    changed: tuple[str, ...]


@once_for_rows
def findings_of(rows: StoryRows) -> tuple[FindingView, ...]:
    """All findings in the order of their rank."""
    by_version = {article.version_id: article for article in rows.articles}
    return tuple(_view(finding, rows, by_version) for finding in rows.findings)


def _view(finding: FindingRow, rows: StoryRows, articles: Mapping[int, ArticleRow]) -> FindingView:
    show = _beside_each_other(finding, rows)
    searched = [articles[version].name for version in finding.searched if version in articles]
    near = {near.version_id for near in finding.nearest}
    without = [articles[v].name for v in finding.searched if v in articles and v not in near]
    return FindingView(
        ident=finding.ident,
        rank=finding.rank,
        text=finding.text,
        href=show.at(finding.points[0] if finding.points else None).query_string(),
        facts=" · ".join(_facts(finding, rows, articles)),
        passages=_quoted(finding.evidence, rows, articles, show),
        searched=_searched(searched, len(rows.articles)),
        ruled=f"confirmed {BY_EDITOR}" if finding.ruled else "",
        nearest=_quoted(finding.nearest, rows, articles, show),
        no_nearest=f"Nothing in {listed(without, 'or')} comes near it." if without else "",
        changed=tuple(_changed(finding, rows, articles)),
    )


def _changed(finding: FindingRow, rows: StoryRows, articles: Mapping[int, ArticleRow]) -> Iterable[str]:
    """Since when the passages of a finding stand where they do, and whether a text without them once had them."""
    texts = [(one.version_id, articles[one.version_id].text[slice(*one.span)]) for one in finding.evidence]
    for version in dict.fromkeys((finding.version_id, *finding.searched)):
        history = rows.histories.get(version)
        if history is None:
            continue
        own = [text for of, text in texts if of == version] if finding.kind in _ONLY else []
        at, wholly = when(history.added(text) for text in own)
        if at and wholly:
            criticism = finding.kind == FindingKind.ONLY_CRITICISM
            yield f"{'The criticism was' if criticism else 'These words were'} added on {at}."
        elif at:
            yield f"Part of it was added on {at}."
        at, wholly = when(history.gone(text) for of, text in texts if of != version)
        if at:
            yield f"{articles[version].name} had {'these words' if wholly else 'some of these words'} until {at}."


def _beside_each_other(finding: FindingRow, rows: StoryRows) -> Filters:
    """No filters; the articles that the finding speaks of among the columns where not all fit."""
    plain = Filters({}, once=rows.once)
    if len(rows.articles) <= MOST_COLUMNS and not rows.once:
        return plain
    spoken_of = [finding.version_id, *(p.version_id for p in finding.evidence), *finding.searched]
    wanted = list(dict.fromkeys((*spoken_of, *(article.version_id for article in rows.articles))))[:3]
    return plain.showing(tuple(article.key for article in rows.articles if article.version_id in wanted))


def _facts(finding: FindingRow, rows: StoryRows, articles: Mapping[int, ArticleRow]) -> Iterable[str]:
    """How much it is and where it begins; only what is known."""
    statements = [
        statement
        for point in rows.points
        if point.number in finding.points
        for statement in point.statements
        if statement.version_id == finding.version_id
    ]
    if statements:
        yield count(len(statements), "statement")
    elif finding.evidence:
        yield count(len(finding.evidence), "passage")
    if finding.words:
        yield count(finding.words, "word")
    article = articles.get(finding.version_id)
    if finding.paragraph and article:
        yield f"from paragraph {finding.paragraph} of {article.measures.get('paragraphs') or len(article.paragraphs)}"


def _searched(names: list[str], articles: int) -> str:
    """What was searched, by number where that is all of the others, else by name."""
    if not names:
        return ""
    if len(names) > 1 and len(names) == articles - 1:
        return f"The full text of the {len(names)} other articles was searched"
    return f"The full text of {listed(names)} was searched"


def _quoted(
    passages: Sequence[Passage], rows: StoryRows, articles: Mapping[int, ArticleRow], show: Filters
) -> tuple[Quoted, ...]:
    """The passages in their order; those of one article and one point in a row stand together."""
    known = [(one.version_id, _point_at(one, rows), one.span) for one in passages]
    groups = groupby((one for one in known if one[0] in articles), key=itemgetter(0, 1))
    return tuple(
        Quoted(
            name=articles[version].name,
            texts=tuple(shortened(passage(articles[version].text, [span]), _LONGEST_PASSAGE) for _, _, span in spans),
            href=show.at(point).query_string() if point else "",
        )
        for (version, point), spans in groups
    )


def _point_at(quoted: Passage, rows: StoryRows) -> int | None:
    """The point whose passage this is, None for a passage of no point."""
    for point in rows.points:
        cell = point.cells.get(quoted.version_id)
        if cell and any(max(s.start, quoted.span.start) < min(s.end, quoted.span.end) for s in cell.spans):
            return point.number
    return None
