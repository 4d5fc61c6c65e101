"""Who acts for or against whom in a sentence told by the outlet: subject, verb that takes a stand, object.

"Republicans held up her nomination", "the governor was praised by the mayor": read from the tree of the sentence.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from articles.analysis.lexicon.terms import stance_lexicon
from articles.analysis.lexicon.verbs import verb_lexicon
from articles.analysis.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = frozenset({"nsubj"})
_PASSIVE = frozenset({"nsubjpass"})
_OBJECTS = frozenset({"dobj", "dative", "pobj", "oprd"})
_ON = frozenset({"xcomp", "conj", "pcomp"})  # verbs that share the subject: "refused to back", "met and praised"
_TURNING = re.compile(r"(?:refus|declin|fail|stop|ceas|oppos|reject|den[iy]|block|avoid|prevent)\w*$")
_AT = frozenset("at on against for with from of over by in as to about".split())
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Act:
    """One party (by the place of its name) acts for (1) or against (-1) the one named at ``object``."""

    subject: Span
    sign: int
    object: Span


def acts_in(doc: "Doc", named: Callable[[Span], Span | None]) -> Iterator[Act]:
    """The acts of a parsed sentence. ``named`` gives the place of the party's name that a noun phrase stands for."""
    for verb in doc:
        if not verb.tag_.startswith("VB"):
            continue
        sign = _sign(verb)
        if sign == 0:
            continue
        subject, turned = _subject(verb)
        sign = -sign if turned ^ _negated(verb) else sign
        passive = [child for child in verb.children if child.dep_ in _PASSIVE]
        if passive:
            agents = [o for by in verb.children if by.dep_ == "agent" for o in by.children if o.dep_ == "pobj"]
            pairs = [(agent, thing) for agent in agents for thing in passive]
        else:
            pairs = [(subject, thing) for thing in _objects(verb)] if subject is not None else []
        for who, thing in pairs:
            actor, whom = named(_head_span(who)), _party(thing, named)
            if actor is not None and whom is not None and actor != whom:
                yield Act(actor, sign, whom)


def _sign(verb: "Token") -> int:
    lexicon = stance_lexicon()
    lemma = verb_lexicon().lemmas.get(verb.lower_)
    if lemma in lexicon.cue_against | lexicon.cue_support:
        return -1 if lemma in lexicon.cue_against else 1
    match = lexicon.pattern.fullmatch(verb.text)
    if match is None:
        return 0
    return 1 if lexicon.weights[match.lastgroup or ""] > 0 else -1


def _negated(verb: "Token") -> bool:
    return any(child.dep_ == "neg" for child in verb.children)


def _subject(verb: "Token") -> "tuple[Token | None, bool]":
    """Who does it, over verbs that share a subject; and whether one of those turns the act round."""
    turned, at = False, verb
    for _ in range(_DEEPEST):
        for child in at.children:
            if child.dep_ in _SUBJECTS:
                return child, turned
        if at.dep_ == "relcl":
            return at.head, turned
        if at.dep_ not in _ON and at.dep_ != "advcl":
            return None, turned
        if at.dep_ == "xcomp":
            turned ^= _TURNING.match(at.head.lower_) is not None or _negated(at.head)
        at = at.head
    return None, turned


def _objects(verb: "Token") -> "list[Token]":
    found = [child for child in verb.children if child.dep_ in _OBJECTS]
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in _AT and not found:
            found += [o for o in child.children if o.dep_ == "pobj"]
    return found


def _party(thing: "Token", named: Callable[[Span], Span | None]) -> Span | None:
    """The party that an object names: by itself, or as owner or first part ("Roe's nomination", "the Roe plan")."""
    direct = named(_head_span(thing))
    if direct is not None:
        return direct
    for child in thing.children:
        if child.dep_ in {"poss", "compound", "nmod"}:
            owner = named(_head_span(child))
            if owner is not None:
                return owner
    for child in thing.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            for inner in child.children:
                owner = named(_head_span(inner))
                if owner is not None:
                    return owner
    return None


def _head_span(token: "Token") -> Span:
    return Span(token.idx, token.idx + len(token))
