"""Single sentences parsed as they are, for the models that can use a parse."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from articles.analysis.text.folding import fold
from articles.analysis.text.model import language_model

if TYPE_CHECKING:
    from spacy.tokens import Doc


def parses(sentences: Sequence[str]) -> "list[Doc | None]":
    """Each sentence parsed, those that repeat once; None for all where no language model is installed."""
    model = language_model()
    if model is None:
        return [None] * len(sentences)
    different = list(dict.fromkeys(fold(sentence) for sentence in sentences))
    docs = dict(zip(different, model.pipe(different), strict=True))
    return [docs[fold(sentence)] for sentence in sentences]
