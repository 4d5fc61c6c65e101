"""Dates and places that texts give of one event: the same word governs them, in a like sentence."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from articles.analysis.facts.anchors import Anchored, dates_in, places_in
from articles.analysis.facts.contexts import likeness, shared_words
from articles.analysis.facts.matching import Mention, Pair, candidates, joined
from articles.analysis.facts.story import Story
from articles.analysis.facts.types import Agreement, Fact, FactKind, Given
from articles.analysis.types import Span

type _Mention = Mention[Anchored]

# Set on the same 107 stories as the limits for amounts: outside the passages of one point, sentences that are alike
# but for a day or a place nearly always tell of two events.
_TOLD = 2.0
_TOLD_FAR = 8.0
_WORDS = 2
_WORDS_FAR = 4
_POINT = 2.0


def date_facts(story: Story) -> Iterator[Fact]:
    """Days and years of one event."""
    return _facts(
        story, FactKind.DATE, lambda n, sentence: dates_in(story.folded[n], *sentence, story.pieces[n].published)
    )


def place_facts(story: Story) -> Iterator[Fact]:
    """Places of one event."""
    return _facts(story, FactKind.PLACE, lambda n, sentence: places_in(story.folded[n], *sentence))


def _facts(story: Story, kind: FactKind, find: Callable[[int, Span], Iterable[Anchored]]) -> Iterator[Fact]:
    mentions: list[_Mention] = []
    by_governor: dict[str, list[int]] = defaultdict(list)
    named: dict[int, set[str]] = defaultdict(set)
    for number, sentence, points in story.sentences():
        for found in find(number, sentence):
            named[number].add(found.value)
            if found.governor:
                by_governor[found.governor].append(len(mentions))
                context = story.context(number, sentence, found.span)
                mentions.append(Mention(number, found.span, sentence, found, context, points))
    pairs = [_pair(mentions, one, other, named) for one, other in candidates(mentions, by_governor.values())]
    for group in joined(mentions, pairs):
        yield _fact(story, kind, [mentions[number] for number in group])


def _pair(mentions: Sequence[_Mention], one: int, other: int, named: dict[int, set[str]]) -> Pair:
    first, second = mentions[one], mentions[other]
    a, b = first.value.value, second.value.value
    alike = likeness(first.context, second.context)
    same_point = bool(first.points & second.points)
    told = alike.told + (_POINT if same_point else 0.0)
    if _same(a, b):
        return Pair(told + 2.0, one, other, told >= _TOLD and len(alike.clause) >= _WORDS)
    elsewhere = any(_same(a, v) for v in named[second.piece]) or any(_same(b, v) for v in named[first.piece])
    far = told >= _TOLD_FAR and len(alike.clause) >= _WORDS_FAR and not elsewhere
    near = same_point and told >= _TOLD + _POINT and len(alike.clause) >= _WORDS
    return Pair(told, one, other, (near or far) and not alike.apart and _comparable(a, b))


def _comparable(a: str, b: str) -> bool:
    """Whether two dates are as exact as each other, so that they can differ; two places always are."""
    return not (a[0].isdigit() or b[0].isdigit()) or len(a) == len(b)


def _same(a: str, b: str) -> bool:
    """Whether two values may be one: equal, or a place with more words to it."""
    return a == b or bool(set(a.replace(".", "").split()) & set(b.replace(".", "").split()))


def _agreement(a: str, b: str) -> Agreement:
    if a.startswith(f"{b} ") or b.startswith(f"{a} ") or a == b:  # "Tampa" and "Tampa, Fla."
        return Agreement.SAME
    return Agreement.LOOSER if _same(a, b) else Agreement.DIFFERS


def _fact(story: Story, kind: FactKind, group: Sequence[_Mention]) -> Fact:
    values = [mention.value.value for mention in group]
    agreements = {_agreement(a, b) for a, b in combinations(values, 2)}
    agreement = next(a for a in (Agreement.DIFFERS, Agreement.LOOSER, Agreement.SAME) if a in agreements)
    given = tuple(Given(story.pieces[m.piece].key, m.span, m.sentence, m.value.value) for m in group)
    return Fact(kind, shared_words([m.context for m in group]), agreement, given)
