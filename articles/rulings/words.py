"""Rulings in words: what an editor says, what the machine had said."""

from collections.abc import Mapping
from typing import Any

from articles.analysis.rulings.values import RulingKind
from articles.models import Ruling
from articles.rulings.asking import Stands

type Json = Mapping[str, Any]

_FIXED = {
    RulingKind.ADDED: ("a statement that was missed", "nothing"),
    RulingKind.REMOVED: ("no statement", "a statement"),
    RulingKind.CONFIRMED: ("a statement", "a statement"),
    RulingKind.SPAN: ("these characters", "other characters"),
    RulingKind.CARRIED: ("carried here", ""),
    RulingKind.ABSENT: ("absent", ""),
    RulingKind.FINDING_CONFIRMED: ("holds", "holds"),
    RulingKind.FINDING_REJECTED: ("does not hold", "holds"),
}


def conflict_sentence(stands: Stands) -> str:
    """What stands there instead of what the editor saw, and what to do."""
    if stands.rulings:
        last = stands.rulings[-1]
        return f"{last.editor} has ruled on this meanwhile: look at that ruling, and rule again if yours should stand."
    return "What stands here has changed since you loaded the page: look at it, and rule again if you still want to."


def value_in_words(ruling: Ruling) -> str:
    """What the editor says: "Ada Quay", "criticism of the board", "not the same"."""
    kind = RulingKind(ruling.kind)
    return _FIXED[kind][0] if kind in _FIXED else _in_words(kind, ruling.value)


def machine_in_words(ruling: Ruling) -> str:
    """What the machine had said, in the same words; empty where it had said nothing."""
    kind, machine = RulingKind(ruling.kind), ruling.machine
    if machine is None:
        return ""
    if kind in {RulingKind.CARRIED, RulingKind.ABSENT}:
        return str(machine["status"]).replace("_", " ")
    if kind is RulingKind.SPAN and machine == ruling.value:
        return "these characters"
    return _FIXED[kind][1] if kind in _FIXED else _in_words(kind, machine)


def _in_words(kind: RulingKind, said: Json) -> str:
    match kind:
        case RulingKind.SPEAKER:
            return said["speaker"] or "not named"
        case RulingKind.SIDE:
            return said["side"] or "no side"
        case RulingKind.KIND:
            return str(said["kind"])
        case RulingKind.STANCES:
            named = [
                f"{one['stance']} of {one['target']}" if one["target"] else one["stance"] for one in said["stances"]
            ]
            return ", ".join(named) or "neutral"
        case _:
            return ", ".join("the same" if together else "not the same" for together in said.values())
