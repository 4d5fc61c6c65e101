"""Training of the small network: the way back through ``articles.analysis.learned.network.forward``, and Adam.

Deterministic: one seed gives the same weights on one kind of machine. Numpy only.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from articles.analysis.learned.features import PARSED, Seen
from articles.analysis.learned.network import (
    Batch,
    Keep,
    Model,
    Pass,
    Weights,
    batch_of,
    forward,
    offsets,
    shifted,
    softmax,
)
from articles.training.wide import fit_wide

if TYPE_CHECKING:
    from numpy.typing import NDArray

    type Floats = NDArray[np.float32]

_MOST_VALUES = 80  # known values of one feature

type Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence with its label, and for each word whether it was marked (empty where words are not judged)."""

    seen: Seen
    label: int
    marked: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """What training was done with; found on the sets named in docs/methods.md, not on what is measured last."""

    hidden: int = 64
    narrow: int = 64
    heads: int = 4
    neighbours: int = 2
    epochs: int = 9
    rate: float = 2e-3
    decay: float = 0.1
    dropout: float = 0.4
    word_dropout: float = 0.15
    unparsed: float = 0.3  # share of sentences trained without their parse, as the model also has to do without
    rows: int = 64
    networks: int = 5
    words: bool = False
    word_weight: float = 0.3
    least: int = 20  # a value of a feature is known when it occurs more often
    wide: bool = False  # with a linear part
    wide_share: float = 1.5
    ridge: float = 1.5
    seed: int = 0


def train(
    examples: Sequence[Example], labels: Sequence[str], features: Sequence[str], settings: Settings,
    about: Mapping[str, Any], progress: Progress = lambda _: None,
) -> Model:  # fmt: skip
    """A model of ``labels`` from the examples; the same examples in the same order give the same model."""
    known = tuple((name, _values(examples, name, settings.least)) for name in features)
    networks = []
    for number in range(settings.networks):
        progress(f"Network {number + 1} of {settings.networks}")
        networks.append(_Training(settings, known, len(labels), settings.seed + number).run(examples, progress))
    wide = None
    if settings.wide:
        wide = fit_wide([e.seen for e in examples], [e.label for e in examples], settings.ridge, len(labels))
    return Model(
        about=about, labels=tuple(labels), features=known, networks=tuple(networks), wide=wide,
        wide_share=settings.wide_share,
    )  # fmt: skip


def _values(examples: Sequence[Example], feature: str, least: int) -> tuple[str, ...]:
    counts = Counter(value for example in examples for value in example.seen.features[feature])
    return tuple(sorted(value for value, count in counts.most_common(_MOST_VALUES) if count > least and value))


@dataclass(slots=True)
class _Moments:
    """What Adam remembers of one matrix."""

    first: "Floats"
    second: "Floats"


