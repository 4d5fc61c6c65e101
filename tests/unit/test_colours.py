"""Colours of the page: enough contrast on every ground they stand on, in light and dark."""

import re
from pathlib import Path

import pytest

from articles.models import SideColour

TOKENS = dict(
    re.findall(
        r"--([\w-]+):\s*light-dark\((#[0-9a-f]{6}, #[0-9a-f]{6})\)",
        (Path(__file__).parents[2] / "static/css/tokens.css").read_text(encoding="utf-8"),
    )
)
LIGHT, DARK = 0, 1


def colour(name: str, scheme: int) -> tuple[float, ...]:
    value = TOKENS[name].split(", ")[scheme]
    return tuple(int(value[at : at + 2], 16) / 255 for at in (1, 3, 5))


def mixed(over: tuple[float, ...], ground: tuple[float, ...], share: float) -> tuple[float, ...]:
    return tuple(share * one + (1 - share) * other for one, other in zip(over, ground, strict=True))


def luminance(rgb: tuple[float, ...]) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
@pytest.mark.parametrize("ground", ["paper", "raised", "pressed"])
@pytest.mark.parametrize("name", [f"side-{value}" for value in SideColour.values] + ["ink", "quiet", "link"])
def test_words_can_be_read_on_every_ground(name: str, ground: str, scheme: int) -> None:
    assert contrast(colour(name, scheme), colour(ground, scheme)) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
@pytest.mark.parametrize("value", SideColour.values)
def test_ink_can_be_read_on_the_fill_of_a_chosen_passage(value: str, scheme: int) -> None:
    fill = mixed(colour(f"side-{value}", scheme), colour("paper", scheme), 0.2)
    assert contrast(colour("ink", scheme), fill) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
@pytest.mark.parametrize("name", ["only-there", "only-here"])
def test_differences_can_be_read_on_their_grounds(name: str, scheme: int) -> None:
    assert contrast(colour(name, scheme), colour(f"{name}-ground", scheme)) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
@pytest.mark.parametrize("name", ["control", "focus"])
def test_edges_of_controls_and_the_focus_can_be_seen(name: str, scheme: int) -> None:
    assert min(contrast(colour(name, scheme), colour(ground, scheme)) for ground in ("paper", "raised")) >= 3
