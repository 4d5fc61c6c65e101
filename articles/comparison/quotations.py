"""The same statement in every outlet: its words set against the fullest text, and the verbs that introduce it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString

from articles.analysis.types import CueTone, Kind, PointKind, Status
from articles.comparison.alignment import Piece, align, aligned_html
from articles.comparison.headlines import HeadlineQuote, headline_quotes
from articles.comparison.page import StoryPage
from articles.comparison.prominence import Places
from articles.comparison.rows import ArticleRow, PointRow, SideRow
from articles.comparison.wordings import Change, Quote, changes_of, quote_of, quoted_parts
from articles.comparison.words import KIND_WORDS, count
from articles.framing import WORD

# Only texts with mostly the same words are set against each other; a retelling has none to compare.
_COMPARABLE = frozenset({Status.VERBATIM, Status.VARIANT, Status.PARTIAL})
_TONES = {CueTone.NEUTRAL: "neutral", CueTone.DOUBTING: "doubting", CueTone.HEATED: "heated"}


@dataclass(frozen=True, slots=True)
class Version:
    """One wording and the outlets that have it, each with its place.

    ``html`` marks how it differs from the fullest text, ``changes`` say so in words; none for the fullest text itself
    and for what is told in other words.
    """

    names: str
    how: str
    html: SafeString
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb of saying, what it lets a reader think of what was said, and the outlets that use it."""

    text: str
    tone: str
    tone_words: str
    names: str


@dataclass(frozen=True, slots=True)
class Utterance:
    """One statement that two articles or more report. ``tones`` where their verbs are of several tones."""

    number: int
    speaker: str
    side: SideRow | None
    reach: str
    chosen: bool
    href: str
    versions: tuple[Version, ...]
    verbs: tuple[Verb, ...]
    tones: bool
    differs: bool


@dataclass(frozen=True, slots=True)
class Quotations:
    """The view. ``alone`` is how many of the remaining statements stand in one article only."""

    summary: str
    utterances: tuple[Utterance, ...]
    headlines: tuple[HeadlineQuote, ...]
    alone: int


def quotations_of(page: StoryPage) -> Quotations:
    """The statements that remain on a page, in their order."""
    telling = _Telling(page)
    utterances = tuple(telling.utterance(point) for point in page.listed)
    alone = sum(point.kind == PointKind.STATEMENT for point in page.remaining) - len(utterances)
    return Quotations(
        summary=_summary(utterances, alone),
        utterances=utterances,
        headlines=headline_quotes(page.rows, page.filters, {point.number for point in page.remaining}),
        alone=alone,
    )


def _summary(utterances: tuple[Utterance, ...], alone: int) -> str:
    differ, tones = sum(one.differs for one in utterances), sum(one.tones for one in utterances)
    said = f"{count(len(utterances), 'statement')} in two articles or more: the words differ in {differ}"
    said += f", the tone of the verbs of saying in {tones}" if tones else ""
    said += f". {alone} more {'stands' if alone == 1 else 'stand'} in one article alone" if alone else ""
    return f"{said}."


class _Telling:
    """How the articles of a page tell its points."""

    def __init__(self, page: StoryPage) -> None:
        self.filters = page.filters
        self.articles = {article.version_id: article for article in page.rows.articles}
        self.places = Places(page.rows.articles)

    def utterance(self, point: PointRow) -> Utterance:
        """One point as its block shows it."""
        carrying = [v for v in self.articles if v in point.cells and point.cells[v].status.carries]
        versions, verbs = self._versions(point, carrying), _verbs(point, self.articles)
        return Utterance(
            number=point.number,
            speaker=point.speaker or "Speaker not named",
            side=point.side,
            reach=f"in {len(carrying)} of {count(len(self.articles), 'article')}",
            chosen=point.number == self.filters.point,
            href=self.filters.at(point.number).query_string(),
            versions=versions,
            verbs=verbs,
            tones=len({verb.tone for verb in verbs}) > 1,
            differs=any(version.changes for version in versions),
        )

    def _versions(self, point: PointRow, carrying: list[int]) -> tuple[Version, ...]:
        """Each wording once: the fullest, then as the articles stand; retellings last."""
        quotes = {version: self._quote(point, version) for version in carrying}
        groups: dict[tuple[bool, tuple[str, ...]], list[int]] = defaultdict(list)
        for version in carrying:
            words = tuple(word.casefold() for word in WORD.findall(quotes[version].text))
            groups[point.cells[version].status not in _COMPARABLE, words].append(version)
        compared = [group for (told, _), group in groups.items() if not told]
        compared.sort(key=lambda group: -len(quotes[group[0]].text))
        fullest = quotes[compared[0][0]] if compared else None
        versions: list[Version] = []
        for number, group in enumerate(compared):
            here = quotes[group[0]]
            pieces = (
                align(fullest.text, here.text, capitals=False) if number and fullest else (Piece("same", here.text),)
            )
            changes = changes_of(fullest, here) if number and fullest else ()
            how = _how(point, group, fullest=number == 0, several=len(compared) > 1)
            versions.append(Version(self._names(point, group), how, aligned_html(pieces), changes))
        for (told, _), group in groups.items():
            if told:
                html = aligned_html((Piece("same", quotes[group[0]].text),))
                versions.append(
                    Version(self._names(point, group), "told in other words: not set word by word", html, ())
                )
        return tuple(versions)

    def _quote(self, point: PointRow, version: int) -> Quote:
        """The words of a point in one article: what it quotes directly, where it does, without what it tells beside."""
        text, spans = self.articles[version].text, point.cells[version].spans
        if point.cells[version].status not in _COMPARABLE:
            return quote_of(text, spans)
        direct = [s.parts for s in point.statements if s.version_id == version and s.kind == Kind.DIRECT]
        quoted = sorted({part for parts in direct for part in parts})
        return quote_of(text, quoted or quoted_parts(text, spans))

    def _names(self, point: PointRow, group: list[int]) -> str:
        return ", ".join(f"{self.articles[version].name}\u00a0{self._place(point, version)}" for version in group)

    def _place(self, point: PointRow, version: int) -> str:
        placed = self.places.of(point, version)
        if placed is None:
            return ""
        return "(headline)" if placed.headline else f"¶\u202f{placed.paragraph}"


def _how(point: PointRow, group: list[int], *, fullest: bool, several: bool) -> str:
    """How a version tells the statement: "quoted directly; the fullest text"; its changes are said by themselves."""
    kinds = {statement.kind for statement in point.statements if statement.version_id in group}
    words = " or ".join(said for kind, said in KIND_WORDS.items() if kind in kinds) or KIND_WORDS["indirect"]
    if several:
        return f"{words}; the fullest text" if fullest else words
    return f"{words}; the same words in all {len(group)}" if len(group) > 1 else words


def _verbs(point: PointRow, articles: Mapping[int, ArticleRow]) -> tuple[Verb, ...]:
    """The verbs in the order in which the articles use them, each with its outlets."""
    used: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for statement in point.statements:
        article = articles.get(statement.version_id)
        if article and statement.cue and statement.cue_tone:
            text = " ".join(article.text[slice(*statement.cue)].split()).casefold()
            used[text, statement.cue_tone][article.name] = None
    return tuple(Verb(text, tone, _TONES[CueTone(tone)], ", ".join(names)) for (text, tone), names in used.items())
