"""Where one utterance was made, and what its document is called, where two texts have nothing in common there."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from articles.analysis.facts.channels import INTERVIEW, TOLD, Named, channels_in, paper_in
from articles.analysis.facts.story import Story
from articles.analysis.facts.types import Agreement, Fact, FactKind, Given, Told
from articles.analysis.types import Span

type _Found = list[tuple[Named, Span]]


def channel_facts(story: Story) -> Iterator[Fact]:
    """For each point whose words several texts quote: the channels that they name, and what they call its document.

    ``about`` is the number of the point. A text that names none is not set against the others.
    """
    for kind, find in ((FactKind.CHANNEL, _channels), (FactKind.PAPER, _papers)):
        found: dict[int, dict[int, _Found]] = defaultdict(lambda: defaultdict(list))
        for number, piece in enumerate(story.pieces):
            for told in piece.told:
                if told.point is not None and told.close:
                    found[told.point][number] += find(story, number, told)
        for point in sorted(found):
            fact = _fact(story, kind, point, {number: places for number, places in found[point].items() if places})
            if fact is not None:
                yield fact


def _channels(story: Story, number: int, told: Told) -> Iterator[tuple[Named, Span]]:
    """The channels that the sentence of a statement names beside it."""
    sentence = story.sentence_at(number, told.cue.start if told.cue else told.parts[0].start)
    if sentence is not None:
        for gap in _around(sentence, told.parts):
            yield from ((named, sentence) for named in channels_in(story.folded[number], *gap))


def _papers(story: Story, number: int, told: Told) -> Iterator[tuple[Named, Span]]:
    """The document that a statement is attributed to."""
    paper = paper_in(story.folded[number], *told.source) if told.source else None
    sentence = story.sentence_at(number, paper.span.start) if paper else None
    if paper and sentence:
        yield paper, sentence


def _around(sentence: Span, parts: Sequence[Span]) -> Iterator[Span]:
    """What of a sentence is not part of a statement."""
    at = sentence.start
    for part in sorted(parts):
        if part.start < sentence.end and part.end > sentence.start:
            if part.start > at:
                yield Span(at, part.start)
            at = max(at, part.end)
    if at < sentence.end:
        yield Span(at, sentence.end)


def _apart(one: set[str], other: set[str]) -> bool:
    """Whether two texts name nothing that may be one: what an outlet was told may be what an interview was."""
    told = [any(value.startswith(TOLD) for value in values) for values in (one, other)]
    met = [INTERVIEW in values for values in (one, other)]
    return one.isdisjoint(other) and not (told[0] and met[1]) and not (told[1] and met[0])


def _fact(story: Story, kind: FactKind, point: int, found: Mapping[int, _Found]) -> Fact | None:
    values = {number: {named.value for named, _ in places} for number, places in found.items()}
    if not any(_apart(one, other) for one, other in combinations(values.values(), 2)):
        return None
    given = []
    for number in sorted(found):
        kept = {named.value: (named, sentence) for named, sentence in reversed(found[number])}
        for named, sentence in sorted(kept.values(), key=lambda one: one[0].span):
            given.append(Given(story.pieces[number].key, named.span, sentence, named.value))
    return Fact(kind, str(point), Agreement.DIFFERS, tuple(given))
