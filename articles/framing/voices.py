"""Who speaks in each text, how much, how early and in what manner: of the statements that a page's filters leave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from articles.analysis.types import CueTone, Span, Tone
from articles.framing.words import Indices, Text, Words

type Label = Literal["side", "speaker", "role"]


@dataclass(frozen=True, slots=True)
class Voice:
    """One side, speaker or role in one text; ``name`` None is not known.

    ``words`` are those of its statements of every kind (one that two statements share counts once), ``share`` (0 to 1)
    is of the words of all statements counted. ``paragraphs`` are those it speaks in, ``first`` the first, from 1.
    """

    key: str
    name: str | None
    words: int
    share: float
    idents: tuple[str, ...]
    first: int
    in_headline: bool
    paragraphs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """A part of what one text has of something: ``times`` of ``total``, with the places that were counted."""

    key: str
    name: str
    times: int
    total: int
    idents: tuple[str, ...]
    places: tuple[Span, ...]

    @property
    def share(self) -> float:
        """0 to 1; 0.0 where there is nothing to count."""
        return self.times / self.total if self.total else 0.0


def voices_of(texts: Sequence[Text], words: Mapping[str, Words], label: Label) -> list[Voice]:
    """The voices of each text by side, speaker or role, most words first; none for a text without statements."""
    every = [(text.key, index, one) for text in texts for index, one in enumerate(text.told)]
    if not every:
        return []
    # Numbers for names: in a frame the name of whoever is not known would be no name at all.
    names = list(dict.fromkeys(getattr(one, label) for _, _, one in every))
    numbers = {name: number for number, name in enumerate(names)}
    told = pd.DataFrame(
        [
            (key, index, numbers[getattr(one, label)], one.ident, one.paragraph, one.in_headline)
            for key, index, one in every
        ],
        columns=["key", "statement", "name", "ident", "paragraph", "in_headline"],
    )
    spoken = _spoken(texts, words).merge(told[["key", "statement", "name"]], on=["key", "statement"])
    by = ["key", "name"]
    table = told.groupby(by, sort=False).agg(
        idents=("ident", tuple),
        first=("paragraph", "min"),
        in_headline=("in_headline", "any"),
        paragraphs=("paragraph", lambda column: tuple(sorted(set(column)))),
    )
    table["words"] = spoken.groupby(by)["word"].nunique().reindex(table.index, fill_value=0)
    totals = spoken.groupby("key")["word"].nunique()
    order = {text.key: place for place, text in enumerate(texts)}
    rows = table.reset_index().to_dict("records")
    rows.sort(key=lambda row: (order[row["key"]], -row["words"], row["first"]))
    return [
        Voice(
            key=row["key"],
            name=names[row["name"]],
            words=int(row["words"]),
            share=int(row["words"]) / max(int(totals.get(row["key"], 0)), 1),
            idents=row["idents"],
            first=int(row["first"]),
            in_headline=bool(row["in_headline"]),
            paragraphs=row["paragraphs"],
        )
        for row in rows
    ]


def _spoken(texts: Sequence[Text], words: Mapping[str, Words]) -> pd.DataFrame:
    """One row for each word of each statement: the text, the statement's index, and which word of the text it is."""
    keys: list[str] = []
    statements: list[int] = []
    ranges: list[Indices] = []
    for text in texts:
        starts = words[text.key].starts
        for index, one in enumerate(text.told):
            for part in one.parts:
                ranges.append(np.arange(np.searchsorted(starts, part.start), np.searchsorted(starts, part.end)))
                keys.append(text.key)
                statements.append(index)
    sizes = [len(one) for one in ranges]
    return pd.DataFrame(
        {
            "key": np.repeat(np.array(keys, dtype=object), sizes),
            "statement": np.repeat(np.array(statements, dtype=np.int64), sizes),
            "word": np.concatenate(ranges) if ranges else np.array([], dtype=np.int64),
        }
    )


def shares_by(texts: Sequence[Text], what: Literal["stance", "verb"]) -> list[Share]:
    """The statements of each text by their first stance, or its verbs of saying by tone; every name is there.

    A verb that introduces two statements counts once.
    """
    names = [tone.value for tone in (Tone if what == "stance" else CueTone)]
    rows = pd.DataFrame(
        [
            (text.key, one.stance if what == "stance" else one.cue_tone, one.ident, one.cue)
            for text in texts
            for one in text.told
            if what == "stance" or (one.cue and one.cue_tone)
        ],
        columns=["key", "name", "ident", "cue"],
    )
    if what == "verb":
        rows = rows.drop_duplicates(["key", "cue"])
    totals = rows.groupby("key").size()
    groups = dict(list(rows.groupby(["key", "name"])))
    shares: list[Share] = []
    for text in texts:
        for name in names:
            group = groups.get((text.key, name))
            idents = tuple(group["ident"]) if group is not None else ()
            places = tuple(Span(*cue) for cue in group["cue"] if cue) if group is not None else ()
            shares.append(Share(text.key, name, len(idents), int(totals.get(text.key, 0)), idents, places))
    return shares
