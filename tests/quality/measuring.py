"""What the gate measures: the figures of each task on all of its dev data."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from unittest.mock import patch

from articles.analysis import compare, read
from articles.analysis.knowledge import Knowledge, knowledge_from_json
from articles.analysis.learned.features import WORDING_FEATURES
from articles.analysis.output import comparison_json
from articles.evaluation.loaded_wording import LoadedWordingTask, Wording
from articles.evaluation.seeds import seed_figures
from articles.evaluation.task import Figures, Judged, evaluate
from articles.evaluation.tasks import task_named
from articles.framing import measure
from articles.training.network import train
from articles.training.wording import LABELS, SETTINGS, examples_of

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("PARALLAX_SHARED") or ROOT.parent / "shared")
FULL = os.environ.get("PARALLAX_QUALITY") == "full"
FOLDS = 5

FILES = {
    "attribution": "datasets/attribution.dev.jsonl",
    "stance_stories": "datasets/stance_stories.dev.jsonl",
    "target_tone": "datasets/target_tone.dev.jsonl",
    "same_statement": "datasets/same_statement.dev.jsonl",
    "grouping": "datasets/grouping.dev.jsonl",
    "extraction": "datasets/extraction",
    "stories": "stories",
}
SLOW_FILES = {"joining": "datasets/grouping.dev.jsonl"}  # tasks that only the full gate measures


def data_missing() -> str | None:
    """A sentence that says what of the data is not there; None when all is."""
    missing = [name for name in (*FILES.values(), "gold/seeds.json", "gold/stories") if not (SHARED / name).exists()]
    return f"{SHARED} lacks {', '.join(missing)}" if missing else None


def measures() -> dict[str, Callable[[], Figures]]:
    """What to run for each task. "loaded_wording" is quick by one network a fold, "loaded_wording_full" by all."""
    listed: dict[str, Callable[[], Figures]] = {name: partial(_task_figures, name) for name in FILES}
    listed["seeds"] = _seed_figures
    listed["loaded_wording"] = partial(_wording_figures, networks=1)
    if FULL:
        listed |= {name: partial(_task_figures, name) for name in SLOW_FILES}
        listed["loaded_wording_full"] = partial(_wording_figures, networks=SETTINGS.networks)
    return listed


@cache
def _knowledge() -> Knowledge:
    return knowledge_from_json(json.loads((ROOT / "seeds" / "knowledge.json").read_text(encoding="utf-8")))


def _task_figures(name: str) -> Figures:
    task = task_named(name, _knowledge(), measure)
    return evaluate(task, task.items(SHARED / (FILES | SLOW_FILES)[name])).figures


def _seed_figures() -> Figures:
    gold = json.loads((SHARED / "gold" / "seeds.json").read_text(encoding="utf-8"))
    texts = {path.name[:3]: path.read_bytes().decode("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))}
    comparison = compare({key: read(text) for key, text in texts.items()}, _knowledge())
    found = seed_figures(comparison_json(comparison, {}), gold)
    return {key: value for key, value in found.items() if isinstance(value, int)}


def _wording_figures(networks: int) -> Figures:
    """Out of fold: each sentence is judged by a model that was trained without it.

    The shipped model learned from these very sentences: its own figures on them would say nothing.
    """
    path = SHARED / "datasets" / "loaded_wording.dev.jsonl"
    task, examples = LoadedWordingTask(), examples_of(path)
    items = task.items(path)
    judged: list[Judged[str, Wording, Wording]] = []
    for fold in range(FOLDS):
        others = [example for number, example in enumerate(examples) if number % FOLDS != fold]
        model = train(others, LABELS, WORDING_FEATURES, replace(SETTINGS, networks=networks), {})
        with patch("articles.analysis.wording.shipped", lambda _name, model=model: model):
            held_out = items[fold::FOLDS]
            predictions = list(task.predict([item.given for item in held_out]))
        judged.extend(
            Judged(item.given, item.label, prediction)
            for item, prediction in zip(held_out, predictions, strict=True)
            if item.label is not None
        )
    return task.figures(judged)
