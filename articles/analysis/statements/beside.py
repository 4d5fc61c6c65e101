"""The subject of a verb to which the parser gave none: what stands beside it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

FINITE = {"VBD", "VBZ", "VBP", "MD"}


def subject_beside(verb: "Token") -> "Token | None":
    """Who does a verb, by what stands next to it: an inverted subject, one set apart, or a name taken for an adverb."""
    after = next((child for child in verb.rights if child.dep_ in {"dobj", "npadvmod", "attr"}), None)
    behind_mark = verb.i > 0 and verb.doc[verb.i - 1].is_punct
    if verb.tag_ in {"VBD", "VBZ", "VBN"} and (verb.i == 0 or verb.doc[verb.i - 1].text == '"'):
        behind = _right_behind(verb)
        if behind is not None:
            return behind
    inverted = after is not None and behind_mark and after.i - verb.i <= 3 and after.tag_ in {"NNP", "PRP", "NN"}
    if inverted and verb.dep_ == "ROOT" and not _has_lead(verb):
        return after
    return _set_apart(verb) or _left_beside(verb)


def misread_subject(verb: "Token") -> "Token | None":
    """The name before a main verb that the parser took for an adjective of what follows ("Roe insisted crews left")."""
    if verb.tag_ != "VBN" or verb.dep_ != "amod" or verb.head.i < verb.i:
        return None
    at = verb.i - 1
    while at >= 0 and verb.doc[at].tag_ == "RB":
        at -= 1
    before = verb.doc[at] if at >= 0 else None
    if before is None or not (before.tag_ in {"NNP", "PRP"} or (before.tag_ == "NN" and before.is_title)):
        return None
    return before if before.dep_ in {"nmod", "ROOT", "compound", "nsubj", "dep", "npadvmod"} else None


def _right_behind(verb: "Token") -> "Token | None":
    """The noun phrase right behind a verb that itself stands right behind a quotation (``"…," tweeted another``)."""
    named = [c for c in verb.rights if c.left_edge.i == verb.i + 1 and not c.tag_.startswith(("VB", "IN", "TO"))]
    return named[0] if named and (named[0].tag_.startswith(("NN", "PRP", "DT")) or _names(named[0])) else None


def _left_beside(verb: "Token") -> "Token | None":
    """A name or pronoun right before a main verb that the parser took for an adverb ("And Roe called it a day")."""
    before = verb.doc[verb.i - 1] if verb.i else None
    if before is None or verb.dep_ not in {"ROOT", "ccomp", "conj"} or verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN"}:
        return None
    return before if before.head.i == verb.i and _names(before) else None


def _names(token: "Token") -> bool:
    """A name or pronoun, or a word that only its capital tells to be one."""
    return token.tag_ in {"NNP", "NNPS", "PRP"} or (token.tag_ in {"RB", "JJ"} and token.i > 0 and token.is_title)


def _set_apart(verb: "Token") -> "Token | None":
    """A subject that the parser took for an apposition ("..., an email from her office, obtained by us, stated:")."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    for token in reversed(verb.doc[: verb.i]):
        if token.dep_ == "appos" and token.tag_.startswith(("NN", "PRP")) and token.left_edge.i > 0:
            return token if token.doc[token.left_edge.i - 1].text == "," else None
    return None


def _has_lead(verb: "Token") -> bool:
    """Whether words other than a quotation stand before the verb, so that what follows is its object."""
    return (
        any(token.is_alpha for token in verb.doc[: verb.i] if token.tag_.startswith("NN")) and verb.doc[0].text != '"'
    )
