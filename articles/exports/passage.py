"""The page of one passage: its characters where they stand, how to cite them, and who else carries their point."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from articles.analysis.types import Span, Status
from articles.comparison.excerpts import excerpt_spans, excerpts_html, joined
from articles.comparison.loading import load
from articles.comparison.marks import Block, Mark
from articles.comparison.places import parts_key, point_made_of, version_key
from articles.comparison.rows import ArticleRow, Passage, PointRow, StoryRows
from articles.comparison.said import said_in
from articles.comparison.words import GLYPHS, STATUS_WORDS, count, passage, shortened
from articles.exports.annotation import annotation, text_fragment
from articles.exports.citation import Cited, bibtex, csl_json, readable
from articles.models import Reading, Story, Version

_VERSION = re.compile(r"(?:(\d{1,18})-)?([0-9a-f]{8,64})", re.ASCII)
_PARTS = re.compile(r"\d{1,9}-\d{1,9}(?:\+\d{1,9}-\d{1,9}){0,49}", re.ASCII)
_LINE = re.compile(r"[^\r\n]+")
_LONGEST = 400


class NotReadable(Exception):
    """The passage lies where this reader sees excerpts only, and is none of them."""


@dataclass(frozen=True, slots=True)
class Other:
    """Another article, and how it carries the point; ``quoted`` and ``place`` are empty where it does not."""

    name: str
    glyph: str
    status: str
    checked: str
    quoted: str
    version: str
    place: str


@dataclass(frozen=True, slots=True)
class Carried:
    """The point that a passage belongs to."""

    number: int
    gist: str
    speaker: str
    others: tuple[Other, ...]


@dataclass(frozen=True, slots=True)
class PassagePage:
    """Everything on the page. ``newer`` says that the outlet has changed the text since; "" where it has not."""

    outlet: str
    headline: str
    byline: str
    published_at: datetime | None
    url: str
    language: str
    number: int
    sha256: str
    quoted: str
    html: SafeString
    whole: bool
    newer: str
    point: Carried | None
    citation: str
    bibtex: str
    csl: str
    annotation: str
    fragment: str


def passage_page(story: Story, version: str, parts: str, *, whole: bool, address: str) -> PassagePage | None:
    """The page of the characters ``parts`` of a ``version``, as addresses name them; None where there are none such.

    Without ``whole`` it raises ``NotReadable`` for what no page shows of a text that is not licensed. Nine queries at
    most.
    """
    found, spans = _version(story, version), _parts(parts)
    if found is None or not spans or spans[-1].end > len(found.text):
        return None
    rows = load(story.comparison) if story.comparison else None
    article = next((one for one in rows.articles if one.version_id == found.pk), None) if rows else None
    layout = _layout(found, article, rows)
    licensed = found.article.outlet.licensed
    visible = (Span(0, len(found.text)),) if whole or licensed else tuple(joined(found.text, layout.excerpts))
    if not all(any(seen.start <= part.start and part.end <= seen.end for seen in visible) for part in spans):
        raise NotReadable
    cited = _cited(found, spans, address)
    made_of = [Passage(found.pk, part) for part in spans]
    point = point_made_of(rows.points, made_of) if rows else None
    newest = Version.objects.filter(article=found.article_id).order_by("-number").values_list("number", flat=True)[0]
    return PassagePage(
        outlet=cited.outlet,
        headline=cited.headline,
        byline=cited.byline,
        published_at=found.article.published_at,
        url=cited.url,
        language=cited.language,
        number=found.number,
        sha256=found.sha256,
        quoted=cited.quoted,
        html=_surrounding(found.text, layout.paragraphs, spans, visible),
        whole=whole or licensed,
        newer=f"The outlet has changed this text since: it has {newest} versions." if newest > found.number else "",
        point=_carried(point, rows, found.pk) if point and rows else None,
        citation=readable(cited),
        bibtex=bibtex(cited),
        csl=csl_json(cited),
        annotation=annotation(found.text, spans, visible, address=address, source=cited.url or address),
        fragment=text_fragment(cited.url, found.text[slice(*spans[0])]),
    )


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a text is laid out, and what of it is shown to everybody."""

    paragraphs: tuple[Span, ...]
    excerpts: tuple[Span, ...]


