"""Which statements of a story say the same thing: by letters first, then by meaning where the speaker is the same.

A false merge misleads more than a false split, so meaning joins only statements of speakers that may be one; that an
article carries a point in other words is found without joining the statements (``coverage``).
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from articles.analysis.points.pairs import Ints, Pairs
from articles.analysis.points.shingles import met
from articles.analysis.points.telling import Placed, likeness_of_statements, opposed
from articles.analysis.points.voices import Voices
from articles.analysis.rulings.bonds import Bonds
from articles.analysis.text.similarity import same_letters, within_letters, words_of
from articles.analysis.types import Tone

if TYPE_CHECKING:
    from numpy.typing import NDArray

# All set on the six hand-made stories of three outlets.
SAME_MEANING = 0.34  # one speaker: joined as one point
SAME_MEANING_KINDRED = 0.50  # speakers of whom one may speak for the other
SIMILAR_MEANING = 0.45  # somebody else argues alike
_ARGUMENT = 5  # words that an argument has at least
_MEAN_OF_GROUPS = 0.8  # how near to the threshold the mean of all pairs must be, against chains of weak links
NO_BONDS = Bonds()


@dataclass(frozen=True, slots=True)
class Groups:
    """``members``: indices that say the same, in order; ``similar``: for a group's number, those that argue alike."""

    members: list[list[int]]
    similar: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))


def group(placed: Sequence[Placed], pairs: Pairs, bonds: Bonds = NO_BONDS) -> Groups:
    """Group the statements of a story; ``pairs`` are those of different articles that may be alike.

    ``bonds`` are what editors have said of them: they come first, and nothing else joins what they part.
    """
    joining = _Joining(placed, bonds.apart)
    for first, second in bonds.together:
        joining.join(first, second)
    voices = Voices([p.statement for p in placed])
    for first, second, here, there in _sharing_words(placed, voices):
        if not joining.are_one(first, second) and _same_words(placed[first].texts[here], placed[second].texts[there]):
            joining.join(first, second)
    score = likeness_of_statements(pairs)
    worth = np.flatnonzero(score >= min(SAME_MEANING, SIMILAR_MEANING))
    order = worth[np.argsort(-score[worth], kind="stable")]
    score, left, right = score[order], pairs.left[order], pairs.right[order]
    alike = list(zip(score.tolist(), left.tolist(), right.tolist(), strict=True))
    joining.link(alike)
    for n in np.flatnonzero(score >= _least(voices, left, right)).tolist():
        _, first, second = alike[n]
        if not joining.are_one(first, second) and not opposed(placed[first], placed[second]):
            joining.join_if_alike(first, second)
    return _with_similar(placed, joining.groups(), alike)


class _Joining:
    """Groups that grow by joining; the likeness of two groups is the mean over their pairs of different articles.

    Groups with statements that are ``apart`` are never joined.
    """

    def __init__(self, placed: Sequence[Placed], apart: Collection[tuple[int, int]]) -> None:
        self.members = {i: [i] for i in range(len(placed))}
        self.articles = {i: {p.article: 1} for i, p in enumerate(placed)}  # how many members each has in a group
        self.links: dict[int, dict[int, float]] = defaultdict(dict)
        self.apart: dict[int, set[int]] = defaultdict(set)
        for first, second in apart:
            self.apart[first].add(second)
            self.apart[second].add(first)
        self.group_of = list(range(len(placed)))

    def link(self, pairs: Sequence[tuple[float, int, int]]) -> None:
        """Tell how alike statements are; pairs that are not told are not alike."""
        for score, first, second in pairs:
            a, b = self.group_of[first], self.group_of[second]
            if a != b:
                self.links[a][b] = self.links[a].get(b, 0.0) + score
                self.links[b][a] = self.links[b].get(a, 0.0) + score

    def are_one(self, first: int, second: int) -> bool:
        """Whether two statements are in one group already."""
        return self.group_of[first] == self.group_of[second]

    def join(self, first: int, second: int) -> None:
        a, b = self.group_of[first], self.group_of[second]
        if a == b or b in self.apart[a]:
            return
        if len(self.members[a]) < len(self.members[b]):
            a, b = b, a
        for i in self.members[b]:
            self.group_of[i] = a
        self.members[a].extend(self.members.pop(b))
        ours = self.articles[a]
        for article, count in self.articles.pop(b).items():
            ours[article] = ours.get(article, 0) + count
        for other in self.apart.pop(b, ()):
            self.apart[other].discard(b)
            self.apart[other].add(a)
            self.apart[a].add(other)
        for other, total in self.links.pop(b, {}).items():
            del self.links[other][b]
            if other != a:
                self.links[a][other] = self.links[a].get(other, 0.0) + total
                self.links[other][a] = self.links[a][other]

    def join_if_alike(self, first: int, second: int) -> None:
        a, b = self.group_of[first], self.group_of[second]
        ours, theirs = self.articles[a], self.articles[b]
        within = sum(count * theirs.get(key, 0) for key, count in ours.items())
        pairs = len(self.members[a]) * len(self.members[b]) - within
        if self.links[a].get(b, 0.0) >= SAME_MEANING * _MEAN_OF_GROUPS * pairs:
            self.join(a, b)

    def groups(self) -> list[list[int]]:
        return sorted((sorted(members) for members in self.members.values()), key=lambda members: members[0])


def _sharing_words(placed: Sequence[Placed], voices: Voices) -> Iterator[tuple[int, int, int, int]]:
    """Statements that may be one and sentences of theirs that share some words: as ``met`` gives them."""
    pairs = met(placed)
    denied = np.array([p.denied for p in placed], dtype=bool)
    worth = np.flatnonzero(voices.may_be_one(pairs.one, pairs.other) & (denied[pairs.one] == denied[pairs.other]))
    return zip(*(of[worth].tolist() for of in pairs), strict=True)


def _same_words(first: str, second: str) -> bool:
    return len(words_of(first)) >= 3 and (
        same_letters(first, second) or within_letters(first, second) or within_letters(second, first)
    )


def _with_similar(
    placed: Sequence[Placed], members: list[list[int]], pairs: Sequence[tuple[float, int, int]]
) -> Groups:
    groups = Groups(members)
    number = {i: n for n, indices in enumerate(members) for i in indices}
    for score, i, j in pairs:
        a, b = number[i], number[j]
        if a != b and score >= SIMILAR_MEANING and _argue_alike(placed[i], placed[j]):
            groups.similar[a].add(b)
            groups.similar[b].add(a)
    return groups


def _argue_alike(one: Placed, other: Placed) -> bool:
    """Whether two speakers take the same stand, and towards the same where both say towards whom.

    An order and the protest against it share their words, and a few words are no argument.
    """
    first, second = one.statement, other.statement
    if first.stance is not second.stance or first.stance is Tone.NEUTRAL:
        return False
    if first.speaker is not None and first.speaker == second.speaker:
        return False
    if any(sum(len(words_of(text)) for text in placed.texts) < _ARGUMENT for placed in (one, other)):
        return False
    ours, theirs = ({s.target for s in statement.stances if s.target} for statement in (first, second))
    return not ours or not theirs or bool(ours & theirs)


def _least(voices: Voices, one: Ints, other: Ints) -> "NDArray[np.float64]":
    """The likeness that statements need, by what their speakers are to each other; over 1 where they are two."""
    other_speakers = np.where(voices.kindred(one, other), SAME_MEANING_KINDRED, 2.0)
    return np.where(voices.one_speaker(one, other), SAME_MEANING, other_speakers)
