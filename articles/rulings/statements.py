"""Rulings on statements: what stands at one, and what may be said of it."""

from collections.abc import Sequence
from dataclasses import replace

from articles.analysis.rulings.values import REFOUND, SHARED, OnStatement, Place, RulingKind, shared
from articles.analysis.types import Span, SpeakerKind, Thing
from articles.anchoring import Held
from articles.models import AnchorRole, Ruling, Side, Speaker, Statement
from articles.rulings.asking import (
    IsStatement,
    Json,
    KindIs,
    Missed,
    NoStatement,
    OfStatement,
    Passage,
    SideIs,
    SpanIs,
    SpeakerIs,
    StanceGiven,
    StancesAre,
    Stands,
    kind_of,
)
from articles.rulings.ground import Ground, Hold, Matter, Refusal

_LONGEST_NAME = 200
_MOST_STANCES = 10
_EDGES = " \t\r\n\u00a0\"“”„‟«»'‘’"  # outer marks and spaces do not belong to what is said


def of_statement(ground: Ground, what: OfStatement) -> Matter:
    """The matter of a ruling on a statement; raises ``Refusal``."""
    thing = kind_of(what).thing
    seen_at = ground.place(what.statement)
    if isinstance(what, Missed):
        seen_at = trimmed(ground, seen_at)
    at = ground.as_found(seen_at)
    row = ground.statement(seen_at)

    def same(one: Held) -> bool:
        return one.row.thing is thing and _about(one, at, row, ground)

    there = [one for one in ground.standing if _about(one, at, row, ground)]
    removed = tuple(one.row for one in there if one.row.kind == RulingKind.REMOVED)
    standing = tuple(one.row for one in there if one.row.thing is thing)
    if isinstance(what, Missed):
        if any(p.article == at.article and shared(p.parts, at.parts) >= REFOUND for _, p in ground.statements):
            raise Refusal("There is a statement here already: correct that one.")
    elif removed:
        last = removed[-1]
        stands = Stands(Thing.STATEMENT, last.machine, last.confidence, last.rule, removed)
        hold, blocked = Hold(AnchorRole.ABOUT, at), thing is not Thing.STATEMENT
        return Matter(stands, same, _value(ground, what, at), (hold,), last.statement, removed, blocked=blocked)
    elif row is None:
        raise Refusal("There is no statement here any more: load the page again.")
    holds = (Hold(AnchorRole.ABOUT, at), *_told(ground, row, thing))
    value = _value(ground, what, seen_at)
    if isinstance(what, SpanIs):
        parts = tuple(Span(*part) for part in value["parts"])
        holds = (*holds, Hold(AnchorRole.PARTS, Place(at.article, parts)))
    statement = snapshot(row) if row is not None else None
    return Matter(_stands(row, thing, standing), same, value, holds, statement, standing)


def snapshot(row: Statement) -> Json:
    """A statement as it stands in the comparison, but for its place."""
    return {
        **said_of(row, Thing.KIND),
        **said_of(row, Thing.SPEAKER),
        "organisation": row.organisation or None,
        **said_of(row, Thing.SIDE),
        **said_of(row, Thing.STANCES),
    }


def said_of(row: Statement, thing: Thing) -> Json:
    """What the comparison says of one thing about a statement; as ``machine_value`` of the language core."""
    match thing:
        case Thing.SPEAKER:
            return {"speaker": row.speaker.name if row.speaker else None, "speaker_kind": row.speaker_kind or None}
        case Thing.SIDE:
            return {"side": row.side.name if row.side else None}
        case Thing.STANCES:
            return {"stances": [{"stance": one["stance"], "target": one["target"]} for one in row.stances]}
        case Thing.KIND:
            return {"kind": row.kind}
        case _:
            return {"parts": row.parts}


def trimmed(ground: Ground, place: Place) -> Place:
    """The place without spaces and marks at the ends of its parts; refuses one that has no words."""
    text, parts = ground.text(place), []
    for part in place.parts:
        words = text[part.start : part.end]
        start = part.start + len(words) - len(words.lstrip(_EDGES))
        if any(letter.isalnum() for letter in words):
            parts.append(Span(start, start + len(words.strip(_EDGES))))
    if not parts:
        raise Refusal("There are no words in the passage: select those that are meant.")
    return replace(place, parts=tuple(parts))


