"""Training of the model of loaded wording (articles/analysis/wording.py) from BABE, AGPL-3.0."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

from articles.analysis.learned.features import WORDING_FEATURES, Seen, seen_by_wording
from articles.analysis.learned.network import Model
from articles.analysis.text.folding import fold
from articles.analysis.text.parses import parses
from articles.training.data import rows_of, source_of
from articles.training.network import Example, Progress, Settings, train

# Looked at out of fold on BABE; docs/methods.md says how little the figures move with each.
SETTINGS = Settings(
    hidden=48, narrow=48, neighbours=1, epochs=10, word_dropout=0.1, networks=5, words=True, word_weight=1.0,
    wide=True, wide_share=2.0, ridge=3.0,
)  # fmt: skip
LABELS = ("plain", "loaded")


def examples_of(path: Path) -> list[Example]:
    """The rows {"sentence", "loaded", "words"} as the model sees them."""
    rows = rows_of(path, ("sentence", "loaded", "words"))
    examples = []
    for row, doc in zip(rows, parses([row["sentence"] for row in rows]), strict=True):
        seen = seen_by_wording(row["sentence"], doc)
        examples.append(Example(seen, int(row["loaded"]), _marked(seen, row["words"])))
    return examples


def _marked(seen: Seen, words: list[str]) -> tuple[float, ...]:
    wanted = Counter(part for word in words for part in re.findall(r"\w+(?:['-]\w+)*", fold(word).lower()))
    return tuple(float(word in wanted) for word in seen.words)


def train_wording(path: Path, progress: Progress, settings: Settings = SETTINGS) -> Model:
    """The model from the rows of ``path``."""
    examples = examples_of(path)
    about: dict[str, Any] = {
        "what": "Whether a sentence is loaded in wording, and by which words; names are hidden from it.",
        "made_by": "manage.py train wording",
        "learned_from": source_of(
            path,
            len(examples),
            "BABE (Spinde and others, 2021)",
            "AGPL-3.0",
            "https://github.com/Media-Bias-Group/BABE",
        ),
    }
    return train(examples, LABELS, WORDING_FEATURES, settings, about, progress)
