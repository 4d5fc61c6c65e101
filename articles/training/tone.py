"""Training of the tone model (articles/analysis/stance/tone.py) from sentences with a marked target: NewsMTSC, MIT."""

from pathlib import Path
from typing import Any

from articles.analysis.learned.features import TONE_FEATURES, seen_by_tone
from articles.analysis.learned.network import Model
from articles.analysis.text.parses import parses
from articles.training.data import BadTrainingData, rows_of, source_of
from articles.training.network import Example, Progress, Settings, train

# Looked at on a fifth of the train part of NewsMTSC; docs/methods.md says what the linear part brings.
SETTINGS = Settings(decay=0.2, networks=4, wide=True, wide_share=0.6, ridge=8.0)
# The set's words for what design.md calls criticism, support and neutral.
POLARITIES = {"negative": "criticism", "neutral": "neutral", "positive": "support"}
LABELS = ("criticism", "neutral", "support")


def examples_of(path: Path) -> list[Example]:
    """The rows {"sentence", "start", "end", "polarity"} as the model sees them."""
    rows = rows_of(path, ("sentence", "start", "end", "polarity"))
    examples = []
    for number, (row, doc) in enumerate(zip(rows, parses([row["sentence"] for row in rows]), strict=True), start=1):
        if row["polarity"] not in POLARITIES:
            raise BadTrainingData(f"{path}, line {number}: polarity must be one of {', '.join(POLARITIES)}.")
        seen = seen_by_tone(row["sentence"], row["start"], row["end"], doc)
        examples.append(Example(seen, LABELS.index(POLARITIES[row["polarity"]])))
    return examples


def train_tone(path: Path, progress: Progress, settings: Settings = SETTINGS) -> Model:
    """The model from the rows of ``path``."""
    examples = examples_of(path)
    about: dict[str, Any] = {
        "what": "Tone of a sentence towards a marked target; names and the target are hidden from it.",
        "made_by": "manage.py train tone",
        "learned_from": source_of(
            path, len(examples), "NewsMTSC (Hamborg and Donnay, 2021)", "MIT",
            "https://github.com/fhamborg/NewsMTSC",
        ),
    }  # fmt: skip
    return train(examples, LABELS, TONE_FEATURES, settings, about, progress)
