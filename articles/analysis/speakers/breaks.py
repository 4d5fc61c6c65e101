"""Where sentences end, with the stops of titles and initials left alone."""

import re

_SHORT = "Mr Ms Mrs Dr Sen Sens Rep Reps Gov Lt St".split()
STOP = re.compile(r"(?<!\b[A-Z])" + "".join(rf"(?<!\b{word})" for word in _SHORT) + r"[.!?][\"')]*(?:\s|$)")
_LONGEST = 500  # characters in which a sentence must begin


def sentence_at(folded: str, at: int) -> tuple[int, int]:
    """Where the sentence (or the line) around a place begins and ends."""
    start = max(0, at - _LONGEST, folded.rfind("\n", 0, at) + 1)
    begin = max((stop.end() for stop in STOP.finditer(folded, start, at)), default=start)
    line = folded.find("\n", at)
    line = len(folded) if line < 0 else line
    stop = STOP.search(folded, at, line)
    return begin, stop.end() if stop else line
