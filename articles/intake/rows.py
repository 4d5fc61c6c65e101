"""What intake hands on: rows that can be stored, and refusals that say why not."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why something offered cannot be stored."""

    EMPTY = "empty"
    NOT_TEXT = "not_text"
    UNDECODABLE = "undecodable"
    TOO_LARGE = "too_large"
    TOO_HEAVY = "too_heavy"
    NO_ARTICLE = "no_article"


@dataclass(frozen=True, slots=True)
class Row:
    """A text as it will be stored. ``file_name`` is empty for a pasted text; ``encoding`` is how it was decoded."""

    text: str
    file_name: str = ""
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A text that was not taken. ``sentence`` names the text and says what to do."""

    reason: Reason
    sentence: str
    file_name: str = ""
