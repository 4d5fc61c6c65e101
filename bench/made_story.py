"""A made story of many articles and points, the same in every run: some points in most articles, most in few.

An article tells a point word for word, with a word changed, in part, or in its own words; some could not be checked.
"""

import random
from collections.abc import Iterator

from articles.analysis.types import CueTone, Kind, Status, Tone
from articles.models import Story
from tests.stories import Piece, Said, store

SIDES = (("Northern Union", "Union", "vermilion"), ("Harbour Board", "Board", "blue"), ("City Council", "City", "teal"))
OUTLETS = (
    "Courier Herald Record Post Sun Mail Times Echo Gazette Observer Argus Star Chronicle Journal Tribune Standard"
).split()
TOWNS = "Northport Westhaven Easton Southwick Midvale".split()
PEOPLE = (
    "Ann Lee,Bo Carr,Cy Ode,Dee Oke,Eli Marsh,Flo Hart,Gus Reed,Hana Moss,Ian Voss,Joy Pell,Kit Shaw,Lou Dane"
).split(",")
SUBJECTS = "dockers crews pilots families ferries warehouses cranes tugs shops passengers".split()
DEEDS = (
    "have waited for an answer|will not go back without a deal|pay for what others decided|kept this town alive|"
    "deserve to be heard|were promised something else|have nothing left to give|cannot be moved by letters"
).split("|")
ENDS = (
    "since the winter|while the board looked away|and everybody here knows it|as the report made plain|"
    "whatever the minister says|before the next ship is due|for the third year running|until the talks begin"
).split("|")
VERBS = (
    ("said", CueTone.NEUTRAL),
    ("told the council", CueTone.NEUTRAL),
    ("added", CueTone.NEUTRAL),
    ("claimed", CueTone.DOUBTING),
    ("admitted", CueTone.DOUBTING),
    ("insisted", CueTone.HEATED),
    ("blasted", CueTone.HEATED),
)
TONES = (Tone.NEUTRAL, Tone.NEUTRAL, Tone.CRITICISM, Tone.SUPPORT)


def store_made_story(articles: int, points: int) -> Story:
    """Store it; every article has its own outlet."""
    chance = random.Random(11)  # noqa: S311  # no secret: the story must be the same in every run
    said = [_utterance(chance, number) for number in range(points)]
    reach = [chance.choice((0.9, 0.5, 0.2, 0.1, 1 / articles)) for _ in said]
    pieces = [_piece(chance, name, said, reach) for name in _names(articles)]
    return store(f"The harbour strike in {articles} papers", pieces, SIDES)


def _names(count: int) -> list[str]:
    """Each once: behind those that are more than towns and papers stands a number."""
    names = [f"{town} {outlet}" for outlet in OUTLETS for town in TOWNS]
    return [f"{names[at % len(names)]}{f' {at // len(names) + 1}' if at >= len(names) else ''}" for at in range(count)]


def _utterance(chance: random.Random, number: int) -> list[str]:
    """Words of two sentences; the number makes each of them another one."""
    first = f"The {chance.choice(SUBJECTS)} of pier {number + 1} {chance.choice(DEEDS)} {chance.choice(ENDS)}."
    second = f"{chance.randint(2, 90)} {chance.choice(SUBJECTS)} {chance.choice(DEEDS)}."
    return f"{first} {second}".split()


def _piece(chance: random.Random, outlet: str, said: list[list[str]], reach: list[float]) -> Piece:
    lines = [f"{outlet}: the harbour stood still on Monday."]
    told: list[Said] = []
    statuses: dict[str, Status] = {}
    for number, words in enumerate(said):
        if chance.random() < reach[number]:
            line, one = _told(chance, number, words)
            lines.append(line)
            told.append(one)
        elif chance.random() < 0.05:
            statuses[f"point {number}"] = chance.choice((Status.TOO_EARLY, Status.UNREADABLE, Status.UNCHECKED))
    return Piece(outlet, "\n\n".join(lines), told, statuses=statuses)


def _told(chance: random.Random, number: int, words: list[str]) -> tuple[str, Said]:
    status, text = chance.choice(list(_versions(chance, words)))
    verb, tone = chance.choice(VERBS)
    speaker = PEOPLE[number % len(PEOPLE)]
    kind = Kind.INDIRECT if status is Status.PARAPHRASE else Kind.DIRECT
    line = f"{speaker} {verb} that {text}" if kind is Kind.INDIRECT else f"{speaker} {verb}: “{text}”"
    one = Said(
        f"point {number}", text, speaker, SIDES[number % len(SIDES)][0], status=status, stance=TONES[number % 4],
        target="the board", kind=kind, cue=f"{speaker} {verb}" if number % 7 == 0 else verb.split()[0], tone=tone,
    )  # fmt: skip
    return line, one


def _versions(chance: random.Random, words: list[str]) -> Iterator[tuple[Status, str]]:
    whole = " ".join(words)
    yield Status.VERBATIM, whole
    yield Status.VERBATIM, whole
    other = list(words)
    other[chance.randrange(2, 6)] = chance.choice(("people", "workers", "here", "too"))
    yield Status.VARIANT, " ".join(other)
    yield Status.PARTIAL, " ".join(words[: whole.split(". ")[0].count(" ") + 1])
    yield Status.PARAPHRASE, f"those of pier {words[4]} would go on as before"
