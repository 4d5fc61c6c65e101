"""What is known before reading: sides and speakers with their other names.

Knowledge is data that editors own. The core gets it as a value and never looks for it itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from articles.analysis.types import SpeakerKind


class KnowledgeError(ValueError):
    """The knowledge given cannot be used; the message is one sentence that says what to mend."""


@dataclass(frozen=True, slots=True)
class KnownSide:
    """A camp and the names that texts give it ("Tory" for the Conservatives)."""

    name: str
    short_name: str
    colour: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownSpeaker:
    """A person or organisation with its other names; ``side`` is the name of a ``KnownSide`` or None."""

    name: str
    kind: SpeakerKind
    side: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that is known before reading; empty knowledge is allowed."""

    sides: tuple[KnownSide, ...] = ()
    speakers: tuple[KnownSpeaker, ...] = ()


def knowledge_from_json(data: object) -> Knowledge:
    """Knowledge from ``{"sides": [...], "speakers": [...]}`` as in ``seeds/knowledge.json``.

    Raises ``KnowledgeError`` naming the entry that does not fit.
    """
    if not isinstance(data, Mapping):
        raise KnowledgeError("The knowledge file must hold one JSON object with the keys sides and speakers.")
    sides = tuple(_side(entry) for entry in _entries(data, "sides"))
    speakers = tuple(_speaker(entry) for entry in _entries(data, "speakers"))
    names = {side.name for side in sides}
    for speaker in speakers:
        if speaker.side is not None and speaker.side not in names:
            raise KnowledgeError(f"The speaker {speaker.name!r} names the side {speaker.side!r}, which is not listed.")
    return Knowledge(sides=sides, speakers=speakers)


def _entries(data: Mapping[str, object], key: str) -> Sequence[Mapping[str, object]]:
    entries = data.get(key, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise KnowledgeError(f"The key {key} must hold a list of objects.")
    return entries


def _text(entry: Mapping[str, object], key: str, default: str | None = None) -> str:
    value = entry.get(key, default)
    if not isinstance(value, str) or not value.strip():
        raise KnowledgeError(f"The entry {entry.get('name', entry)!r} needs a text under {key}.")
    return value.strip()


def _aliases(entry: Mapping[str, object]) -> tuple[str, ...]:
    value = entry.get("aliases", [])
    if not isinstance(value, list) or not all(isinstance(alias, str) and alias.strip() for alias in value):
        raise KnowledgeError(f"The aliases of {entry.get('name', entry)!r} must be a list of texts.")
    return tuple(alias.strip() for alias in value)


def _side(entry: Mapping[str, object]) -> KnownSide:
    name = _text(entry, "name")
    return KnownSide(name, _text(entry, "short_name", name[:12]), _text(entry, "colour", "slate"), _aliases(entry))


def _speaker(entry: Mapping[str, object]) -> KnownSpeaker:
    name, kind, side = _text(entry, "name"), _text(entry, "kind", "person"), entry.get("side")
    if kind not in set(SpeakerKind):
        raise KnowledgeError(f"The kind of {name!r} must be one of: {', '.join(SpeakerKind)}.")
    if side is not None and not isinstance(side, str):
        raise KnowledgeError(f"The side of {name!r} must be a text or null.")
    return KnownSpeaker(name, SpeakerKind(kind), side, _aliases(entry))