def _version(story: Story, key: str) -> Version | None:
    match = _VERSION.fullmatch(key)
    if match is None:
        return None
    pk, sha256 = match.groups()
    texts = Version.objects.filter(article__story=story, sha256__startswith=sha256).select_related("article__outlet")
    found = list(texts.order_by("pk"))
    return next((one for one in found if pk and one.pk == int(pk)), found[0] if found else None)


def _parts(key: str) -> tuple[Span, ...]:
    """The parts in their order; empty for anything that is no list of places, or one that is empty or out of turn."""
    if not _PARTS.fullmatch(key):
        return ()
    parts = tuple(Span(*map(int, part.split("-"))) for part in key.split("+"))
    edges = [edge for part in parts for edge in part]
    return parts if edges == sorted(edges) and all(part.start < part.end for part in parts) else ()


def _layout(version: Version, article: ArticleRow | None, rows: StoryRows | None) -> _Layout:
    """As the comparison has it; of a version that is not compared (any more) as it was read."""
    if article and rows:
        shown = excerpt_spans(article.headline_span, article.sentences, said_in(article, rows))
        return _Layout(article.paragraphs, shown)
    reading = Reading.objects.filter(version=version).order_by("-created_at").first()
    if reading is None:
        return _Layout(tuple(Span(*line.span()) for line in _LINE.finditer(version.text)), ())
    layout = reading.layout
    headline = Span(*layout["headline"]) if layout.get("headline") else None
    said = [Span(*part) for draft in reading.draft.get("drafts", ()) for part in draft["parts"]]
    shown = excerpt_spans(headline, [Span(*sentence) for sentence in layout["sentences"]], said)
    return _Layout(tuple(Span(*paragraph) for paragraph in layout["paragraphs"]), shown)


def _surrounding(text: str, paragraphs: Sequence[Span], parts: Sequence[Span], visible: Sequence[Span]) -> SafeString:
    """The paragraphs of a passage with one before and one behind, as far as they are ``visible``."""
    at = [n for n, one in enumerate(paragraphs) if one.start < parts[-1].end and parts[0].start < one.end]
    near = paragraphs[max(0, at[0] - 1) : at[-1] + 2] if at else [Span(parts[0].start, parts[-1].end)]
    marks = [Mark(part, "cited") for part in parts]
    return mark_safe(excerpts_html(text, [Block(one, "para") for one in near], visible, marks))  # noqa: S308 - escaped  # nosec B308


def _cited(version: Version, parts: tuple[Span, ...], address: str) -> Cited:
    article = version.article
    return Cited(
        outlet=article.outlet.name,
        slug=article.outlet.slug,
        headline=article.headline,
        byline=article.byline,
        published=localtime(article.published_at).date() if article.published_at else None,
        url=article.url,
        language=article.language,
        sha256=version.sha256,
        parts=parts,
        quoted=_quoted(version.text, parts),
        stored=localtime(version.created_at).date(),
        address=address,
    )


def _quoted(text: str, parts: Sequence[Span]) -> str:
    """The words of the parts, "[…]" only where words between them are left out."""
    told = text[slice(*parts[0])]
    for before, part in pairwise(parts):
        left_out = any(sign.isalnum() for sign in text[before.end : part.start])
        told += f"{' […] ' if left_out else ' '}{text[slice(*part)]}"
    return told


def _carried(point: PointRow, rows: StoryRows, version: int) -> Carried:
    return Carried(
        number=point.number,
        gist=point.gist,
        speaker=point.speaker or "",
        others=tuple(_other(point, article) for article in rows.articles if article.version_id != version),
    )


def _other(point: PointRow, article: ArticleRow) -> Other:
    cell = point.cells.get(article.version_id)
    status = cell.status if cell else Status.UNCHECKED
    spans = tuple(sorted(cell.spans)) if cell and status.carries else ()
    words = count(int(article.measures.get("words", 0)), "word")
    return Other(
        name=article.name,
        glyph=GLYPHS[status],
        status=STATUS_WORDS[status],
        checked=f"full text searched, {words}" if status is Status.ABSENT else "",
        quoted=shortened(passage(article.text, spans), _LONGEST) if spans else "",
        version=version_key(article.version_id, article.sha256),
        place=parts_key(spans),
    )
