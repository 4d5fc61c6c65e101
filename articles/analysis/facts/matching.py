"""Mentions in several texts put together to one thing: the best pairs first, at most one mention a text."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from articles.analysis.facts.contexts import Context
from articles.analysis.types import Span

_TOO_MANY = 40  # mentions with a word from which the word tells nothing; three texts have hardly so many in all


@dataclass(frozen=True, slots=True)
class Mention[Value]:
    """Something that one text gives. ``points`` are the points in whose passages its sentence stands."""

    piece: int
    span: Span
    sentence: Span
    value: Value
    context: Context
    points: frozenset[int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions (by number) of different texts; ``score`` orders them, ``accepted`` says that they are one thing."""

    score: float
    one: int
    other: int
    accepted: bool


def candidates[Value](mentions: Sequence[Mention[Value]], groups: Iterable[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Pairs of mentions of different texts within a group that share a word of their clauses, in order; each once.

    A word that very many mentions of a group have tells nothing and pairs none, so that the pairs grow with the
    mentions and not with their square.
    """
    for group in groups:
        by_stem: dict[str, list[int]] = defaultdict(list)
        for number in group:
            for stem in mentions[number].context.clause:
                by_stem[stem].append(number)
        pairs = {
            pair
            for numbers in by_stem.values()
            if len(numbers) <= _TOO_MANY
            for pair in combinations(numbers, 2)
            if mentions[pair[0]].piece != mentions[pair[1]].piece
        }
        yield from sorted(pairs)


def joined[Value](mentions: Sequence[Mention[Value]], pairs: Iterable[Pair]) -> list[list[int]]:
    """Groups of mentions of one thing, in the order of their first mention; each has at most one a text.

    A pair is taken only where neither of its two has a better partner in the other's text, accepted or not.
    """
    listed = sorted(pairs, key=lambda pair: (-pair.score, pair.one, pair.other))
    best: dict[tuple[int, int], float] = defaultdict(float)
    for pair in listed:
        for mention, partner in ((pair.one, pair.other), (pair.other, pair.one)):
            key = (mention, mentions[partner].piece)
            best[key] = max(best[key], pair.score)
    member: dict[int, set[int]] = {}
    for pair in listed:
        one, other = mentions[pair.one], mentions[pair.other]
        if not pair.accepted or pair.score < max(best[pair.one, other.piece], best[pair.other, one.piece]):
            continue
        first, second = member.get(pair.one, {pair.one}), member.get(pair.other, {pair.other})
        texts = [mentions[number].piece for number in first | second]
        if first is not second and len(texts) == len(set(texts)):
            whole = first | second
            member.update(dict.fromkeys(whole, whole))
    groups = {id(group): sorted(group) for group in member.values()}
    return sorted(groups.values())
