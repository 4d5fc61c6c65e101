"""Measures of each article of a comparison: who speaks, how much, where and in what words.

A word is a run of letters and digits with what joins them inside ("don't", "No-one", "40,000", "10-15").
Words are counted over the whole text less its boilerplate; the headline counts, as the outlet's own
words where no source is quoted in it. A word that two statements share counts once for an article and
once for each side or speaker. Whatever has nothing to count is 0, and a share of nothing is 0.0.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from articles.analysis.types import (
    AnalysedArticle,
    Comparison,
    CueTone,
    Point,
    Statement,
    Status,
    Tone,
    Voice,
)
from articles.framing.words import WORD, Indices, between_marks, inside

type Measures = dict[str, Any]

_SHARE_DIGITS = 4


def measure(comparison: Comparison) -> dict[str, Measures]:
    """The measures of every article, under its key, ready for JSON.

    ``words`` = ``words_quoted`` (inside quotation marks of statements) + ``words_own`` (all others);
    ``words_reported`` are those of the own words in which a source's words are told without marks.
    ``sides`` and ``speakers`` have one row for each, most words first, None for what is not known:
    ``words`` of their statements of every kind, ``share`` (0 to 1) of all words of statements,
    ``statements``, ``first_paragraph`` (from 1), ``paragraphs`` (in how many they speak) and ``ids`` of the statements.
    ``stances``: for each tone the ``statements``, their ``share`` (0 to 1) and ``ids``.
    ``verbs``: verbs of saying by tone. ``loaded_own``: loaded terms in the outlet's own voice by category.
    ``points_alone`` stand in this article only; ``points_missing`` were searched for here and are absent.
    ``evidence`` holds the passages behind the counts: spans of ``verbs`` and ``loaded_own``, ids of points.
    """
    return {key: _measure_article(key, article, comparison.points) for key, article in comparison.articles.items()}


def _measure_article(key: str, article: AnalysedArticle, points: Sequence[Point]) -> Measures:
    alone = [point.id for point in points if point.only_in == key]
    missing = [point.id for point in points if key in point.coverage and point.coverage[key].status is Status.ABSENT]
    own = _own_measures(article)
    return {
        **own,
        "points_alone": len(alone),
        "points_missing": len(missing),
        "evidence": {**own["evidence"], "points_alone": alone, "points_missing": missing},
    }


@lru_cache(maxsize=64)  # an editor's ruling changes one article of a story, and all are measured again
def _own_measures(article: AnalysedArticle) -> Measures:
    """What an article tells by itself; not to be changed by whoever gets it."""
    words = _word_starts(article)
    voices = _voices(article, words)
    quoted, told = int(voices.loc[voices["marked"], "word"].nunique()), int(voices["word"].nunique())
    verbs, loaded = _verbs(article), _loaded_own(article)
    return {
        "words": len(words),
        "words_quoted": quoted,
        "words_own": len(words) - quoted,
        "words_reported": told - quoted,
        "paragraphs": len(article.paragraphs),
        "sides": _rows(article, voices, "side"),
        "speakers": _rows(article, voices, "speaker"),
        "stances": _stances(article.statements),
        "verbs": {tone: len(spans) for tone, spans in verbs.items()},
        "loaded_own": {category: len(spans) for category, spans in loaded.items()},
        "evidence": {"verbs": verbs, "loaded_own": loaded},
    }


def _word_starts(article: AnalysedArticle) -> Indices:
    """Where each counted word begins, in order."""
    starts = np.fromiter((match.start() for match in WORD.finditer(article.text)), dtype=np.int64)
    return starts[~inside(starts, article.boilerplate)]


def _voices(article: AnalysedArticle, words: Indices) -> pd.DataFrame:
    """One row for each word of each statement: ``statement`` (its index), ``word``, ``marked`` (between marks)."""
    frames = []
    for index, statement in enumerate(article.statements):
        held = words[inside(words, statement.parts)]
        marked = inside(held, between_marks(article.text, statement.kind, statement.parts))
        frames.append(pd.DataFrame({"statement": index, "word": held, "marked": marked}))
    if not frames:
        return pd.DataFrame({"statement": [], "word": [], "marked": []}).astype({"marked": bool})
    return pd.concat(frames, ignore_index=True)


def _rows(article: AnalysedArticle, voices: pd.DataFrame, label: str) -> list[Measures]:
    """One row for each side or speaker (``label`` says which, and is the key under which a row names it)."""
    statements = article.statements
    named = [getattr(statement, label) for statement in statements]
    names = list(dict.fromkeys(named))
    codes = pd.Series([names.index(name) for name in named], dtype="int64")
    spoken = voices.assign(name=codes.reindex(voices["statement"]).to_numpy())
    parts = _parts(article)
    stood = parts.assign(name=codes.reindex(parts["statement"]).to_numpy())
    told = pd.DataFrame(
        {
            "name": codes,
            "paragraph": pd.Series([statement.paragraph for statement in statements], dtype="int64"),
            "id": pd.Series([statement.id for statement in statements], dtype="object"),
        }
    )
    table = told.groupby("name").agg(statements=("id", "size"), first_paragraph=("paragraph", "min"), ids=("id", list))
    table["words"] = spoken.groupby("name")["word"].nunique().reindex(table.index, fill_value=0)
    table["share"] = (table["words"] / max(voices["word"].nunique(), 1)).round(_SHARE_DIGITS)
    table["paragraphs"] = stood.groupby("name")["paragraph"].nunique()
    ordered = table.sort_values(["words", "first_paragraph"], ascending=[False, True], kind="stable").reset_index()
    columns = ["words", "share", "statements", "first_paragraph", "paragraphs", "ids"]
    return [{label: names[row["name"]]} | {key: row[key] for key in columns} for row in ordered.to_dict("records")]


def _parts(article: AnalysedArticle) -> pd.DataFrame:
    """One row for each part of each statement: ``statement`` (its index) and ``paragraph`` (from 1)."""
    starts = np.fromiter((paragraph.start for paragraph in article.paragraphs), dtype=np.int64)
    rows = [
        # Counted from the statement's own paragraph, so that both agree on which is the first.
        (index, statement.paragraph + _steps(starts, statement.start, part.start))
        for index, statement in enumerate(article.statements)
        for part in statement.parts
    ]
    return pd.DataFrame(rows, columns=["statement", "paragraph"], dtype="int64")


def _steps(starts: Indices, first: int, then: int) -> int:
    """How many paragraphs begin after ``first`` and not after ``then``."""
    return int(np.searchsorted(starts, then, "right") - np.searchsorted(starts, first, "right"))


def _stances(statements: Sequence[Statement]) -> dict[str, Measures]:
    """Statements by their first stance; all tones are there, in a fixed order."""
    told = pd.DataFrame({"id": [s.id for s in statements], "stance": [str(s.stance) for s in statements]})
    ids = told.groupby("stance")["id"].agg(list).to_dict()
    return {
        tone.value: {
            "statements": len(ids.get(tone.value, [])),
            "share": round(len(ids.get(tone.value, [])) / max(len(statements), 1), _SHARE_DIGITS),
            "ids": ids.get(tone.value, []),
        }
        for tone in Tone
    }


def _verbs(article: AnalysedArticle) -> dict[str, list[list[int]]]:
    """Spans of the verbs of saying by tone; a verb that introduces two statements is there once."""
    return {
        tone.value: sorted({s.cue: list(s.cue) for s in article.statements if s.cue and s.cue_tone is tone}.values())
        for tone in CueTone
    }


def _loaded_own(article: AnalysedArticle) -> dict[str, list[list[int]]]:
    """Spans of the loaded terms that the outlet uses in its own voice, by category."""
    spans: dict[str, list[list[int]]] = {}
    for loaded in article.loaded:
        if loaded.voice is Voice.OUTLET:
            spans.setdefault(loaded.category, []).append(list(loaded.span))
    return {category: spans[category] for category in sorted(spans)}
