"""Which statements of a story say the same thing: by letters first, then by meaning where the speaker is the same.

A false merge misleads more than a false split, so meaning alone joins only statements of one speaker.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from articles.analysis.sentences import sentences_in
from articles.analysis.similarity import MeaningIndex, plain_words, same_letters, within_letters
from articles.analysis.types import Span, Statement

# Set on the six hand-made stories of three outlets: higher splits what outlets share, lower joins near things.
SAME_MEANING = 0.44
SIMILAR_MEANING = 0.50
_SHINGLE = 3
_COMMON = 60  # places a shingle may stand in before it tells nothing


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement with the article that it stands in and its sentences (spans and texts, same order)."""

    article: str
    statement: Statement
    spans: tuple[Span, ...]
    texts: tuple[str, ...]

    @property
    def whole(self) -> str:
        """The content in one line."""
        return " ".join(self.texts)


def place(article: str, text: str, statement: Statement) -> Placed:
    """Divide a statement's content into its sentences."""
    spans = tuple(s for part in statement.parts for s in sentences_in(text, *part))
    return Placed(article, statement, spans, tuple(text[s.start : s.end] for s in spans))


def group(placed: Sequence[Placed]) -> tuple[list[list[int]], dict[int, set[int]]]:
    """Groups of indices that say the same, and for each group number the groups where somebody else argues alike."""
    leaders = list(range(len(placed)))

    def leader(i: int) -> int:
        while leaders[i] != i:
            leaders[i] = leaders[leaders[i]]
            i = leaders[i]
        return i

    for first, second in _by_letters(placed):
        leaders[leader(second)] = leader(first)
    alike = _by_meaning(placed)
    for first, second, score in alike:
        if score >= SAME_MEANING and _same_speaker(placed[first].statement, placed[second].statement):
            leaders[leader(second)] = leader(first)
    members: dict[int, list[int]] = defaultdict(list)
    for i in range(len(placed)):
        members[leader(i)].append(i)
    groups = sorted((sorted(m) for m in members.values()), key=lambda m: m[0])
    number = {i: n for n, m in enumerate(groups) for i in m}
    similar: dict[int, set[int]] = defaultdict(set)
    for first, second, score in alike:
        a, b = number[first], number[second]
        if a != b and score >= SIMILAR_MEANING:
            similar[a].add(b)
            similar[b].add(a)
    return groups, similar


def _by_letters(placed: Sequence[Placed]) -> list[tuple[int, int]]:
    """Pairs that share a sentence but for small changes; candidates come from shared runs of three words."""
    postings: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    pairs: dict[tuple[int, int], set[tuple[int, int]]] = defaultdict(set)
    for i, one in enumerate(placed):
        for s, text in enumerate(one.texts):
            words = plain_words(text)
            for shingle in {tuple(words[k : k + _SHINGLE]) for k in range(max(1, len(words) - _SHINGLE + 1))}:
                known = postings[shingle]
                if len(known) <= _COMMON:
                    for j, t in known:
                        if j != i:
                            pairs[j, i].add((t, s))
                    known.append((i, s))
    return sorted(
        (i, j)
        for (i, j), places in pairs.items()
        if any(_same_words(placed[i].texts[t], placed[j].texts[s]) for t, s in places)
        and _may_be_one(placed[i].statement, placed[j].statement)
    )


def _same_words(first: str, second: str) -> bool:
    return len(plain_words(first)) >= 3 and (
        same_letters(first, second) or within_letters(first, second) or within_letters(second, first)
    )


def _by_meaning(placed: Sequence[Placed]) -> list[tuple[int, int, float]]:
    index = MeaningIndex([p.whole for p in placed])
    scores = index.scores([p.whole for p in placed])
    found = []
    for i, one in enumerate(placed):
        for j in range(i + 1, len(placed)):
            other = placed[j]
            if one.article != other.article and scores[i, j] >= min(SAME_MEANING, SIMILAR_MEANING):
                found.append((i, j, float(scores[i, j])))
    return found


def _same_speaker(first: Statement, second: Statement) -> bool:
    return first.speaker is not None and first.speaker == second.speaker


def _may_be_one(first: Statement, second: Statement) -> bool:
    """The same words of two speakers whom the texts tell apart are two statements, unless one speaks for the other."""
    if first.speaker is None or second.speaker is None or first.speaker == second.speaker:
        return True
    one, other = {first.speaker, first.organisation}, {second.speaker, second.organisation}
    shared = (one & other) - {None}
    return bool(shared) or (first.side is not None and first.side == second.side)


Groups = Mapping[int, Sequence[int]]
