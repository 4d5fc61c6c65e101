"""Who is spoken against in a piece, and whether the piece may yet have their reply."""

import re

from articles.analysis.lexicon.verbs import verb_lexicon
from articles.analysis.points.phrases import can_be_shown
from articles.analysis.types import Statement, Tone


def criticises(statement: Statement, name: str) -> bool:
    """Whether somebody who can be named speaks against ``name`` in a statement."""
    against = any(s.stance is Tone.CRITICISM and s.target == name for s in statement.stances)
    return against and statement.speaker is not None and statement.speaker != name and can_be_shown(statement.speaker)


def may_speak(text: str, name: str) -> bool:
    """Whether a text sets a name beside a verb of saying: then a missed statement of theirs is in doubt."""
    last = re.escape(name.rpartition(" ")[2])
    return any(
        lemma is not None and (verb_lexicon().takes(lemma, "quote") or verb_lexicon().takes(lemma, "clause"))
        for pattern in (rf"\b{last}\b((?:\W+\w+){{1,4}})", rf"((?:\w+\W+){{1,3}})\b{last}\b")
        for near in re.findall(pattern, text)
        for lemma in map(verb_lexicon().lemmas.get, re.findall(r"[a-z]+", near))
    )
