import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from articles.analysis.learned import network
from articles.analysis.learned.features import WORDING_FEATURES, seen_by_wording
from articles.analysis.learned.network import Keep, batch_of, forward, softmax
from articles.training.network import Example, Settings, back, train

GOOD = ("the garden is lovely", "a lovely warm day", "what a lovely tune", "lovely people came")
BAD = ("the drain is awful", "an awful cold day", "what an awful noise", "awful smells came")
SMALL = Settings(
    hidden=6, narrow=5, heads=2, neighbours=1, epochs=30, rate=2e-2, networks=2, words=True, least=0, dropout=0.1
)


def examples() -> list[Example]:
    rows = [(text, 0) for text in GOOD] + [(text, 1) for text in BAD]
    return [
        Example(seen_by_wording(text), label, tuple(float(word == "awful") for word in text.split()))
        for text, label in rows
    ]


def test_it_learns_what_parts_the_labels_and_which_word_does() -> None:
    model = train(examples(), ("good", "bad"), WORDING_FEATURES, SMALL, {})

    shares, words = model.judge([seen_by_wording("an awful tune"), seen_by_wording("a lovely tune")])

    assert [model.labels[i] for i in shares.argmax(axis=1)] == ["bad", "good"]
    assert words[0].argmax() == 1


def test_the_same_rows_give_the_same_model() -> None:
    first, second = (train(examples(), ("good", "bad"), WORDING_FEATURES, SMALL, {}) for _ in range(2))

    assert network.model_json(first) == network.model_json(second)


def test_a_written_model_judges_as_the_trained_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(hidden=6, narrow=5, heads=2, neighbours=1, epochs=5, networks=1, least=0, wide=True)
    model = train(examples(), ("good", "bad"), WORDING_FEATURES, settings, {"what": "a test"})
    (tmp_path / "tiny.json").write_text(network.model_json(model), encoding="utf-8")
    monkeypatch.setattr(network, "_FOLDER", tmp_path)

    read = network.shipped("tiny")

    asked = [seen_by_wording("an awful tune"), seen_by_wording("a lovely warm day")]
    assert read.about == {"what": "a test"}
    assert np.allclose(read.judge(asked)[0], model.judge(asked)[0], atol=0.01)


def test_slopes_agree_with_small_steps() -> None:
    known = (("shape", ("word", "capital")),)
    batch = batch_of([example.seen for example in examples()[:3]], known)
    random = np.random.default_rng(3)
    weights: dict[str, Any] = {
        name: random.standard_normal(shape) * 0.3
        for name, shape in {
            "narrow": (256, 3), "bias": (4,), "draw": (4, 2), "out": (12, 2), "out_bias": (2,), "near-1": (3, 4),
            "near0": (3, 4), "feature0": (3, 4), "pull0": (3, 2),
        }.items()
    }  # fmt: skip
    keep = Keep(np.ones((3, batch.words.shape[1], 4), np.float32), np.ones((3, 12), np.float32))
    wanted = np.array([0, 1, 0])

    def loss() -> float:
        shares = np.exp(forward(weights, batch, keep).logits)
        return float(-np.log(shares[np.arange(3), wanted] / shares.sum(axis=1)).sum())

    result = forward(weights, batch, keep)
    error = softmax(result.logits)
    error[np.arange(3), wanted] -= 1
    slopes = back(weights, batch, keep, result, error, None)
    for name, matrix in weights.items():
        place = tuple(int(random.integers(n)) for n in matrix.shape)
        old = matrix[place]
        matrix[place] = old + 1e-4
        above = loss()
        matrix[place] = old - 1e-4
        below = loss()
        matrix[place] = old
        assert slopes[name][place] == pytest.approx((above - below) / 2e-4, abs=2e-3), name


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("not json", "line 1 is not JSON"),
        ('{"sentence": "x"}', "line 1 lacks start, end, polarity"),
        ('{"sentence": "x", "start": 0, "end": 1, "polarity": "warm"}', "polarity must be one of"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, line: str, says: str) -> None:
    (tmp_path / "rows.jsonl").write_text(line + "\n", encoding="utf-8")

    with pytest.raises(CommandError, match=says):
        call_command("train", "tone", str(tmp_path / "rows.jsonl"), output=str(tmp_path / "out.json"))

    assert not (tmp_path / "out.json").exists()


@pytest.mark.parametrize("name", ["tone", "wording"])
def test_shipped_models_say_what_they_learned_from(name: str) -> None:
    about = network.shipped(name).about

    assert {"set", "licence", "address", "file", "rows", "sha256"} <= set(about["learned_from"])
    assert about["learned_from"]["licence"] in {"MIT", "AGPL-3.0"}
    path = Path(network.__file__).parent / "models" / f"{name}.json"
    assert path.stat().st_size < 1_500_000
    assert json.loads(path.read_text(encoding="utf-8"))["labels"]
