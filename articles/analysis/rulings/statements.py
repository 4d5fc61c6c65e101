"""The statements of a story as editors have ruled: corrected, removed and added."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from articles.analysis.knowledge import Knowledge
from articles.analysis.rulings.values import REFOUND, SHARED, OnStatement, Place, RulingKind, find
from articles.analysis.types import AnalysedArticle, Ruled, SpeakerKind, Statement, Thing

RULE = "an editor's ruling"
# Those that say where a statement is come first: the others need it to be found.
_FIRST = {RulingKind.ADDED: 0, RulingKind.SPAN: 1}


@dataclass(frozen=True, slots=True)
class Corrected:
    """The articles with their statements as ruled, and the rulings that were heeded."""

    articles: dict[str, AnalysedArticle]
    in_effect: frozenset[int]


def corrected(
    articles: Mapping[str, AnalysedArticle], rulings: Sequence[OnStatement], knowledge: Knowledge
) -> Corrected:
    """Apply rulings, the oldest first; statements stay in order and are numbered anew where their number changes.

    A changed speaker changes that one statement: organisation and side follow from what is known of the new one.
    """
    whose = _Whose(articles, knowledge)
    of_article: dict[str, list[OnStatement]] = defaultdict(list)
    for ruling in rulings:
        of_article[ruling.at.article].append(ruling)
    result, heeded = dict(articles), set[int]()
    for key in of_article.keys() & articles.keys():
        slots = _slots(key, articles[key], of_article[key], whose)
        result[key] = replace(articles[key], statements=_statements(slots))
        heeded |= {ruled.ruling for slot in slots for ruled in slot.ruled.values()}
    return Corrected(result, frozenset(heeded))


def machine_value(statement: Statement, thing: Thing) -> dict[str, Any]:
    """What a statement says of one thing, as JSON values."""
    match thing:
        case Thing.SPEAKER:
            kind = statement.speaker_kind.value if statement.speaker_kind else None
            return {"speaker": statement.speaker, "speaker_kind": kind}
        case Thing.SIDE:
            return {"side": statement.side}
        case Thing.STANCES:
            return {"stances": [{"stance": s.stance.value, "target": s.target} for s in statement.stances]}
        case Thing.KIND:
            return {"kind": statement.kind.value}
        case _:
            return {"parts": [list(part) for part in statement.parts]}


@dataclass(slots=True)
class _Slot:
    """A statement on its way: as the machine has it (None: it has none), as it is ruled (None: it is removed)."""

    places: list[Place]
    machine: Statement | None
    now: Statement | None
    ruled: dict[Thing, Ruled] = field(default_factory=dict)


class _Whose:
    """What is known of somebody whom an editor names as a speaker: from the story, else from the knowledge."""

    def __init__(self, articles: Mapping[str, AnalysedArticle], knowledge: Knowledge) -> None:
        self.said: dict[str, Counter[tuple[SpeakerKind | None, str | None, str | None]]] = defaultdict(Counter)
        for article in articles.values():
            for s in article.statements:
                if s.speaker:
                    self.said[s.speaker][s.speaker_kind, s.organisation, s.side] += 1
        self.sides = {name: known.side for known in knowledge.speakers for name in (*known.aliases, known.name)}

    def belongs(self, speaker: str | None) -> tuple[str | None, str | None]:
        """The organisation and the side of a speaker; None where nothing says it."""
        if speaker is None:
            return None, None
        if speaker in self.said:
            (_, organisation, side), _ = self.said[speaker].most_common(1)[0]
            return organisation, side
        return None, self.sides.get(speaker)


def _slots(key: str, article: AnalysedArticle, rulings: Sequence[OnStatement], whose: _Whose) -> list[_Slot]:
    slots = [_Slot([Place(key, s.parts)], s, s) for s in article.statements]
    for ruling in sorted(rulings, key=lambda ruling: _FIRST.get(ruling.kind, 2)):
        _apply(ruling, slots, article, whose)
    return slots


def _statements(slots: Sequence[_Slot]) -> tuple[Statement, ...]:
    kept = [replace(s.now, ruled=tuple(s.ruled.values())) if s.ruled else s.now for s in slots if s.now is not None]
    kept.sort(key=lambda s: (s.start, s.end))
    return tuple(replace(s, id=f"s{n}") for n, s in enumerate(kept, start=1))


def _apply(ruling: OnStatement, slots: list[_Slot], article: AnalysedArticle, whose: _Whose) -> None:
    least = REFOUND if ruling.kind is RulingKind.ADDED else SHARED
    number = find(ruling.at, ((n, place) for n, slot in enumerate(slots) for place in slot.places), least)
    if number is None:
        if ruling.kind is RulingKind.REMOVED:
            return
        slots.append(_Slot([ruling.at, Place(ruling.at.article, ruling.sketch.parts)], None, None))
        number = len(slots) - 1
        slots[number].now = _from_sketch(ruling, article, whose)
    slot, thing = slots[number], ruling.kind.thing
    if slot.machine is None:
        slot.ruled[thing] = Ruled(thing, ruling.id)
    else:
        said = machine_value(slot.machine, thing)
        slot.ruled[thing] = Ruled(thing, ruling.id, said, slot.machine.confidence, slot.machine.rule)
    if slot.now is not None and thing is Thing.SPEAKER and ruling.sketch.speaker != slot.now.speaker:
        slot.ruled.pop(Thing.SIDE, None)  # it was ruled for whoever was the speaker until now
    slot.now = _changed(slot.now, ruling, article, whose)
    slot.places.append(Place(ruling.at.article, ruling.sketch.parts))


def _changed(now: Statement | None, ruling: OnStatement, article: AnalysedArticle, whose: _Whose) -> Statement | None:
    if now is None or ruling.kind is RulingKind.REMOVED:
        return None
    sketch = ruling.sketch
    match ruling.kind:
        case RulingKind.SPEAKER:
            same = sketch.speaker == now.speaker
            organisation, side = (now.organisation, now.side) if same else whose.belongs(sketch.speaker)
            return replace(
                now, speaker=sketch.speaker, speaker_kind=sketch.speaker_kind, organisation=organisation, side=side,
                confidence=1.0, rule=RULE,
            )  # fmt: skip
        case RulingKind.SIDE:
            return replace(now, side=sketch.side)
        case RulingKind.STANCES:
            return replace(now, stances=sketch.stances)
        case RulingKind.KIND:
            return replace(now, kind=sketch.kind)
        case RulingKind.SPAN:
            start = sketch.parts[0].start
            return replace(
                now, parts=sketch.parts, paragraph=_paragraph(article, start), in_headline=_in_headline(article, start)
            )
        case RulingKind.ADDED:
            added = _from_sketch(ruling, article, whose)
            return replace(added, id=now.id, cue=now.cue, cue_tone=now.cue_tone, speaker_span=now.speaker_span)
        case _:
            return now


def _from_sketch(ruling: OnStatement, article: AnalysedArticle, whose: _Whose) -> Statement:
    sketch, start = ruling.sketch, ruling.sketch.parts[0].start
    organisation, side = whose.belongs(sketch.speaker)
    return Statement(
        id="", parts=sketch.parts, kind=sketch.kind, in_headline=_in_headline(article, start),
        paragraph=_paragraph(article, start), cue=None, cue_tone=None, speaker_span=None, speaker=sketch.speaker,
        speaker_kind=sketch.speaker_kind, organisation=sketch.organisation or organisation, side=sketch.side or side,
        stances=sketch.stances, confidence=1.0, rule=RULE,
    )  # fmt: skip


def _paragraph(article: AnalysedArticle, start: int) -> int:
    """The number of the paragraph that holds a character, from 1; of one between two the earlier."""
    return max(1, sum(paragraph.start <= start for paragraph in article.paragraphs))


def _in_headline(article: AnalysedArticle, start: int) -> bool:
    return article.headline is not None and article.headline.start <= start < article.headline.end
