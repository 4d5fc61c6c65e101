"""Values as JSON and back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pytest

from articles.analysis.types import Comparison, Span
from articles.freezing.codec import canonical, from_json, to_json
from tests.stories import Piece, Said, analysed


class Colour(StrEnum):
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Inner:
    at: Span
    colour: Colour | None = None


@dataclass(frozen=True, slots=True)
class Outer:
    several: tuple[Inner, ...]
    named: Mapping[str, Inner]
    ids: frozenset[int]
    anything: Any
    text: str | None = None


VALUE = Outer(
    (Inner(Span(1, 2), Colour.BLUE), Inner(Span(3, 4))), {"b": Inner(Span(5, 6))}, frozenset({3, 1}), {"x": [1]}
)


def test_a_value_comes_back_as_it_was() -> None:
    assert from_json(Outer, json.loads(canonical(VALUE))) == VALUE


def test_a_whole_comparison_comes_back_as_it_was() -> None:
    found = analysed([Piece("A", "Ann: “We stay.”", [Said("stay", "We stay.", "Ann")]), Piece("B", "Nothing.")])
    assert from_json(Comparison, json.loads(canonical(found))) == found


def test_equal_values_have_equal_bytes() -> None:
    assert canonical({"b": 1, "a": "é"}) == canonical({"a": "é", "b": 1}) == '{"a":"é","b":1}'.encode()
    assert to_json(frozenset({3, 1, 2})) == [1, 2, 3]


def test_what_json_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical({"x": float("nan")})


@pytest.mark.parametrize("data", [{}, {"several": 1}, [], None])
def test_data_of_another_form_is_refused(data: object) -> None:
    with pytest.raises((KeyError, TypeError)):
        from_json(Outer, data)
