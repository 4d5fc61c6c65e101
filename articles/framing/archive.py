"""Who speaks in each outlet, over all stories at once: whole columns of statements in, one row an outlet out.

Nothing here goes through statements one by one: a million of them take about a second (docs/performance.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from articles.analysis.types import CueTone, Tone

type Column = npt.NDArray[np.int64]

# What stands in the columns for a stance and for the tone of a verb: its place here, from 1; 0 is none.
STANCES = tuple(tone.value for tone in Tone)
TONES = tuple(tone.value for tone in CueTone)
NONE = 0


@dataclass(frozen=True, slots=True)
class Statements:
    """Columns of equal length, one entry a statement; ``NONE`` is not known.

    ``start`` and ``end`` are the characters of its text that it reaches over.
    """

    outlet: Column
    story: Column
    version: Column
    side: Column
    stance: Column
    tone: Column
    start: Column
    end: Column


@dataclass(frozen=True, slots=True)
class SideVoice:
    """A side (``NONE``: not known) in one outlet. ``share`` (0 to 1) is of the characters of all its statements.

    ``stories`` are those in which it speaks there, ``first`` the texts in which its statement is the first of all.
    """

    side: int
    statements: int
    stories: int
    first: int
    share: float


@dataclass(frozen=True, slots=True)
class OutletFraming:
    """One outlet; ``sides`` with most characters first, ``stances`` and ``verbs`` by tone, 0 for none."""

    outlet: int
    statements: int
    stories: int
    texts: int
    sides: tuple[SideVoice, ...]
    stances: Mapping[str, int]
    verbs: Mapping[str, int]


def framing_of_archive(told: Statements) -> tuple[OutletFraming, ...]:
    """The framing of every outlet that has a statement, by its number."""
    if not len(told.outlet):
        return ()
    table = pd.DataFrame({name: getattr(told, name) for name in Statements.__slots__}, copy=False)
    table["length"] = table["end"] - table["start"]
    outlets = table.groupby("outlet").agg(statements=("length", "size"), length=("length", "sum"))
    outlets["stories"] = _distinct(table, ["outlet"], "story")
    outlets["texts"] = _distinct(table, ["outlet"], "version")
    sides = _sides(table)
    stances, verbs = _counted(table, "stance", STANCES), _counted(table, "tone", TONES)
    return tuple(
        OutletFraming(
            outlet=outlet,
            statements=row["statements"],
            stories=row["stories"],
            texts=row["texts"],
            sides=tuple(
                SideVoice(
                    side=side["side"],
                    statements=side["statements"],
                    stories=side["stories"],
                    first=side["first"],
                    share=side["length"] / max(row["length"], 1),
                )
                for side in sides[outlet]
            ),
            stances=stances[outlet],
            verbs=verbs[outlet],
        )
        for outlet, row in _by_outlet(outlets).items()
    )


def _by_outlet(table: pd.DataFrame) -> dict[int, dict[str, int]]:
    """The rows of a table whose index is the outlet."""
    return {
        int(str(outlet)): {str(name): value for name, value in row.items()}
        for outlet, row in table.to_dict("index").items()
    }


def _sides(table: pd.DataFrame) -> dict[int, list[dict[str, int]]]:
    """The sides of each outlet, most characters first."""
    by = ["outlet", "side"]
    sides = table.groupby(by).agg(statements=("length", "size"), length=("length", "sum"))
    sides["stories"] = _distinct(table, by, "story")
    first = table.loc[table.groupby("version")["start"].idxmin(), by]
    sides["first"] = first.groupby(by).size().reindex(sides.index, fill_value=0)
    ordered = sides.reset_index().sort_values(["outlet", "length", "side"], ascending=[True, False, True])
    found: dict[int, list[dict[str, int]]] = {}
    for row in ordered.to_dict("records"):
        found.setdefault(row["outlet"], []).append({str(name): value for name, value in row.items()})
    return found


def _distinct(table: pd.DataFrame, by: list[str], what: str) -> "pd.Series[int]":
    """How many different ``what`` each group has."""
    return table[[*by, what]].drop_duplicates().groupby(by).size()


def _counted(table: pd.DataFrame, name: str, words: Sequence[str]) -> dict[int, dict[str, int]]:
    """For each outlet how many statements have each of the ``words``."""
    numbers = table.groupby(["outlet", name]).size().unstack(fill_value=0)
    numbers = numbers.reindex(columns=range(1, len(words) + 1), fill_value=0).set_axis(list(words), axis="columns")
    return _by_outlet(numbers)
