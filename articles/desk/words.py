"""Rulings in words: what was ruled on, what the machine says there, and what the editor says."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from articles.analysis.rulings.statements import RULE
from articles.analysis.rulings.values import RulingKind
from articles.analysis.types import Kind, Span, Status, Thing
from articles.comparison.passages import BREAK
from articles.comparison.rows import StatementRow
from articles.comparison.words import KIND_WORDS, STATUS_WORDS, listed, passage, percent, shortened, stance_words
from articles.models import AnchorRole, Ruling
from articles.rulings import (
    CarriedHere,
    FindingIs,
    IsStatement,
    KindIs,
    Merge,
    Missed,
    NoStatement,
    NotCarried,
    Rematch,
    SideIs,
    SpanIs,
    SpeakerIs,
    Split,
    StancesAre,
)
from articles.rulings.asking import What

THINGS = {
    Thing.STATEMENT: "statement",
    Thing.SPAN: "passage",
    Thing.SPEAKER: "speaker",
    Thing.SIDE: "side",
    Thing.STANCES: "stance",
    Thing.KIND: "kind",
    Thing.POINTS: "point",
    Thing.COVERAGE: "coverage",
    Thing.FINDING: "finding",
}
_STOPS = frozenset(".!?…")
_QUOTE = 90  # characters of a passage: enough to know it by

type Value = Mapping[str, Any]


def value_words(thing: Thing, value: Value | None) -> str:
    """A value of a thing, a machine's or an editor's; a passage has no words of its own, only its text has."""
    return _VALUES[thing](value) if value is not None else "nothing"


def _stances(value: Value) -> str:
    stances = value.get("stances") or []
    return listed([stance_words(one["stance"], one.get("target") or "") for one in stances]) or "neutral"


_VALUES: dict[Thing, Callable[[Value], str]] = {
    Thing.SPEAKER: lambda value: str(value.get("speaker") or "not named"),
    Thing.SIDE: lambda value: str(value.get("side") or "not known"),
    Thing.STANCES: _stances,
    Thing.KIND: lambda value: KIND_WORDS[Kind(value["kind"])],
    Thing.SPAN: lambda _: "",
    Thing.STATEMENT: lambda value: "a statement" if value.get("parts") else "no statement",
    Thing.POINTS: lambda value: "points apart" if value.get("apart") else "one point",
    Thing.COVERAGE: lambda value: STATUS_WORDS[Status(value["status"])],
    Thing.FINDING: lambda value: str(value.get("text", "")),
}


def quote_of(ruling: Ruling, role: AnchorRole = AnchorRole.ABOUT) -> str:
    """The words that a ruling holds on to, shortened and between marks; empty where it holds on to none."""
    anchors = [anchor for anchor in ruling.anchors.all() if anchor.role == role and anchor.number == 0]
    words = " ".join(f" {BREAK} ".join(anchor.quote for anchor in anchors).split())
    return f"“{shortened(words, _QUOTE)}”" if words else ""


def outlet_of(ruling: Ruling) -> str:
    """The outlet whose article a ruling on a statement or on coverage is about; its anchors have their articles."""
    wanted = {RulingKind.CARRIED: AnchorRole.PASSAGE, RulingKind.ABSENT: AnchorRole.SEARCHED}
    role = wanted.get(RulingKind(ruling.kind), AnchorRole.ABOUT)
    versions = (anchor.version for anchor in ruling.anchors.all() if anchor.role == role)
    return next((version.article.outlet.name for version in versions if version), "an article that was deleted")


def machine_words(ruling: Ruling) -> str:
    """What the machine had said, and of a speaker how surely: "Ann Lee (85 % sure)"."""
    said = quote_of(ruling) if ruling.thing is Thing.SPAN else value_words(ruling.thing, ruling.machine)
    if ruling.thing is Thing.FINDING:
        said = "found it"
    if ruling.thing is not Thing.SPEAKER or ruling.confidence is None:
        return said
    return f"{said} ({percent(ruling.confidence)} sure)"


def machine_note(statement: StatementRow, thing: Thing, text: str) -> str:
    """What the machine says of one thing about a statement, beside the field; empty where the field says it."""
    ruled = statement.ruled.get(thing.value)
    if ruled is None:
        if thing is not Thing.SPEAKER or statement.rule == RULE:
            return ""
        return f"The machine is {percent(statement.confidence)} sure."
    if ruled.machine is None:
        return "Ruled by an editor; the machine had nothing here."
    said = value_words(thing, ruled.machine)
    if thing is Thing.SPAN:
        said = f"“{shortened(passage(text, [Span(*part) for part in ruled.machine['parts']]), _QUOTE)}”"
    sure = f" ({percent(ruled.confidence)} sure)" if thing is Thing.SPEAKER and ruled.confidence is not None else ""
    return f"Ruled by an editor; the machine says: {said}{sure}."


def editor_words(ruling: Ruling) -> str:
    """What the editor says: "Bo Carr", "no statement", "word for word: “We will not …”"."""
    return _EDITOR[RulingKind(ruling.kind)](ruling)


def asked_words(what: What, typed: str) -> str:
    """What an editor asks for, as ``editor_words`` says it once it is ruled; ``typed`` are the words of a passage."""
    match what:
        case SpeakerIs(_, speaker):
            return speaker or "not named"
        case SideIs(_, side):
            return side or "not known"
        case StancesAre(_, stances):
            return listed([stance_words(one.stance, one.target or "") for one in stances]) or "neutral"
        case KindIs(_, kind):
            return KIND_WORDS[kind]
        case FindingIs(holds):
            return "it holds" if holds else "it does not hold"
        case SpanIs():
            return f"“{shortened(typed, _QUOTE)}”"
        case _:
            return _ASKED[type(what)]


_ASKED: dict[type, str] = {
    NoStatement: "no statement",
    IsStatement: "a statement",
    Missed: "a statement that was missed",
    Merge: "one point",
    Split: "points apart",
    Rematch: "another point’s",
    CarriedHere: "has it",
    NotCarried: "does not have it",
}


def is_confirmation(ruling: Ruling) -> bool:
    """Whether the editor says what the machine had said."""
    if ruling.thing in {Thing.STATEMENT, Thing.POINTS, Thing.COVERAGE, Thing.FINDING}:
        return ruling.kind in {RulingKind.CONFIRMED, RulingKind.ABSENT, RulingKind.FINDING_CONFIRMED}
    return ruling.machine is not None and all(ruling.machine.get(key) == said for key, said in ruling.value.items())


def sentence(ruling: Ruling) -> str:
    """What was done, for the line that offers to undo it: "Speaker changed to Bo Carr."."""
    words = _SENTENCES.get(RulingKind(ruling.kind))
    done = "confirmed:" if is_confirmation(ruling) else "changed to"
    said = words(ruling) if words else f"{THINGS[ruling.thing].capitalize()} {done} {editor_words(ruling)}"
    return said if said.rstrip("”’\"'")[-1:] in _STOPS else f"{said}."


def sentences(done: Sequence[Ruling]) -> str:
    """What was done, or undone, together: "Undone: Speaker changed to Bo Carr. Side changed to Union."."""
    confirmed = [ruling for ruling in done if is_confirmation(ruling)]
    if len(done) > 1 and len(confirmed) == len(done):
        said = f"Right as it is: {quote_of(done[0])}"
    else:
        said = " ".join(map(sentence, done))
    return said if any(ruling.withdrawn_at is None for ruling in done) else f"Undone: {said}"


_EDITOR: dict[RulingKind, Callable[[Ruling], str]] = {
    **dict.fromkeys(
        (RulingKind.SPEAKER, RulingKind.SIDE, RulingKind.STANCES, RulingKind.KIND),
        lambda ruling: value_words(ruling.thing, ruling.value),
    ),
    RulingKind.SPAN: lambda ruling: quote_of(ruling, AnchorRole.PARTS),
    RulingKind.ADDED: lambda ruling: f"a statement, speaker {value_words(Thing.SPEAKER, ruling.value)}",
    RulingKind.REMOVED: lambda _: "no statement",
    RulingKind.CONFIRMED: lambda _: "a statement, as found",
    RulingKind.MERGED: lambda ruling: f"one point with {quote_of(ruling, AnchorRole.JOINED)}",
    RulingKind.SPLIT: lambda ruling: f"another point than {quote_of(ruling, AnchorRole.APART)}",
    RulingKind.MATCHED: lambda ruling: f"one point with {quote_of(ruling, AnchorRole.JOINED)}",
    RulingKind.CARRIED: lambda ruling: f"has it: {quote_of(ruling, AnchorRole.PASSAGE)}",
    RulingKind.ABSENT: lambda _: "does not have it",
    RulingKind.FINDING_CONFIRMED: lambda _: "it holds",
    RulingKind.FINDING_REJECTED: lambda _: "it does not hold",
}
_SENTENCES: dict[RulingKind, Callable[[Ruling], str]] = {
    RulingKind.ADDED: lambda ruling: f"Statement added: {quote_of(ruling)}",
    RulingKind.REMOVED: lambda ruling: f"Taken out as no statement: {quote_of(ruling)}",
    RulingKind.CONFIRMED: lambda ruling: f"Confirmed as a statement: {quote_of(ruling)}",
    RulingKind.MERGED: lambda ruling: f"Merged with the point of {quote_of(ruling, AnchorRole.JOINED)}",
    RulingKind.SPLIT: lambda ruling: f"A point of its own now: {quote_of(ruling)}",
    RulingKind.MATCHED: lambda ruling: f"Moved to the point of {quote_of(ruling, AnchorRole.JOINED)}",
    RulingKind.CARRIED: lambda ruling: f"{outlet_of(ruling)} has it: {quote_of(ruling, AnchorRole.PASSAGE)}",
    RulingKind.ABSENT: lambda ruling: f"Confirmed: {outlet_of(ruling)} does not have it",
    RulingKind.FINDING_CONFIRMED: lambda ruling: f"Finding confirmed: {ruling.value.get('text', '')}",
    RulingKind.FINDING_REJECTED: lambda ruling: f"Finding rejected: {ruling.value.get('text', '')}",
}
