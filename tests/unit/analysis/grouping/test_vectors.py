"""Vectors of many texts at once, held against weights that are worked out one by one."""

import math
from collections import Counter
from itertools import pairwise
from random import Random

import pytest

from articles.analysis.grouping.vectors import RARITY_POWER, TERMS, Vectoriser, Vectors
from articles.analysis.text.similarity import stems

type Plain = list[dict[int, float]]


def plain(vectors: Vectors) -> Plain:
    """Each row as a dictionary, in its order."""
    bounds, terms, weights = vectors.bounds.tolist(), vectors.terms.tolist(), vectors.weights.tolist()
    return [dict(zip(terms[start:end], weights[start:end], strict=True)) for start, end in pairwise(bounds)]


def one_by_one(texts: list[str]) -> Plain:
    number_of: dict[str, int] = {}
    texts_with: Counter[str] = Counter()
    rows = []
    for came, text in enumerate(texts):
        counts = Counter(stems(text))
        texts_with.update(counts.keys())
        weights = {
            number_of.setdefault(stem, len(number_of)): (1 + math.log(count))
            * math.log((came + 2) / (texts_with[stem] + 0.5)) ** RARITY_POWER
            for stem, count in counts.items()
        }
        heaviest = sorted(weights, key=lambda term: (-round(weights[term], 12), term))[:TERMS]
        length = math.hypot(*(weights[term] for term in heaviest))
        rows.append({term: weights[term] / length for term in heaviest})
    return rows


def made(count: int) -> list[str]:
    """Texts of no words to some two hundred, many of them in several."""
    chance = Random(4)  # noqa: S311 - no secret: the texts must be the same in every run
    words = [f"{chance.choice('bcdfgh')}{number}" for number in range(900)]
    return [" ".join(chance.choices(words, k=chance.choice((0, 3, 40, 200)))) for _ in range(count)]


def test_each_text_weighs_its_terms_among_those_up_to_it() -> None:
    texts = made(120)
    found, expected = plain(Vectoriser().vectors(texts)), one_by_one(texts)
    assert [list(row) for row in found] == [list(row) for row in expected]
    assert found == [pytest.approx(row, abs=1e-12) for row in expected]
    assert max(map(len, found)) == TERMS


@pytest.mark.parametrize("size", [1, 2, 7, 50])
def test_how_texts_are_cut_into_calls_changes_not_a_bit(size: int) -> None:
    texts, cut = made(120), Vectoriser()
    parts = [cut.vectors(texts[start : start + size]) for start in range(0, len(texts), size)]
    assert [row for part in parts for row in plain(part)] == plain(Vectoriser().vectors(texts))


def test_texts_without_words_have_no_entries() -> None:
    vectors = Vectoriser().vectors(["", "the", "bridge", "-"])
    assert vectors.bounds.tolist() == [0, 0, 0, 1, 1]
    assert vectors.weights.tolist() == [1.0]
    assert len(Vectoriser().vectors([])) == 0


def test_a_part_of_the_rows_is_numbered_anew() -> None:
    vectors = Vectoriser().vectors(made(20))
    part = vectors[5:9]
    assert plain(part) == plain(vectors)[5:9]
    assert part.rows().tolist() == [row for row, entries in enumerate(plain(part)) for _ in entries]
    assert len(vectors[18:30]) == 2
