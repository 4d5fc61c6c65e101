"""What editors have ruled, written to files: the stories as labelled data, and every ruling as it was made."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articles.analysis.rulings.values import RulingKind
from articles.models import Anchor, AnchorRole, Framing, Ruling, RulingState, Statement, Story
from articles.pipeline import current_knowledge
from articles.rulings.gold import GoldArticle, GoldStory, attribution_row, story_gold, tone_rows

type Json = dict[str, Any]


class BadFolder(ValueError):
    """The folder cannot be written to; the message is one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Written:
    """One file or folder that was written: what it holds, how much, and the task that measures on it, if any."""

    name: str
    what: str
    count: int
    task: str = ""


def export_rulings(out: Path, *, whole: bool = False) -> tuple[Written, ...]:
    """Write everything below ``out``, a folder that is empty or not there yet; raises ``BadFolder``.

    Stories that editors have ruled on are written as they stand: what nobody has judged counts as right. With
    ``whole`` only articles every statement of which was judged are written, and stories of such articles.
    """
    _empty(out)
    stories = list(_ruled_stories())
    articles = [(s.story, a) for s in stories for a in s.articles.values() if a.judged and (a.whole or not whole)]
    told = [s for s in stories if len(s.articles) > 1 and (not whole or all(a.whole for a in s.articles.values()))]
    for story in told:
        _write_story(out, story)
    attributions = _lines(out / "attribution.jsonl", (attribution_row(story, article) for story, article in articles))
    tones = _lines(out / "target_tone.jsonl", (row for story in stories for row in tone_rows(story)))
    rulings = _lines(out / "rulings.jsonl", _rulings())
    (out / "knowledge.json").write_text(json.dumps(_knowledge(), ensure_ascii=False, indent=1), encoding="utf-8")
    written = (
        Written("attribution.jsonl", "articles with their statements", attributions, "attribution"),
        Written("stories", "stories told by several articles, with their gold in gold/stories", len(told), "stories"),
        Written("target_tone.jsonl", "sentences with a target, and their tone towards it", tones, "target_tone"),
        Written("rulings.jsonl", "every ruling as it was made, also those undone", rulings),
        Written("knowledge.json", "the sides and speakers of this installation", 1),
    )
    (out / "README.md").write_text(_readme(out, written, [article for _, article in articles]), encoding="utf-8")
    return written


def _empty(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        if any(out.iterdir()):
            raise BadFolder(f"The folder {out} is not empty: name a new one.")
    except OSError as error:
        raise BadFolder(f"The folder {out} cannot be written to: {error.strerror or error}.") from error


def _ruled_stories() -> Iterator[GoldStory]:
    """The stories with rulings in effect, as they stand."""
    for story in Story.objects.exclude(comparison=None).select_related("comparison").order_by("pk"):
        assert story.comparison is not None
        if "in_effect" in story.comparison.rulings.values():
            yield _gold_story(story)


def _gold_story(story: Story) -> GoldStory:
    assert story.comparison is not None
    comparison = story.comparison
    said: dict[int, list[Statement]] = {}
    for row in comparison.statements.select_related("speaker", "side").order_by("start", "end"):
        said.setdefault(row.version_id, []).append(row)
    heeded = [pk for pk, state in comparison.rulings.items() if state == RulingState.IN_EFFECT]
    gone = Anchor.objects.filter(
        ruling__in=heeded, ruling__kind=RulingKind.REMOVED.value, role=AnchorRole.ABOUT, number=0
    )
    removed = Counter(gone.values_list("version__article", flat=True))
    framings = Framing.objects.filter(comparison=comparison).select_related("reading__version__article__outlet")
    articles: dict[int, GoldArticle] = {}
    seen: dict[str, int] = {}
    for framing in framings.defer("reading__draft"):
        version, slug = framing.reading.version, framing.reading.version.article.outlet.slug
        seen[slug] = seen.get(slug, 0) + 1
        sentences = tuple((start, end) for start, end in framing.reading.layout["sentences"])
        name = slug if seen[slug] == 1 else f"{slug}-{seen[slug]}"
        statements = tuple(said.get(version.pk, ()))
        articles[version.pk] = GoldArticle(name, version.text, sentences, statements, removed[version.article_id])
    points = comparison.points.filter(kind="statement").prefetch_related("coverage")
    return GoldStory(story, articles, tuple(points))


def _write_story(out: Path, story: GoldStory) -> None:
    folder, gold = out / "stories" / story.story.slug, out / "gold" / "stories"
    folder.mkdir(parents=True)
    gold.mkdir(parents=True, exist_ok=True)
    for article in story.articles.values():
        (folder / f"{article.name}.txt").write_bytes(article.text.encode())  # no newline is changed
    found = json.dumps(story_gold(story), ensure_ascii=False, indent=1)
    (gold / f"{story.story.slug}.json").write_text(found, encoding="utf-8")


def _lines(path: Path, rows: Iterable[Json]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count


def _rulings() -> Iterator[Json]:
    rulings = Ruling.objects.select_related("story", "editor", "withdrawn_by").prefetch_related("anchors", "replaces")
    for ruling in rulings.order_by("pk").iterator(chunk_size=500):
        yield {
            "id": ruling.pk,
            "story": ruling.story.slug if ruling.story else None,
            "kind": ruling.kind,
            "value": ruling.value,
            "machine": ruling.machine,
            "confidence": ruling.confidence,
            "rule": ruling.rule,
            "analysis_version": ruling.analysis_version,
            "editor": str(ruling.editor),
            "reason": ruling.reason,
            "made": ruling.created_at.isoformat(),
            "withdrawn": ruling.withdrawn_at.isoformat() if ruling.withdrawn_at else None,
            "withdrawn_by": str(ruling.withdrawn_by) if ruling.withdrawn_by else None,
            "replaces": sorted(other.pk for other in ruling.replaces.all()),
            "anchors": [
                {name: getattr(anchor, name) for name in ("role", "number", "version_id", "start", "end", "quote")}
                for anchor in ruling.anchors.all()
            ],
        }


def _knowledge() -> Json:
    """As ``--knowledge`` takes it."""
    known = current_knowledge()
    return {
        "sides": [
            {"name": side.name, "short_name": side.short_name, "colour": side.colour, "aliases": side.aliases}
            for side in known.sides
        ],
        "speakers": [
            {"name": one.name, "kind": one.kind.value, "side": one.side, "aliases": one.aliases}
            for one in known.speakers
        ],
    }


def _readme(out: Path, written: Sequence[Written], articles: Sequence[GoldArticle]) -> str:
    statements = sum(len(article.statements) for article in articles)
    judged = sum(bool(statement.ruled) for article in articles for statement in article.statements)
    knowledge = out / "knowledge.json"
    lines = [
        "# Rulings of editors",
        "",
        f"Of the {statements} statements in `attribution.jsonl` editors have judged {judged}; what nobody has judged",
        "stands as the machine found it, and counts as right.",
        "The texts belong to their publishers: they are here to be measured on, not to be passed on.",
        "",
        *(f"- `{one.name}`: {one.what} ({one.count})." for one in written),
        "",
        "To measure the language core on them:",
        "",
        "```sh",
        *(
            f"manage.py evaluate {one.task} {out / one.name} --knowledge {knowledge}"
            for one in written
            if one.task and one.count
        ),
        "```",
        "",
    ]
    return "\n".join(lines)
