"""Word-by-word differences of two passages."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from articles.analysis.text.folding import fold
from articles.analysis.types import Span

Op = Literal["same", "changed", "left_only", "right_only"]
_TOKEN = re.compile(r"\w+(?:['-]\w+)*|[^\w\s]")
_OPS: dict[str, Op] = {"equal": "same", "replace": "changed", "delete": "left_only", "insert": "right_only"}


@dataclass(frozen=True, slots=True)
class Difference:
    """A run of words that both passages share, or that differ; None where one has nothing there."""

    op: Op
    left: Span | None
    right: Span | None


def differences(left: str, right: str) -> tuple[Difference, ...]:
    """Align two passages word by word, in order; equal texts give one "same", two empty ones nothing.

    Kinds of quotation mark, dash and space are no difference; case is.
    """
    ours, theirs = (list(_TOKEN.finditer(fold(text))) for text in (left, right))
    matcher = SequenceMatcher(None, [m.group() for m in ours], [m.group() for m in theirs], autojunk=False)
    return tuple(
        Difference(_OPS[op], _bounds(ours[a:b]), _bounds(theirs[c:d])) for op, a, b, c, d in matcher.get_opcodes()
    )


def _bounds(tokens: list[re.Match[str]]) -> Span | None:
    return Span(tokens[0].start(), tokens[-1].end()) if tokens else None
