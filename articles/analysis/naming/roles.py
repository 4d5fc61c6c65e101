"""What a speaker is (a politician, a union official, an expert), by the words that texts describe them with."""

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from articles.analysis.types import SpeakerKind

_FILE = Path(__file__).with_name("roles.json")
# What is no person says of itself what it is.
_KINDS = {
    SpeakerKind.ORGANISATION: "organisation",
    SpeakerKind.GROUP: "group",
    SpeakerKind.DOCUMENT: "document",
}
_KIND_LABELS = {
    "organisation": "Organisations in their own name",
    "group": "Groups and people without a name",
    "document": "Documents",
}


@cache
def _roles() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    entries = json.loads(_FILE.read_text(encoding="utf-8"))["roles"]
    return tuple(
        (one["role"], one["label"], re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, one['phrases']))})(?!\w)", re.I))
        for one in entries
    )


def role_of(kind: str | None, descriptions: Iterable[str]) -> str | None:
    """The role of a speaker of this kind; None where no description tells it.

    >>> role_of("person", ["general secretary of Unite"]), role_of("document", []), role_of("person", ["Ann’s friend"])
    ('union', 'document', None)
    """
    if kind in _KINDS:
        return _KINDS[SpeakerKind(kind)]
    said = [description for description in descriptions if description]
    return next((role for role, _, pattern in _roles() if any(map(pattern.search, said))), None)


def _labels() -> dict[str, str]:
    return {role: label for role, label, _ in _roles()} | _KIND_LABELS


ROLE_LABELS = _labels()
