"""Lines that open with who speaks and a colon: turns of a transcript, and headlines (``Roe: We shut the pier``)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from articles.analysis.text.folding import fold, trim
from articles.analysis.types import Span

_TURN = re.compile(
    r"\"?(?P<who>[A-Z][A-Z.'-]+(?: [A-Z][A-Z.'-]*){0,4}(?:, [^:\n]{2,60})?)(?: \([^()\n]{1,30}\))?:\s+(?=\S)"
)
_HEADLINE = re.compile(r"(?P<who>[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,3}): (?P<what>\S+ \S+ \S.*)")
_MARKS = '"“”'  # a house may set the whole transcript in marks
_LEAST = 3  # turns, by two speakers at least: fewer are captions or labels


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until the next takes over: who, and the words, a span for each paragraph."""

    who: Span
    parts: tuple[Span, ...]
    paragraphs: tuple[Span, ...]


def turns_in(text: str, paragraphs: Sequence[Span]) -> list[Turn]:
    """The turns of a transcript; empty for any other text."""
    folded = fold(text)
    opens = [_TURN.match(folded, *paragraph) for paragraph in paragraphs]
    names = [match.group("who") for match in opens if match is not None]
    if len(names) < _LEAST or len({name.split(",")[0].split()[-1] for name in names}) < 2:
        return []
    last = max(at for at, match in enumerate(opens) if match is not None)
    turns: list[Turn] = []
    for paragraph, match in zip(paragraphs[: last + 1], opens, strict=False):
        if match is not None:
            words = Span(*trim(text, match.end(), paragraph.end, _MARKS))
            turns.append(Turn(Span(*match.span("who")), (words,), (paragraph,)))
        elif turns and not folded.startswith(("(", "["), paragraph.start):
            turn = turns[-1]
            turns[-1] = Turn(turn.who, (*turn.parts, paragraph), (*turn.paragraphs, paragraph))
    return turns


def labelled(text: str, line: Span, sources: Sequence[Span]) -> Turn | None:
    """What a first line says after a name and a colon ("Roe: The pier must go"); the article must have that source.

    Without the last condition every topic before a colon ("Pier sale: All you need to know") would speak.
    """
    match = _HEADLINE.fullmatch(fold(text[line.start : line.end]))
    if match is None or '"' in match.group("what"):
        return None
    last = match.group("who").split()[-1].lower()
    if not any(last in fold(text[s.start : s.end]).lower().split() for s in sources):
        return None
    start, end = trim(text, line.start + match.start("what"), line.end, ".'‘’")
    return Turn(Span(line.start, line.start + match.end("who")), (Span(start, end),), (line,))
