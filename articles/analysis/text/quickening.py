"""The language model's vectors of words, the same and in half the time.

Two thirds of the parser's time go into a vector for each word. Its first step looks at one word alone, so that what it
gave is kept; numpy multiplies matrices of this size nearly twice as fast as spaCy's own BLIS does; and rows are brought
to one scale in half the passes over them.
"""

from collections.abc import Callable, Sequence
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from thinc.api import Model, NumpyOps

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

type Vectors = npt.NDArray[np.float32]

_KEPT = 20_000  # words; 8 MB, and all but one in two hundred of the words of news are among them
_QUICKENED = ("tok2vec", "tagger", "parser")
_LEAST_SPREAD = 1e-8  # thinc's own: equal numbers in a row are not divided by zero


def quicken(model: "Language") -> None:
    """Make the model quicker; its vectors stay equal but for the last digit of a sum."""
    plain = NumpyOps(use_blis=False)
    for name in _QUICKENED:
        component: Any = model.get_pipe(name)
        for layer in component.model.walk():
            layer.ops = plain
            if hasattr(layer, "layers"):
                layer.layers[:] = [_scaling(part) if part.name == "layernorm" else part for part in layer.layers]
    vectors: Any = model.get_pipe("tok2vec")
    vectors.model.layers[0] = _remembering(vectors.model.layers[0])


def _scaling(norm: "Model[Vectors, Vectors]") -> "Model[Vectors, Vectors]":
    """What ``norm`` does (each row less its mean, over its spread, then scaled and moved), in half the passes."""
    width = norm.get_dim("nO")
    scale, move = norm.get_param("G"), norm.get_param("b")
    share = np.full(width, 1 / width, dtype=np.float32)

    def forward(_model: Any, rows: Vectors, is_train: bool) -> tuple[Vectors, Callable[[Any], Any]]:  # noqa: ANN401  # thinc's form
        _only_for_reading(is_train)
        found = rows - (rows @ share)[:, np.newaxis]
        spread = np.sqrt(np.einsum("ij,ij->i", found, found) / width + _LEAST_SPREAD)
        found /= spread[:, np.newaxis]
        found *= scale
        found += move
        return found, lambda gradient: gradient

    return Model("scaling", forward, dims={"nI": width, "nO": width})


def _only_for_reading(is_train: bool) -> None:
    if is_train:
        raise ValueError("A model that was made quicker for reading cannot be trained.")


def _remembering(embed: "Model[list[Doc], list[Vectors]]") -> "Model[list[Doc], list[Vectors]]":
    """A layer that asks ``embed`` (a chain: features of words, joined, hashed, mixed, parted) for new words only."""
    extract, _, hashed, mixed, _ = embed.layers
    words = _Words(lambda features: mixed.predict(hashed.predict(features)), embed.get_dim("nO"))

    def forward(_model: Any, docs: "Sequence[Doc]", is_train: bool) -> tuple[list[Vectors], Callable[[Any], Any]]:  # noqa: ANN401  # thinc's form
        _only_for_reading(is_train)
        return words.vectors(extract.predict(docs)), lambda gradient: gradient

    return Model("remembering", forward, layers=[embed], dims={"nO": embed.get_dim("nO")})


class _Words:
    def __init__(self, compute: Callable[[npt.NDArray[np.uint64]], Vectors], width: int) -> None:
        self.compute, self.width = compute, width
        self.places: dict[bytes, int] = {}
        self.table: Vectors = np.empty((0, width), dtype=np.float32)
        self.lock = Lock()

    def vectors(self, features: Sequence[npt.NDArray[np.uint64]]) -> list[Vectors]:
        """The vectors of the words of each document; a word is a row of features."""
        rows = np.ascontiguousarray(np.concatenate(features))
        keys: list[bytes] = rows.view(f"V{rows.itemsize * rows.shape[1]}").ravel().tolist()
        with self.lock:
            new = self._new(keys)
            if len(self.places) + len(new) > len(self.table):  # all is forgotten, which is seldom
                self.places = {}
                new = self._new(keys)
                self.table = np.empty((max(_KEPT, len(new)), self.width), dtype=np.float32)
            if new:
                first = len(self.places)
                self.table[first : first + len(new)] = self.compute(rows[list(new.values())])
                self.places.update(zip(new, range(first, first + len(new)), strict=True))
            found = self.table[[self.places[key] for key in keys]]
        return np.split(found, np.cumsum([len(each) for each in features])[:-1])

    def _new(self, keys: Sequence[bytes]) -> dict[bytes, int]:
        return {key: at for at, key in enumerate(keys) if key not in self.places}
