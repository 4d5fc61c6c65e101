"""The versions page as one frozen value: each version of an article set against the one before it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import Any

from articles.analysis.text.similarity import words_of
from articles.comparison.changes import changes
from articles.comparison.histories import stands_in
from articles.comparison.loading import names_of
from articles.comparison.stretches import SHOWN, Stretch, excerpts, stretches, summary
from articles.comparison.words import count, listed, shortened
from articles.models import Article, Reading, Story, Version

_LEAST_WORDS = 4  # of a statement that is called added or gone: fewer stand in another text by chance


@dataclass(frozen=True, slots=True)
class Said:
    """A statement that came or went: its words in the parts that they stand in, and the words that name who made it."""

    parts: tuple[str, ...]
    source: str

    @property
    def words(self) -> str:
        """The parts as one."""
        return " … ".join(self.parts).rstrip(",;")

    def stands_in(self, text: str) -> bool:
        """Whether any part of it is there."""
        return any(stands_in(part, text) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Change:
    """One version against the one before it. ``notes`` say what does not follow from it.

    Without ``whole`` there are only excerpts, of which ``left_out`` changed paragraphs are no part.
    """

    number: int
    of: int
    stored_at: datetime
    before: datetime
    summary: str
    notes: tuple[str, ...]
    added: tuple[Said, ...]
    gone: tuple[Said, ...]
    stretches: tuple[Stretch, ...]
    left_out: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """An article with its changes, the newest first."""

    article_id: int
    name: str
    headline: str
    versions: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class VersionsPage:
    """Everything on the page. ``unchanged`` names the articles with one version; "" for none."""

    articles: tuple[Changed, ...]
    unchanged: str


def versions_page(story: Story, *, whole: bool = True, keys: Collection[str] = ()) -> VersionsPage:
    """How the texts of a story changed. Without ``whole`` only articles of licensed outlets stand there in full.

    ``keys`` name the articles that are asked for, all where none is. Three queries, whatever the number of articles
    and versions.
    """
    articles = list(Article.objects.filter(story=story).select_related("outlet"))
    named = zip(articles, names_of(article.outlet for article in articles), strict=True)
    names = {article: name for article, (key, name) in named if not keys or key in keys}
    versions: dict[int, list[Version]] = {}
    for version in Version.objects.with_others().filter(article__story=story).order_by("article", "number"):
        versions.setdefault(version.article_id, []).append(version)
    drafts = _drafts(version for several in versions.values() for version in several)
    unchanged = [name for article, name in names.items() if article.pk not in versions]
    return VersionsPage(
        tuple(
            Changed(
                article.pk,
                name,
                article.headline,
                count(len(versions[article.pk]), "version"),
                _changes(versions[article.pk], drafts, whole=whole or article.outlet.licensed),
            )
            for article, name in names.items()
            if article.pk in versions
        ),
        f"{listed(unchanged)}: one version{' each' if len(unchanged) > 1 else ''}." if unchanged else "",
    )


def _changes(versions: Sequence[Version], drafts: Mapping[int, Sequence[Said]], *, whole: bool) -> tuple[Change, ...]:
    found = (_change(older, newer, len(versions), drafts, whole=whole) for older, newer in pairwise(versions))
    return tuple(reversed(list(found)))


def _change(older: Version, newer: Version, of: int, drafts: Mapping[int, Sequence[Said]], *, whole: bool) -> Change:
    paragraphs = changes(older.text, newer.text)
    shown, left_out = (tuple(stretches(paragraphs)), 0) if whole else excerpts(paragraphs)
    added = [said for said in drafts.get(newer.pk, ()) if not said.stands_in(older.text)]
    gone = [said for said in drafts.get(older.pk, ()) if not said.stands_in(newer.text)]
    return Change(
        number=newer.number,
        of=of,
        stored_at=newer.created_at,
        before=older.created_at,
        summary=summary(paragraphs),
        notes=tuple(_notes(older, newer)),
        added=tuple(map(_cut, added)) if not whole else tuple(added),
        gone=tuple(map(_cut, gone)) if not whole else tuple(gone),
        stretches=shown,
        left_out=left_out,
        whole=whole,
    )


def _notes(older: Version, newer: Version) -> Iterable[str]:
    if not older.complete:
        yield f"Version {older.number} was incomplete: what looks added may have been there."
    if not newer.complete:
        yield f"Version {newer.number} is incomplete: what looks gone may still be there."


def _cut(said: Said) -> Said:
    return replace(said, parts=(shortened(said.words, SHOWN),))


def _drafts(versions: Iterable[Version]) -> dict[int, tuple[Said, ...]]:
    """What the newest reading of each version found to be said; nothing is read again."""
    by_pk = {version.pk: version for version in versions}
    readings = Reading.objects.filter(version__in=by_pk).order_by("created_at", "pk")
    found: dict[int, tuple[Said, ...]] = {}
    for pk, drafts in readings.values_list("version", "draft__drafts"):
        text = by_pk[pk].text
        told = (_said(text, draft) for draft in drafts or () if not draft["in_headline"])
        found[pk] = tuple(said for said in told if len(words_of(said.words)) >= _LEAST_WORDS)
    return found


def _said(text: str, draft: Mapping[str, Any]) -> Said:
    return Said(tuple(_words(text, part) for part in draft["parts"]), _words(text, draft["source"] or (0, 0)))


def _words(text: str, span: Sequence[int]) -> str:
    return " ".join(text[slice(*span)].split())
