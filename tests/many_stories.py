"""Many made stories of one town, the same in every run: outlets that quote sides more or less often, over months."""

import random
from datetime import date

from articles.analysis.types import CueTone, Kind, Status, Tone
from articles.models import Story
from tests.stories import SIDES, Piece, Said, store

OUTLETS = ("The Courier", "Evening Post", "Morning Sun", "Harbour Gazette", "The Record", "Daily Echo")
PEOPLE = (("Ann Lee", 0), ("Bo Carr", 1), ("Cy Ode", 0), ("Dee Oke", 1), ("Eli Marsh", None))
VERBS = (
    ("said", CueTone.NEUTRAL),
    ("told reporters", CueTone.NEUTRAL),
    ("claimed", CueTone.DOUBTING),
    ("blasted", CueTone.HEATED),
)


def many_stories(number: int, *, first: int = 0, points: int = 6, outlets: int = 4) -> list[Story]:
    """Store so many stories, the newest in June 2026, a few a month."""
    return [_story(each, points, outlets) for each in range(first, first + number)]


def _story(number: int, points: int, outlets: int) -> Story:
    chance = random.Random(number)  # noqa: S311 - no secret: it must be the same in every run
    names = chance.sample(OUTLETS, outlets)
    said = [(f"point {number}-{point}", *chance.choice(PEOPLE)) for point in range(points)]
    pieces = [_piece(chance, number, name, said) for name in names]
    story = store(f"Harbour dispute, part {number}", pieces, SIDES)
    months = number // 20
    story.date = date(2026 - (months + 6) // 12, 12 - (months + 6) % 12, 1 + number % 28)
    story.save()
    return story


def _piece(chance: random.Random, number: int, outlet: str, said: list[tuple[str, str, int | None]]) -> Piece:
    # The Courier quotes everybody, the Morning Sun the board above all.
    chosen = [one for one in said if chance.random() < _reach(outlet, one[2])]
    lines = [f"{outlet}: the harbour stood still on day {number}."]
    told = []
    for point, speaker, side in chosen:
        words = f"We have waited {point} days for an answer to strike letter {number}."
        verb, tone = chance.choice(VERBS)
        lines.append(f"{speaker} {verb}: “{words}”")
        told.append(
            Said(
                point,
                words,
                speaker,
                SIDES[side][0] if side is not None else None,
                status=Status.VERBATIM,
                stance=chance.choice((Tone.NEUTRAL, Tone.CRITICISM)),
                target="the board",
                kind=Kind.DIRECT,
                cue=verb,
                tone=tone,
            )
        )
    return Piece(outlet, "\n\n".join(lines), told)


def _reach(outlet: str, side: int | None) -> float:
    if outlet == "The Courier":
        return 1.0
    if outlet == "Morning Sun":
        return 0.8 if side == 1 else 0.3
    return 0.6
