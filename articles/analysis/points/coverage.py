"""How each article carries a point: from its statements, else from a search of its full text."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress, pairwise
from math import exp

import numpy as np

from articles.analysis.points.fragments import QuotedWords
from articles.analysis.points.pairs import Floats, Pairs
from articles.analysis.points.telling import Placed, StoryIndex, chances, opposed, tellings
from articles.analysis.text.similarity import same_letters, within_letters, words_of
from articles.analysis.types import Cell, Nearest, SpeakerKind, Status

# Log odds that a sentence tells a statement (``telling``). Set on the six hand-made stories; the second is a close
# choice (docs/methods.md).
CARRIED = -0.75  # from here up the article carries the point, in other words
DOUBTED = -0.98  # from here up nothing is said to stand in one article alone
_NEAREST = 10  # articles without a point whose nearest passage is told, those that come closest; of few articles all
_LETTERS_FROM = 0.45  # likeness under which two sentences need not be compared letter by letter
_MOST = 6  # sentences of an article that are looked at for a point
_LEAST_WORDS = 4
ABSENT = Cell(Status.ABSENT, (), (), None)


@dataclass(frozen=True, slots=True)
class Found:
    """What the search of an article found for a point: how likely it carries it (log odds), best sentences first.

    ``alike`` are those of the sentences that may be the point's own words.
    """

    chance: float
    sentences: tuple[int, ...]
    alike: tuple[int, ...]


class Search:
    """What the search of all texts found for each point; nothing where the chance is too small to be told."""

    def __init__(self, story: StoryIndex, groups: Sequence[Sequence[int]], pairs: Pairs) -> None:
        self.story = story
        self.by = _told_in(story)
        self.quoted = QuotedWords(story.articles, story.words)
        self.hosted: list[list[Placed]] = [[] for _ in story.places]
        for number, host in zip(story.hosts.statement.tolist(), story.hosts.sentence.tolist(), strict=True):
            self.hosted[host].append(story.placed[number])
        self.found: list[dict[str, Found]] = [{} for _ in groups]
        point_of = np.zeros(len(story.placed), dtype=np.int64)
        own = np.zeros((len(groups), len(story.keys)), dtype=bool)
        for number, members in enumerate(groups):
            point_of[members] = number
            own[number, story.owner[members]] = True
        told = tellings(story, pairs)
        chance = np.full(own.shape, -np.inf, dtype=np.float32)
        np.maximum.at(chance, point_of, chances(story, pairs, told))
        point, article = point_of[told.statement], story.article[told.sentence]
        doubted = (chance >= DOUBTED) & ~own
        self.doubted = [frozenset(story.keys[n] for n in np.flatnonzero(row)) for row in doubted]
        alike = told.words >= _LETTERS_FROM
        chance[own] = -np.inf
        near = np.minimum(_highest(chance, _NEAREST), CARRIED)
        worth = np.flatnonzero(((chance[point, article] >= near[point]) | alike) & ~own[point, article])
        cell = point * len(story.keys) + article
        order = worth[np.lexsort((told.sentence[worth], -told.score[worth], cell[worth]))]
        begin = np.flatnonzero(np.diff(cell[order], prepend=-1))
        here = (point[order[begin]], article[order[begin]])
        places = zip(here[0].tolist(), here[1].tolist(), chance[here].tolist(), strict=True)
        sentences, may_be_own = told.sentence[order].tolist(), alike[order].tolist()
        for (number, key, odds), (first, end) in zip(places, pairwise([*begin.tolist(), len(order)]), strict=True):
            some = slice(first, min(end, first + _MOST))
            own_words = sorted(set(compress(sentences[some], may_be_own[some])))
            self.found[number][story.keys[key]] = Found(odds, tuple(sentences[some]), tuple(own_words))


def _by_person(placed: Placed) -> bool:
    return placed.statement.speaker is not None and placed.statement.speaker_kind is SpeakerKind.PERSON


def _highest(rows: Floats, count: int) -> Floats:
    """The value of each row that ``count`` values of the row reach."""
    if rows.shape[1] <= count:
        return np.full(len(rows), -np.inf, dtype=np.float32)
    return np.asarray(np.partition(rows, -count, axis=1)[:, -count], dtype=np.float32)


def _told_in(story: StoryIndex) -> list[Placed | None]:
    """For each sentence of a story the statement that most of it is; None for the outlet's own words."""
    found: list[Placed | None] = [None] * len(story.places)
    for number, host, shared in zip(*(of.tolist() for of in story.hosts), strict=True):
        start, end = story.places[host][1]
        if shared * 2 > end - start and found[host] is None:
            found[host] = story.placed[number]
    return found


