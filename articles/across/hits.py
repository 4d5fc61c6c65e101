"""What the search shows of each row that it found."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from articles.across.fragments import fragments, marked, opening
from articles.analysis.types import Span
from articles.comparison.excerpts import excerpt_spans
from articles.comparison.loading import names_of
from articles.comparison.places import written
from articles.comparison.rows import Passage, SideRow
from articles.comparison.words import KIND_WORDS, count, shortened, stance_words
from articles.models import Article, Coverage, Framing, Outlet, Side, Speaker, Statement, Story, Version
from articles.search import Query

HIDDEN = "Found in a part of the text that only readers with an account see."


@dataclass(frozen=True, slots=True)
class ArticleHit:
    """One article. ``href`` is empty where its story has no page for it yet; ``note`` says why no passage is shown."""

    headline: SafeString
    outlet: str
    outlet_href: str
    date: date | None
    story: str
    story_href: str
    href: str
    passages: tuple[SafeString, ...]
    note: str
    article_id: int


@dataclass(frozen=True, slots=True)
class StatementHit:
    """One statement, with the way to its point."""

    words: SafeString
    speaker: SafeString
    speaker_href: str
    side: SideRow | None
    facts: str
    outlet: str
    story: str
    href: str


@dataclass(frozen=True, slots=True)
class SpeakerHit:
    """One speaker with the names that texts use."""

    name: SafeString
    href: str
    kind: str
    aliases: SafeString
    quoted: str


def article_hits(ids: Sequence[int], query: Query, *, whole: bool) -> tuple[ArticleHit, ...]:
    """The articles in this order; six queries at most. Without ``whole`` only excerpts of texts without a licence."""
    articles = Article.objects.select_related("outlet", "story").in_bulk(ids)
    texts = {version.article_id: version for version in Version.objects.filter(article__in=ids).newest()}
    closed = [] if whole else [texts[pk] for pk, one in articles.items() if pk in texts and not one.outlet.licensed]
    visible = visible_spans(closed) if closed else {}
    keys = keys_of({one.story.comparison_id for one in articles.values() if one.story and one.story.comparison_id})
    return tuple(
        _article(articles[pk], texts[pk], query, visible.get(texts[pk].pk), keys.get(pk, ""))
        for pk in ids
        if pk in articles and pk in texts
    )


def visible_spans(versions: Sequence[Version]) -> dict[int, tuple[Span, ...]]:
    """What readers without an account see of each text: on the story page, and so here. Three queries."""
    shown: dict[int, list[Span]] = defaultdict(list)
    current = {"version__in": versions}
    for version, parts in _now(Statement.objects.filter(**current), "comparison").values_list("version", "parts"):
        shown[version] += [Span(*part) for part in parts]
    for version, spans in _now(Coverage.objects.filter(**current), "point__comparison").values_list("version", "spans"):
        shown[version] += [Span(*span) for span in spans]
    framings = _now(Framing.objects.filter(reading__version__in=versions), "comparison")
    layouts = dict(framings.values_list("reading__version", "reading__layout"))
    return {version.pk: _visible(layouts.get(version.pk), shown[version.pk]) for version in versions}


def keys_of(comparisons: set[int]) -> dict[int, str]:
    """The name of each article of these comparisons in the addresses of its story page; one query."""
    framings = Framing.objects.filter(comparison__in=comparisons).order_by("comparison", "position")
    rows = framings.values_list(
        *("comparison", "reading__version__article", "reading__version__article__outlet__slug"),
        "reading__version__article__outlet__name",
    )
    of_story: dict[int, list[tuple[int, Outlet]]] = defaultdict(list)
    for comparison, article, slug, name in rows:
        of_story[comparison].append((article, Outlet(slug=slug, name=name)))
    return {
        article: key
        for pairs in of_story.values()
        for (article, _), (key, _name) in zip(pairs, names_of(outlet for _, outlet in pairs), strict=True)
    }


def statement_hits(ids: Sequence[int], query: Query) -> tuple[StatementHit, ...]:
    """The statements in this order; one query."""
    found = Statement.objects.select_related("version__article__outlet", "comparison__story", "speaker", "side")
    rows = found.in_bulk(ids)
    return tuple(_statement(rows[pk], query) for pk in ids if pk in rows)


def speaker_hits(ids: Sequence[int], query: Query) -> tuple[SpeakerHit, ...]:
    """The speakers in this order; two queries."""
    shown = Q(statements__comparison__story__comparison=F("statements__comparison"))
    speakers = Speaker.objects.annotate(
        stories=Count("statements__comparison", distinct=True, filter=shown),
        outlets=Count("statements__version__article__outlet", distinct=True, filter=shown),
    )
    rows = speakers.prefetch_related("aliases").in_bulk(ids)
    return tuple(_speaker(rows[pk], query) for pk in ids if pk in rows)


def point_address(story: Story, passages: Sequence[Passage]) -> str:
    """Where the point made of these passages stands, whatever its number is by then."""
    return f"{story.get_absolute_url()}?{urlencode({'at': written(passages)})}#drawer"


def side_row(side: Side | None) -> SideRow | None:
    """A side as marks show it."""
    return SideRow(side.name, side.short_name, side.colour) if side else None


def _now(rows: Any, path: str) -> Any:  # noqa: ANN401 - query sets of several models
    """Only rows of the comparisons that stories show."""
    return rows.filter(**{f"{path}__story__comparison": F(path)})


def _visible(layout: Mapping[str, Any] | None, passages: Sequence[Span]) -> tuple[Span, ...]:
    if layout is None:  # nothing of a text that is not compared stands on a page
        return ()
    headline = layout.get("headline")
    sentences = [Span(*span) for span in layout.get("sentences") or ()]
    return excerpt_spans(Span(*headline) if headline else None, sentences, passages)


def _article(
    article: Article, version: Version, query: Query, visible: tuple[Span, ...] | None, key: str
) -> ArticleHit:
    headline = article.headline or _first_line(version.text, visible)
    given = bool(article.headline) and not version.text.lstrip().startswith(article.headline)
    passages = fragments(version.text, query, visible, after=0 if given else len(headline))
    name = marked(headline, query)
    story = article.story
    return ArticleHit(
        headline=name,
        outlet=article.outlet.name,
        outlet_href=reverse("outlet", args=[article.outlet.slug]),
        date=localdate(article.published_at) if article.published_at else story.date if story else None,
        story=story.title if story else "",
        story_href=story.get_absolute_url() if story else "",
        href=f"{story.get_absolute_url()}?{urlencode({'show': key})}#comparison" if story and key else "",
        passages=passages,
        note="" if passages or "<mark>" in name else HIDDEN,
        article_id=article.pk,
    )


def _first_line(text: str, visible: tuple[Span, ...] | None) -> str:
    """The first line of a text, at most its first hundred characters; of a closed one no more than may be seen."""
    if visible is not None:
        text = text[slice(*visible[0])] if visible else ""
    return shortened(next((line.strip() for line in text.splitlines() if line.strip()), "No headline given"), 100)


def _statement(statement: Statement, query: Query) -> StatementHit:
    text = statement.version.text
    parts = [Span(*part) for part in statement.parts]
    story = statement.comparison.story
    speaker = statement.speaker
    stance = stance_words(statement.stance, statement.target) if statement.stance != "neutral" else ""
    return StatementHit(
        words=opening(" ".join(text[slice(*part)] for part in parts), query),
        speaker=marked(speaker.name if speaker else "Speaker not named", query),
        speaker_href=reverse("speaker", args=[speaker.pk]) if speaker else "",
        side=side_row(statement.side),
        facts=" · ".join(filter(None, (KIND_WORDS[statement.kind], stance))),
        outlet=statement.version.article.outlet.name,
        story=story.title,
        href=point_address(story, [Passage(statement.version_id, part) for part in parts]),
    )


def _speaker(speaker: Any, query: Query) -> SpeakerHit:  # noqa: ANN401 - annotated
    return SpeakerHit(
        name=marked(speaker.name, query),
        href=reverse("speaker", args=[speaker.pk]),
        kind=speaker.get_kind_display().lower(),
        aliases=marked(", ".join(alias.name for alias in speaker.aliases.all()), query),
        quoted=f"quoted in {count(speaker.stories, 'story', 'stories')} by {count(speaker.outlets, 'outlet')}",
    )