def _about(one: Held, at: Place, row: Statement | None, ground: Ground) -> bool:
    """Whether a ruling is about the statement ``row`` that was found ``at`` a place.

    The comparison knows it of rulings that it has weighed. Of newer ones, and where there is no statement (any more),
    the place tells: the very same, or one cut otherwise at which no other statement stands.
    """
    said = one.said
    if not isinstance(said, OnStatement) or said.at.article != at.article:
        return False
    if row is not None and str(one.row.pk) in ground.comparison.rulings:
        return any(ruled["ruling"] == one.row.pk for ruled in row.ruled.values())
    another = any(place == said.at for _, place in ground.statements)
    cut_otherwise = not said.at.exact and not another and shared(said.at.parts, at.parts) >= SHARED
    return said.at == at or cut_otherwise


def _stands(row: Statement | None, thing: Thing, standing: tuple[Ruling, ...]) -> Stands:
    if row is None:
        last = standing[-1] if standing else None
        return Stands(thing, last.machine if last else None, last.confidence if last else None, "", standing)
    if thing.value in row.ruled:
        ruled = row.ruled[thing.value]
        return Stands(thing, ruled["machine"], ruled["confidence"], ruled["rule"], standing)
    found = row.ruled.get(Thing.SPEAKER.value, {"confidence": row.confidence, "rule": row.rule})
    return Stands(thing, said_of(row, thing), found["confidence"], found["rule"], standing)


def _told(ground: Ground, row: Statement | None, thing: Thing) -> tuple[Hold, ...]:
    """The words beside a statement that say whose it is: when they change, so may the speaker."""
    if row is None or thing not in {Thing.SPEAKER, Thing.SIDE}:
        return ()
    places = [ground.place_of(row.version_id, [span]) for span in (row.cue, row.speaker_span) if span]
    return tuple(Hold(AnchorRole.TOLD, place) for place in places if place is not None)


def _value(ground: Ground, what: OfStatement, at: Place) -> Json:
    match what:
        case SpeakerIs():
            return _speaker(what.speaker, what.speaker_kind)
        case SideIs():
            return {"side": _side(what.side)}
        case StancesAre():
            return {"stances": _stances(what.stances)}
        case KindIs():
            return {"kind": what.kind.value}
        case SpanIs():
            return {"parts": _new_parts(ground, what, at)}
        case NoStatement():
            return {"parts": []}
        case IsStatement():
            return {"parts": [list(part) for part in at.parts]}
        case Missed():
            return {
                "parts": [list(part) for part in at.parts],
                "kind": what.kind.value,
                **_speaker(what.speaker, what.speaker_kind),
                "organisation": None,
                "side": _side(what.side),
                "stances": _stances(what.stances),
            }


def _speaker(name: str | None, kind: SpeakerKind | None) -> Json:
    if name is None:
        return {"speaker": None, "speaker_kind": None}
    name = " ".join(name.split())
    if not name:
        raise Refusal("Write the name of the speaker, or say that the text does not name one.")
    if len(name) > _LONGEST_NAME:
        raise Refusal(f"The name of a speaker has {_LONGEST_NAME} characters at most: shorten it.")
    called = list(Speaker.objects.filter(name__iexact=name)[:1])
    called = called or list(Speaker.objects.filter(aliases__name__iexact=name).distinct()[:2])
    known = called[0] if len(called) == 1 else None
    return {
        "speaker": known.name if known else name,
        "speaker_kind": kind.value if kind else known.kind if known else SpeakerKind.PERSON.value,
    }


def _side(name: str | None) -> str | None:
    if name is None:
        return None
    side = Side.objects.filter(name__iexact=" ".join(name.split())).first()
    if side is None:
        raise Refusal(f"There is no side called “{name[:80]}”: choose one of the list, or add it in the admin first.")
    return side.name


def _stances(given: Sequence[StanceGiven]) -> list[Json]:
    if len(given) > _MOST_STANCES:
        raise Refusal(f"A statement has {_MOST_STANCES} stances at most: leave some out.")
    stances = []
    for one in given:
        target = " ".join((one.target or "").split())
        if len(target) > _LONGEST_NAME:
            raise Refusal(f"A target has {_LONGEST_NAME} characters at most: shorten it.")
        stances.append({"stance": one.stance.value, "target": target or None})
    return [stance for number, stance in enumerate(stances) if stance not in stances[:number]]


def _new_parts(ground: Ground, what: SpanIs, at: Place) -> list[list[int]]:
    place = trimmed(ground, ground.place(Passage(what.statement.version, what.parts)))
    if not shared(place.parts, at.parts):
        raise Refusal("The new passage has no word of the statement: remove this one, and add the other.")
    other, this = ground.statement(place), ground.statement(at)
    if other is not None and this is not None and other.pk != this.pk:
        raise Refusal("Another statement stands there already: remove one of the two first.")
    return [list(part) for part in place.parts]