def cells_of(number: int, members: Sequence[Placed], search: Search) -> dict[str, Cell]:
    """The cell of each article for the point ``number``, made of ``members``."""
    fullest = fullest_of(members)
    said = sentences_said(members)
    cells = dict.fromkeys(search.story.keys, ABSENT)
    cells.update((key, _searched_for(said, found, fullest, search)) for key, found in search.found[number].items())
    for placed in members:
        for key, spans in search.quoted.elsewhere(placed.article, placed.statement.parts).items():
            if not cells[key].status.carries:
                cells[key] = Cell(Status.PARTIAL, (), spans, None)
    cells.update((key, _told(statements, fullest)) for key, statements in _by_article(members).items())
    return cells


def _by_article(placed: Sequence[Placed]) -> dict[str, list[Placed]]:
    found: dict[str, list[Placed]] = {}
    for one in placed:
        found.setdefault(one.article, []).append(one)
    return found


def fullest_of(members: Sequence[Placed]) -> Placed:
    """The longest version of a point."""
    return max(members, key=lambda p: (sum(len(t) for t in p.texts), -p.statement.start))


def sentences_said(members: Sequence[Placed]) -> list[str]:
    """All different sentences of a point, those of its fullest version first."""
    said = list(fullest_of(members).texts)
    for placed in members:
        said.extend(text for text in placed.texts if not any(_has(known, text) for known in said))
    return said


def _has(passage: str, sentence: str) -> bool:
    return same_letters(passage, sentence) or within_letters(sentence, passage)


def _told(own: Sequence[Placed], fullest: Placed) -> Cell:
    ids = tuple(p.statement.id for p in own)
    spans = tuple(part for p in own for part in p.statement.parts)
    texts = [text for p in own for text in p.texts]
    if any(p is fullest for p in own):
        return Cell(Status.VERBATIM, ids, spans, None)
    return Cell(status_of(texts, fullest.texts), ids, spans, None)


def status_of(texts: Sequence[str], fullest: Sequence[str]) -> Status:
    """Verbatim, variant, partial or paraphrase of the fullest version, sentence by sentence."""
    if {words_of(text) for text in texts} == {words_of(text) for text in fullest}:
        return Status.VERBATIM
    kept = [sentence for sentence in fullest if any(same_letters(text, sentence) for text in texts)]
    part_of = any(
        within_letters(text, sentence) or within_letters(sentence, text) for text in texts for sentence in fullest
    )
    if len(kept) == len(fullest):
        return Status.VARIANT
    return Status.PARTIAL if kept or part_of else Status.PARAPHRASE


def _searched_for(said: Sequence[str], found: Found, fullest: Placed, search: Search) -> Cell:
    """The cell of an article that no statement of the point was found in."""
    places = search.story.places
    if found.alike:
        whole = [sentence for sentence in said if len(words_of(sentence)) >= _LEAST_WORDS]
        alike = [n for n in found.alike if not any(opposed(fullest, other) for other in search.hosted[n])]
        texts = {n: search.story.text(n) for n in alike}
        having = sorted(n for n, text in texts.items() if any(_has(text, sentence) for sentence in whole))
        if having:
            spans = tuple(places[n][1] for n in having)
            return Cell(status_of([texts[n] for n in having], said), (), spans, None)
    best = found.sentences[0]
    if found.chance >= CARRIED and _may_tell(best, fullest, search):
        return Cell(Status.PARAPHRASE, (), (places[best][1],), None)
    return Cell(Status.ABSENT, (), (), Nearest(places[best][1], likely(found.chance)))


def likely(score: float) -> float:
    """Log odds as a probability."""
    return round(1 / (1 + exp(-score)), 3)


def _may_tell(sentence: int, told: Placed, search: Search) -> bool:
    """Whether a sentence can tell a statement: not words of another person (those of the outlet and of groups may).

    Nor can one that says another thing in the same words.
    """
    statement, by = told.statement, search.by[sentence]
    if by is not None and _by_person(by) and _by_person(told) and by.statement.speaker != statement.speaker:
        return False
    return not any(opposed(told, other) for other in search.hosted[sentence])
