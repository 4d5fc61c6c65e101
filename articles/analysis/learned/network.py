"""A small network over the words of a sentence, in numpy: what the trained models of tone and wording run on.

Each word is a fixed vector (wordllama), narrowed by ``narrow``; with its neighbours and features it gives ``hidden``
values, of which several weighted means and the greatest over the sentence decide. Weights are in models/*.json.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from articles.analysis.learned.features import NAME, TARGET, Seen
from articles.analysis.learned.wide import Counts, Wide
from articles.analysis.text.similarity import embedder

if TYPE_CHECKING:
    from numpy.typing import NDArray

    type Floats = NDArray[np.float32]
    type Ints = NDArray[np.int64]

type Weights = dict[str, "Floats"]

_FOLDER = Path(__file__).parent / "models"
_LENGTH = 4.0  # of a word's vector; a hidden word has the zero vector
_LEVELS = 199  # weights are stored as whole numbers, -199 to 199, with one scale a matrix
_FAR = np.float32(-1e9)


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences side by side: vectors (B, L, 256), feature numbers (B, L, F), and which places are words (B, L)."""

    vectors: "Floats"
    features: "Ints"
    words: "NDArray[np.bool_]"


@dataclass(frozen=True, slots=True)
class Pass:
    """One run forward, with what training needs to go back. ``words`` is None where the model judges no words."""

    logits: "Floats"
    words: "Floats | None"
    narrow: "Floats"
    active: "NDArray[np.bool_]"
    hidden: "Floats"
    attention: "Floats"
    greatest: "Ints"
    pooled: "Floats"


@dataclass(frozen=True, slots=True)
class Keep:
    """What training keeps of hidden and pooled values (dropout), scaled."""

    hidden: "Floats"
    pooled: "Floats"


def shifted(values: "Floats", by: int) -> "Floats":
    """``values`` (B, L, n) where each word's place holds the word ``by`` places on; zeros beyond the sentence."""
    if by == 0:
        return values
    result = np.zeros_like(values)
    if by < 0:
        result[:, -by:] = values[:, :by]
    else:
        result[:, :-by] = values[:, by:]
    return result


def offsets(weights: Weights) -> list[int]:
    """Which neighbours the network looks at, such as -2 to 2."""
    return sorted(int(name.removeprefix("near")) for name in weights if name.startswith("near"))


def forward(weights: Weights, batch: Batch, keep: Keep | None = None) -> Pass:
    """The scores of each sentence (B, labels) and, where the model has them, of each word (B, L)."""
    narrow = batch.vectors @ weights["narrow"]
    values = np.broadcast_to(weights["bias"], (*narrow.shape[:2], len(weights["bias"]))).copy()
    for offset in offsets(weights):
        values += shifted(narrow, offset) @ weights[f"near{offset}"]
    drawn = np.zeros((*narrow.shape[:2], weights["draw"].shape[1]), dtype=np.float32)
    for number in range(batch.features.shape[2]):
        values += weights[f"feature{number}"][batch.features[:, :, number]]
        drawn += weights[f"pull{number}"][batch.features[:, :, number]]
    hidden = np.maximum(values, 0)
    if keep is not None:
        hidden = hidden * keep.hidden
    drawn = np.where(batch.words[:, :, None], drawn + hidden @ weights["draw"], _FAR)
    attention = np.exp(drawn - drawn.max(axis=1, keepdims=True))
    attention /= attention.sum(axis=1, keepdims=True)
    means = (attention.transpose(0, 2, 1) @ hidden).reshape(len(hidden), -1)
    shown = np.where(batch.words[:, :, None], hidden, np.float32(-1))
    greatest = shown.argmax(axis=1)
    highest = np.maximum(np.take_along_axis(shown, greatest[:, None, :], axis=1)[:, 0], 0)
    pooled = np.concatenate([means, highest], axis=1)
    if keep is not None:
        pooled = pooled * keep.pooled
    logits = pooled @ weights["out"] + weights["out_bias"]
    judged = (hidden @ weights["word"])[:, :, 0] + weights["word_bias"] if "word" in weights else None
    return Pass(logits, judged, narrow, values > 0, hidden, attention, greatest, pooled)


@cache
def word_vector(word: str) -> "Floats":
    """The vector of one word, made of its pieces; zeros for a hidden word or one without pieces."""
    vectors = embedder()
    width = vectors.embedding.shape[1]
    pieces = [] if word in {NAME, TARGET} else vectors.tokenizer.encode(word, add_special_tokens=False).ids
    if not pieces:
        return np.zeros(width, dtype=np.float32)
    mean = vectors.embedding[pieces].mean(axis=0)
    return np.asarray(mean * (_LENGTH / max(float(np.linalg.norm(mean)), 1e-6)), dtype=np.float32)