@dataclass(slots=True)
class _Training:
    settings: Settings
    known: tuple[tuple[str, tuple[str, ...]], ...]
    labels: int
    seed: int
    weights: Weights = field(init=False)
    moments: dict[str, _Moments] = field(init=False)
    random: np.random.Generator = field(init=False)
    steps: int = 0

    def __post_init__(self) -> None:
        self.random = np.random.default_rng(self.seed)
        self.weights = self._begin()
        self.moments = {k: _Moments(np.zeros_like(w), np.zeros_like(w)) for k, w in self.weights.items()}

    def run(self, examples: Sequence[Example], progress: Progress) -> Weights:
        lengths = np.array([len(example.seen.words) for example in examples])
        total = self.settings.epochs * len(list(self._batches(lengths)))
        self.random = np.random.default_rng(self.seed + 1000)
        for epoch in range(self.settings.epochs):
            losses = []
            for rows in self._batches(lengths):
                chosen = [examples[i] for i in rows]
                batch = batch_of([example.seen for example in chosen], self.known)
                losses.append(self._learn(chosen, batch, self.settings.rate * max(0.0, 1 - self.steps / total)))
            progress(f"  round {epoch + 1} of {self.settings.epochs}: loss {np.mean(losses):.4f}")
        return self.weights

    def _begin(self) -> Weights:
        s, width = self.settings, batch_of([], self.known).vectors.shape[2]

        def drawn(scale: float, *shape: int) -> "Floats":
            return np.asarray(self.random.standard_normal(shape) * scale, dtype=np.float32)

        weights: Weights = {
            "narrow": drawn(0.06, width, s.narrow),
            "bias": np.zeros(s.hidden, dtype=np.float32),
            "draw": drawn(s.hidden**-0.5, s.hidden, s.heads),
            "out": drawn(0.05, s.hidden * (s.heads + 1), self.labels),
            "out_bias": np.zeros(self.labels, dtype=np.float32),
        }
        for offset in range(-s.neighbours, s.neighbours + 1):
            weights[f"near{offset}"] = drawn(0.06 if offset else 0.12, s.narrow, s.hidden)
        for number, (_, values) in enumerate(self.known):
            weights[f"feature{number}"] = drawn(0.1, len(values) + 1, s.hidden)
            weights[f"pull{number}"] = np.zeros((len(values) + 1, s.heads), dtype=np.float32)
        if s.words:
            weights["word"] = drawn(0.1, s.hidden, 1)
            weights["word_bias"] = np.full(1, -3.0, dtype=np.float32)
        return weights

    def _batches(self, lengths: "NDArray[np.int64]") -> Iterator["NDArray[np.int64]"]:
        """All rows once in random order, those of like length together (less padding)."""
        order = self.random.permutation(len(lengths))
        pools = np.array_split(order, max(1, len(lengths) // 1500))
        ordered = np.concatenate([pool[np.argsort(lengths[pool], kind="stable")] for pool in pools])
        batches = [ordered[i : i + self.settings.rows] for i in range(0, len(ordered), self.settings.rows)]
        for number in self.random.permutation(len(batches)):
            yield batches[number]

    def _learn(self, chosen: Sequence[Example], batch: Batch, rate: float) -> float:
        """One step; the loss of the batch before it."""
        s, shape = self.settings, batch.words.shape
        seen = self.random.random((*shape, 1), dtype=np.float32) > s.word_dropout
        batch = Batch(batch.vectors * seen, self._partly_unparsed(batch.features), batch.words)
        keep = Keep(
            hidden=self._kept(*shape, s.hidden), pooled=self._kept(shape[0], s.hidden * (s.heads + 1))
        )  # fmt: skip
        result = forward(self.weights, batch, keep)
        rows = np.arange(len(chosen))
        wanted = np.array([example.label for example in chosen])
        shares = softmax(result.logits)
        error = shares.copy()
        error[rows, wanted] -= 1
        word_error = self._word_error(chosen, batch, result)
        slopes = back(self.weights, batch, keep, result, np.asarray(error / len(chosen), dtype=np.float32), word_error)
        self._step(slopes, rate)
        return float(-np.log(shares[rows, wanted] + 1e-9).mean())

    def _partly_unparsed(self, features: "NDArray[np.int64]") -> "NDArray[np.int64]":
        columns = [column for column, (name, _) in enumerate(self.known) if name in PARSED]
        if not columns:
            return features
        rows = np.flatnonzero(self.random.random(len(features)) < self.settings.unparsed)
        result = features.copy()
        result[np.ix_(rows, np.arange(features.shape[1]), columns)] = 0
        return result

    def _kept(self, *shape: int) -> "Floats":
        share = 1 - self.settings.dropout
        return np.asarray((self.random.random(shape, dtype=np.float32) < share) / share, dtype=np.float32)

    def _word_error(self, chosen: Sequence[Example], batch: Batch, result: Pass) -> "Floats | None":
        if result.words is None:
            return None
        wanted = np.zeros(batch.words.shape, dtype=np.float32)
        for row, example in enumerate(chosen):
            wanted[row, : len(example.marked)] = example.marked
        error = (1 / (1 + np.exp(-result.words)) - wanted) * batch.words
        return np.asarray(error * (self.settings.word_weight / len(chosen)), dtype=np.float32)

    def _step(self, slopes: Weights, rate: float) -> None:
        self.steps += 1
        for name, slope in slopes.items():
            moment, weight = self.moments[name], self.weights[name]
            moment.first = 0.9 * moment.first + 0.1 * slope
            moment.second = 0.999 * moment.second + 0.001 * slope * slope
            first = moment.first / (1 - 0.9**self.steps)
            second = moment.second / (1 - 0.999**self.steps)
            change = first / (np.sqrt(second) + 1e-8)
            if not name.endswith("bias"):
                change = change + self.settings.decay * weight
            self.weights[name] = np.asarray(weight - rate * change, dtype=np.float32)


def back(
    weights: Weights, batch: Batch, keep: Keep, result: Pass, error: "Floats", word_error: "Floats | None"
) -> Weights:
    """The slopes of the loss for all weights, from its slopes for the logits and the words' logits."""
    rows, length, size = result.hidden.shape
    heads = result.attention.shape[2]
    slopes: Weights = {"out": result.pooled.T @ error, "out_bias": error.sum(axis=0)}
    pooled = np.asarray((error @ weights["out"].T) * keep.pooled, dtype=np.float32)
    means, highest = pooled[:, : heads * size].reshape(rows, heads, size), pooled[:, heads * size :]
    hidden = result.attention @ means
    shares = result.hidden @ means.transpose(0, 2, 1)
    drawn = result.attention * (shares - (result.attention * shares).sum(axis=1, keepdims=True))
    np.add.at(hidden, (np.arange(rows)[:, None], result.greatest, np.arange(size)[None]), highest)
    flat_drawn = drawn.reshape(-1, heads)
    slopes["draw"] = result.hidden.reshape(-1, size).T @ flat_drawn
    hidden += drawn @ weights["draw"].T
    if word_error is not None:
        slopes["word"] = result.hidden.reshape(-1, size).T @ word_error.reshape(-1, 1)
        slopes["word_bias"] = word_error.sum(keepdims=True)[0]
        hidden += word_error[:, :, None] * weights["word"][:, 0]
    values = np.asarray(hidden * keep.hidden * result.active * batch.words[:, :, None], dtype=np.float32)
    flat = values.reshape(-1, size)
    slopes["bias"] = flat.sum(axis=0)
    narrow = np.zeros_like(result.narrow)
    for offset in offsets(weights):
        near = shifted(result.narrow, offset)
        slopes[f"near{offset}"] = near.reshape(-1, near.shape[2]).T @ flat
        narrow += shifted(values @ weights[f"near{offset}"].T, -offset)
    slopes["narrow"] = batch.vectors.reshape(rows * length, -1).T @ narrow.reshape(rows * length, -1)
    for number in range(batch.features.shape[2]):
        chosen = np.zeros((len(weights[f"feature{number}"]), rows * length), dtype=np.float32)
        chosen[batch.features[:, :, number].ravel(), np.arange(rows * length)] = 1
        slopes[f"feature{number}"] = chosen @ flat
        slopes[f"pull{number}"] = chosen @ flat_drawn
    return slopes
