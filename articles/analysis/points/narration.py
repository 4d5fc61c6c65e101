"""Claims in the outlets' own voice that more than one of them makes."""

from collections.abc import Mapping, Sequence

import numpy as np

from articles.analysis.points.coverage import ABSENT
from articles.analysis.points.telling import StoryIndex
from articles.analysis.text.similarity import same_letters, words_of
from articles.analysis.types import Cell, Nearest, Status

# On 18 hand-made pairs of narration of the seeds: precision 0.86 at recall 0.67.
SAME_NARRATION = 0.45
CARRIED_NARRATION = 0.4  # any other sentence carries the claim from here up
_LEAST_WORDS = 6


def narrated(story: StoryIndex) -> list[int]:
    """The numbers of the sentences in an outlet's own voice: no statement takes up more than a third of them."""
    said = np.bincount(story.hosts.sentence, story.hosts.characters, minlength=len(story.places))
    headlines = {key: article.headline.end if article.headline else 0 for key, article in story.articles.items()}
    return [
        number
        for number, (key, (start, end)) in enumerate(story.places)
        if start >= headlines[key]
        and said[number] * 3 <= end - start
        and len(words_of(story.text(number))) >= _LEAST_WORDS
    ]


def shared_narration(story: StoryIndex) -> list[dict[str, Cell]]:
    """The cells of claims that two or more articles narrate, in order of where they first stand."""
    tellers = np.zeros(len(story.places), dtype=bool)
    tellers[narrated(story)] = True
    pairs = story.sentence_pairs
    score = (pairs.cosine + 0.5 * pairs.shared) / 1.5
    alike = np.flatnonzero((score >= SAME_NARRATION) & tellers[pairs.left] & tellers[pairs.right])
    ranked = sorted(
        (-(1.0 if same_letters(story.text(i), story.text(j)) else round(float(score[n]), 6)), i, j)
        for n in alike
        for i, j in [(int(pairs.left[n]), int(pairs.right[n]))]
    )
    claims = _joined([(i, j) for _, i, j in ranked], story)
    near: dict[int, list[tuple[float, int]]] = {n: [] for claim in claims for n in claim.values()}
    for way in (pairs, pairs.turned()):
        likeness = way.likeness
        for n in np.flatnonzero(np.isin(way.left, list(near))):
            near[int(way.left[n])].append((float(likeness[n]), int(way.right[n])))
    return [_cells(claim, near, story) for claim in claims]


def _joined(pairs: Sequence[tuple[int, int]], story: StoryIndex) -> list[dict[str, int]]:
    """Join the best pairs first; a claim has at most one sentence an article."""
    claims: list[dict[str, int]] = []
    member: dict[int, int] = {}
    for i, j in pairs:
        a, b = member.get(i), member.get(j)
        ours, theirs = story.places[i][0], story.places[j][0]
        if a is None and b is None:
            claims.append({ours: i, theirs: j})
            member[i] = member[j] = len(claims) - 1
        elif a is None and b is not None and ours not in claims[b]:
            claims[b][ours] = i
            member[i] = b
        elif b is None and a is not None and theirs not in claims[a]:
            claims[a][theirs] = j
            member[j] = a
    return sorted(claims, key=lambda claim: min(story.places[n][1].start for n in claim.values()))


def _cells(
    claim: Mapping[str, int], near: Mapping[int, Sequence[tuple[float, int]]], story: StoryIndex
) -> dict[str, Cell]:
    """The cell of each article for a narrated claim: ``claim`` has its sentence in each article that makes it."""
    in_order = [claim[key] for key in story.keys if key in claim]
    first = story.text(in_order[0])
    cells = dict.fromkeys(story.keys, ABSENT)
    best: dict[str, tuple[float, int]] = {}
    for n in in_order:
        for score, other in near[n]:
            key = story.places[other][0]
            best[key] = max(best.get(key, (0.0, 0)), (score, -other))
    for key, (score, other) in best.items():
        span = story.places[-other][1]
        carried = score >= CARRIED_NARRATION
        cells[key] = (
            Cell(Status.PARAPHRASE, (), (span,), None)
            if carried
            else Cell(Status.ABSENT, (), (), Nearest(span, round(score, 3)))
        )
    for key in claim:
        told = story.text(claim[key])
        same = words_of(told) == words_of(first)
        status = Status.VERBATIM if same else Status.VARIANT if same_letters(told, first) else Status.PARAPHRASE
        cells[key] = Cell(status, (), (story.places[claim[key]][1],), None)
    return cells