def batch_of(sentences: Sequence[Seen], values: Sequence[tuple[str, Sequence[str]]]) -> Batch:
    """Sentences ready for the network. ``values`` are (feature, its known values); number 0 is any other value."""
    longest = max([1, *(len(seen.words) for seen in sentences)])
    width = len(word_vector(TARGET))
    vectors = np.zeros((len(sentences), longest, width), dtype=np.float32)
    numbers = np.zeros((len(sentences), longest, len(values)), dtype=np.int64)
    words = np.zeros((len(sentences), longest), dtype=np.bool_)
    known = [(name, {value: i for i, value in enumerate(listed, start=1)}) for name, listed in values]
    for row, seen in enumerate(sentences):
        words[row, : len(seen.words)] = True
        for at, word in enumerate(seen.words):
            vectors[row, at] = word_vector(word)
        for column, (name, index) in enumerate(known):
            numbers[row, : len(seen.words), column] = [index.get(value, 0) for value in seen.features[name]]
    words[:, 0] = True  # a sentence without a word still has a place to look at
    return Batch(vectors, numbers, words)


@dataclass(frozen=True, slots=True)
class Model:
    """A trained model: several networks whose shares are averaged. ``about`` says what it learned from.

    Where ``wide`` is there, its scores times ``wide_share`` move the odds of the labels.
    """

    about: Mapping[str, Any]
    labels: tuple[str, ...]
    features: tuple[tuple[str, tuple[str, ...]], ...]
    networks: tuple[Weights, ...]
    wide: Wide | None = None
    wide_share: float = 0.0

    def judge(self, sentences: Sequence[Seen]) -> "tuple[Floats, Floats]":
        """Shares of each label (one row a sentence, sum 1), and of each word being judged so (0 to 1).

        The words' shares are zeros where the model judges no words.
        """
        if not sentences:
            return np.zeros((0, len(self.labels)), np.float32), np.zeros((0, 0), np.float32)
        batch = batch_of(sentences, self.features)
        shares = np.zeros((len(sentences), len(self.labels)), dtype=np.float32)
        words = np.zeros(batch.words.shape, dtype=np.float32)
        for weights in self.networks:
            result = forward(weights, batch)
            shares += softmax(result.logits) / len(self.networks)
            if result.words is not None:
                words += np.where(batch.words, 1 / (1 + np.exp(-result.words)), 0) / len(self.networks)
        if self.wide is not None:
            scores = np.stack([self.wide.scores(seen) for seen in sentences])
            shares = softmax(np.log(shares + 1e-6) + self.wide_share * scores)
        return shares, words


def softmax(logits: "Floats") -> "Floats":
    """Shares that sum to 1, row by row."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float32)


@cache
def shipped(name: str) -> Model:
    """The model of models/``name``.json, read once a process."""
    data = json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return Model(
        about=data["about"],
        labels=tuple(data["labels"]),
        features=tuple((entry["name"], tuple(entry["values"])) for entry in data["features"]),
        networks=tuple({key: _unpacked(value) for key, value in network.items()} for network in data["networks"]),
        wide=_wide(data["wide"]) if data.get("wide") else None,
        wide_share=data.get("wide_share", 0.0),
    )


def model_json(model: Model) -> str:
    """A model as the text of its file: one line a row of weights."""
    data: dict[str, Any] = {
        "about": model.about,
        "labels": model.labels,
        "features": [{"name": name, "values": values} for name, values in model.features],
        "networks": [{key: _packed(value) for key, value in network.items()} for network in model.networks],
    }
    if model.wide is not None:
        data["wide"] = _wide_data(model.wide)
        data["wide_share"] = model.wide_share
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _wide_data(wide: Wide) -> dict[str, Any]:
    return {
        "middle": _packed(wide.middle),
        "counted": wide.counts.values,
        "usual": _packed(wide.counts.usual),
        "spread": _packed(wide.counts.spread),
        "count_weights": _packed(wide.count_weights),
        "rarity": _packed(wide.rarity),
        "weights": _packed(wide.weights),
    }


def _wide(data: Mapping[str, Any]) -> Wide:
    return Wide(
        rarity=_unpacked(data["rarity"]),
        weights=_unpacked(data["weights"]),
        counts=Counts(tuple(data["counted"]), _unpacked(data["usual"]), _unpacked(data["spread"])),
        count_weights=_unpacked(data["count_weights"]),
        middle=_unpacked(data["middle"]),
    )


def _packed(matrix: "Floats") -> dict[str, Any]:
    scale = max(float(np.abs(matrix).max(initial=0)), 1e-9) / _LEVELS
    rows = np.rint(np.atleast_2d(matrix) / scale).astype(int)
    return {"scale": float(f"{scale:.6g}"), "flat": matrix.ndim == 1, "rows": [" ".join(map(str, row)) for row in rows]}


def _unpacked(data: Mapping[str, Any]) -> "Floats":
    rows = np.array([row.split() for row in data["rows"]], dtype=np.float32) * np.float32(data["scale"])
    return np.asarray(rows[0] if data["flat"] else rows, dtype=np.float32)
