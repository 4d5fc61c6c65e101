"""What editors have ruled, as the pages say it: with a sign and in words, in the machine's place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from articles.analysis.types import Thing
from articles.comparison.words import listed

if TYPE_CHECKING:
    from articles.comparison.rows import StatementRow

# Beside the name of a speaker whom an editor has named; the list of signs says what it means.
SIGN = "✎"
BY_EDITOR = "by an editor"
RULING = "an editor’s ruling"
_NAMES = {"speaker": "speaker", "side": "side", "stances": "stance", "kind": "kind", "span": "passage"}


@dataclass(frozen=True, slots=True)
class RuledRow:
    """A ruling (its id) that shaped a value, and what the machine says there; None where it has nothing."""

    ruling: int
    machine: Mapping[str, Any] | None
    confidence: float | None
    rule: str


def ruled_row(stored: Mapping[str, Any]) -> RuledRow:
    """An entry as it is stored beside a statement or a cell."""
    return RuledRow(stored["ruling"], stored["machine"], stored["confidence"], stored["rule"])


def ruled_words(statements: Iterable["StatementRow"]) -> str:
    """What editors did to these statements: "speaker and side corrected by an editor"; empty for nothing."""
    corrected: set[str] = set()
    added = confirmed = False
    for statement in statements:
        for thing, ruled in statement.ruled.items():
            if thing == "statement":
                added |= ruled.machine is None
                confirmed |= ruled.machine is not None
            elif is_corrected(statement, thing, ruled):
                corrected.add(thing)
            else:
                confirmed = True
    names = [name for thing, name in _NAMES.items() if thing in corrected]
    said = [f"{listed(names)} corrected"] if names else []
    said += ["added"] if added else ["confirmed"] if confirmed and not corrected else []
    return f"{listed(said)} {BY_EDITOR}" if said else ""


def is_corrected(statement: "StatementRow", thing: str, ruled: RuledRow) -> bool:
    """Whether the value differs from the machine's; a ruling that repeats it confirms it."""
    if ruled.machine is None:
        return False  # the whole statement is the editor's
    shown = shown_of(statement, Thing(thing))
    return any(shown.get(key) != said for key, said in ruled.machine.items() if key != "speaker_kind")


def shown_of(statement: "StatementRow", thing: Thing) -> dict[str, Any]:
    """What the page says of one thing about a statement, in the keys in which rulings are stored."""
    match thing:
        case Thing.SPEAKER:
            return {"speaker": statement.speaker, "speaker_kind": statement.speaker_kind or None}
        case Thing.SIDE:
            return {"side": statement.side.name if statement.side else None}
        case Thing.STANCES:
            return {"stances": [{"stance": stance, "target": target or None} for stance, target in statement.stances]}
        case Thing.KIND:
            return {"kind": statement.kind}
        case _:
            return {"parts": [list(part) for part in statement.parts]}
