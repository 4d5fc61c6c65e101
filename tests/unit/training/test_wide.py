import pytest

from articles.analysis.learned.features import seen_by_tone, seen_by_wording
from articles.training.wide import fit_wide

PLAIN = "the pump in the cellar was mended"
HEATED = "the selfish clowns in the cellar were shameful"


def test_it_learns_from_words() -> None:
    sentences = [seen_by_wording(text) for text in [PLAIN, HEATED] * 4]

    wide = fit_wide(sentences, [0, 1] * 4, ridge=1.0)

    assert wide.scores(seen_by_wording(HEATED))[1] > 0.5
    assert wide.scores(seen_by_wording(PLAIN))[1] < -0.5


def test_it_learns_from_how_many_words_are_of_a_group() -> None:
    sentences = [seen_by_wording(text) for text in [PLAIN, HEATED] * 20]

    wide = fit_wide(sentences, [0, 1] * 20, ridge=1.0)

    heated, plain = (wide.scores(seen_by_wording(text))[1] for text in ("those loathsome jerks", "those people there"))
    assert heated > plain


def test_what_is_usual_counts_nothing() -> None:
    sentences = [seen_by_wording(text) for text in [PLAIN, HEATED] * 10]
    wide = fit_wide(sentences, [0, 1] * 10, ridge=1.0)

    apart = wide.counts.of(sentences[0]) + wide.counts.of(sentences[1])

    assert apart == pytest.approx(0.0, abs=1e-5)


def test_each_of_three_labels_has_a_score_of_its_own() -> None:
    texts = ["Voss was praised by the town", "Voss went to the town", "Voss was slammed by the town"]
    sentences = [seen_by_tone(text, 0, 4) for text in texts * 4]

    wide = fit_wide(sentences, [0, 1, 2] * 4, ridge=1.0, names=3)

    assert [int(wide.scores(seen).argmax()) for seen in sentences[:3]] == [0, 1, 2]
