"""Which statements of a story say the same thing: by letters first, then by meaning where the speaker is the same.

A false merge misleads more than a false split, so meaning joins only statements of speakers that may be one, and
a weaker likeness only says that an article carries a point in other words, without joining the statements.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.analysis.points.likeness import Matrix, StoryWords, Utterances
from articles.analysis.text.sentences import sentences_in
from articles.analysis.text.similarity import plain_words, same_letters, within_letters
from articles.analysis.types import Span, SpeakerKind, Statement, Tone

# All set on the six hand-made stories of three outlets.
SAME_MEANING = 0.34  # one speaker: joined as one point
SAME_MEANING_KINDRED = 0.50  # speakers of whom one may speak for the other
CARRIED_MEANING = 0.26  # one speaker: carried in other words, not joined
CARRIED_MEANING_KINDRED = 0.36
DOUBTED_MEANING = 0.16  # one speaker: too near to say that the article does not have it
SIMILAR_MEANING = 0.45  # somebody else argues alike
_SHINGLE = 3
_COMMON = 60  # places a shingle may stand in before it tells nothing


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement with the article that it stands in and its sentences (spans and texts, same order)."""

    article: str
    statement: Statement
    spans: tuple[Span, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Groups:
    """``members``: indices that say the same, in order; ``carried`` and ``similar`` are keyed by group number.

    ``carried`` are the indices of statements that tell a group's point in other words, ``doubted`` of those that
    may do so, ``similar`` the numbers of groups in which somebody else argues alike.
    """

    members: list[list[int]]
    carried: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    doubted: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    similar: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))


def place(article: str, text: str, statement: Statement) -> Placed:
    """Divide a statement's content into its sentences."""
    spans = tuple(s for part in statement.parts for s in sentences_in(text, *part))
    return Placed(article, statement, spans, tuple(text[s.start : s.end] for s in spans))


def group(placed: Sequence[Placed], words: StoryWords) -> Groups:
    """Group the statements of a story."""
    likeness = Utterances([p.texts for p in placed], words).likeness()
    joining = _Joining(placed, likeness)
    for first, second in _by_letters(placed):
        joining.join(first, second)
    pairs = _by_meaning(placed, likeness)
    for score, first, second in pairs:
        if score >= _least(placed, first, second, SAME_MEANING, SAME_MEANING_KINDRED):
            joining.join_if_alike(first, second)
    return _told_apart(placed, joining.groups(), pairs)


class _Joining:
    """Groups that grow by joining; the likeness of two groups is the mean over their members of different articles."""

    def __init__(self, placed: Sequence[Placed], likeness: Matrix) -> None:
        self.placed, self.likeness = placed, likeness
        self.members = {i: [i] for i in range(len(placed))}
        self.group_of = list(range(len(placed)))

    def join(self, first: int, second: int) -> None:
        a, b = self.group_of[first], self.group_of[second]
        if a != b:
            self.members[a].extend(self.members.pop(b))
            for i in self.members[a]:
                self.group_of[i] = a

    def join_if_alike(self, first: int, second: int) -> None:
        ours, theirs = self.members[self.group_of[first]], self.members[self.group_of[second]]
        scores = [float(self.likeness[i, j]) for i in ours for j in theirs]
        if sum(scores) / len(scores) >= SAME_MEANING * _MEAN_OF_GROUPS:
            self.join(first, second)

    def groups(self) -> list[list[int]]:
        return sorted((sorted(members) for members in self.members.values()), key=lambda members: members[0])


_MEAN_OF_GROUPS = 0.8  # how near to the threshold the mean of all pairs must be, against chains of weak links


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


def _by_meaning(placed: Sequence[Placed], likeness: Matrix) -> list[tuple[float, int, int]]:
    """Pairs of different articles that are alike enough for anything, most alike first."""
    least = min(DOUBTED_MEANING, SIMILAR_MEANING)
    found = [
        (float(likeness[i, j]), i, j)
        for i in range(len(placed))
        for j in range(i + 1, len(placed))
        if likeness[i, j] >= least and placed[i].article != placed[j].article
    ]
    return sorted(found, key=lambda pair: (-pair[0], pair[1], pair[2]))


def _told_apart(placed: Sequence[Placed], members: list[list[int]], pairs: list[tuple[float, int, int]]) -> Groups:
    groups = Groups(members)
    number = {i: n for n, indices in enumerate(members) for i in indices}
    for score, i, j in pairs:
        a, b = number[i], number[j]
        if a == b:
            continue
        if score >= _least(placed, i, j, CARRIED_MEANING, CARRIED_MEANING_KINDRED):
            groups.carried[a].add(j)
            groups.carried[b].add(i)
        elif score >= _least(placed, i, j, DOUBTED_MEANING, CARRIED_MEANING_KINDRED):
            groups.doubted[a].add(j)
            groups.doubted[b].add(i)
        elif score >= SIMILAR_MEANING and _argue_alike(placed[i].statement, placed[j].statement):
            groups.similar[a].add(b)
            groups.similar[b].add(a)
    return groups


def _argue_alike(first: Statement, second: Statement) -> bool:
    """Whether both take a stand, and the same one: an order and the protest against it share their words."""
    return first.stance is second.stance and first.stance is not Tone.NEUTRAL


def _least(placed: Sequence[Placed], i: int, j: int, same: float, kindred: float) -> float:
    """The likeness that two statements need, by what their speakers are to each other; over 1 where they are two."""
    first, second = placed[i].statement, placed[j].statement
    if first.speaker is not None and first.speaker == second.speaker:
        return same
    return kindred if _kindred(first, second) else 2.0


def _kindred(first: Statement, second: Statement) -> bool:
    """Whether one may speak for the other: not two people, and of one organisation or side, or unknown."""
    people = first.speaker_kind is SpeakerKind.PERSON and second.speaker_kind is SpeakerKind.PERSON
    return not people and first.side == second.side


def _may_be_one(first: Statement, second: Statement) -> bool:
    """The same words of two speakers whom the texts tell apart are two statements, unless one speaks for the other."""
    if first.speaker is None or second.speaker is None or first.speaker == second.speaker:
        return True
    one, other = {first.speaker, first.organisation}, {second.speaker, second.organisation}
    return bool((one & other) - {None}) or (first.side is not None and first.side == second.side)
