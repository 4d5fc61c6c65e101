"""A second look at a verb of saying whose clause the parser lost, cut short or stretched."""

from typing import TYPE_CHECKING

from articles.analysis.lexicon.verbs import verb_lexicon
from articles.analysis.statements.beside import FINITE
from articles.analysis.statements.sources import SUBJECTS, TokenRange

if TYPE_CHECKING:
    from spacy.tokens import Token

_THAT_WITHIN = 9  # tokens behind the verb in which "that" opens what was said


def that_clause(verb: "Token") -> TokenRange | None:
    """What follows "that" up to the end of the sentence, where the parser lost the clause, or hung it on a noun."""
    doc = verb.doc
    behind = doc[verb.i + 1 : verb.i + 2].text not in {",", ""} and not any(c.dep_ == "dobj" for c in verb.children)
    for token in doc[verb.i + 1 : verb.i + _THAT_WITHIN]:
        opens = token.tag_ == "IN" or (token.tag_ == "WDT" and behind)
        if token.lower_ == "that" and opens and token.i + 2 < len(doc):
            last = min([len(doc), *(c.left_edge.i for c in verb.rights if c.left_edge.i > token.i + 1)]) - 1
            while last > token.i and doc[last].is_punct:
                last -= 1
            return TokenRange(token.i + 1, last)
        if token.text in {";", ":", '"'} or (token.tag_ in {"VBD", "VBZ", "VBP"} and token.i > verb.i):
            return None
    return None


def rest_of_sentence(verb: "Token", name: str) -> TokenRange | None:
    """All that follows a verb which the parser took for an adjective, where it is what was said."""
    doc, last = verb.doc, len(verb.doc) - 1
    while last > verb.i and doc[last].is_punct and doc[last].text != '"':
        last -= 1
    said = any(t.tag_ in FINITE for t in doc[verb.i + 1 : last + 1])
    takes = verb_lexicon().takes(name, "clause") and said
    return TokenRange(verb.i + 1, last) if (takes or verb_lexicon().takes(name, "as")) and last > verb.i + 1 else None


def lost_clause(verb: "Token") -> TokenRange | None:
    """A clause whose verb the parser hung elsewhere ("testified "thousands" of letters had not been read")."""
    doc = verb.doc
    obj = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if obj is None or obj.left_edge.i != verb.i + 1 or verb.tag_ not in FINITE:
        return None
    finite = [c for c in verb.rights if c.dep_ in {"advcl", "conj", "dep"} and c.i > obj.right_edge.i]
    finite = [c for c in finite if not any(m.dep_ in {"mark", "cc"} or m.dep_ in SUBJECTS for m in c.lefts)]
    has_finite = [c for c in finite if c.tag_ in FINITE or any(a.tag_ in FINITE for a in c.lefts)]
    if not has_finite or any(t.text == "," or t.dep_ == "cc" for t in doc[obj.right_edge.i : has_finite[0].i]):
        return None
    return TokenRange(verb.i + 1, has_finite[0].right_edge.i)


def whole_subject(verb: "Token", clause: "Token", first: int) -> int:
    """Where a clause begins whose subject the parser took for the verb's object ("argued the pier would shut")."""
    if any(c.dep_ in {*SUBJECTS, "nsubjpass", "expl"} for c in clause.lefts):
        return first
    obj = next((c for c in verb.rights if c.dep_ == "dobj" and c.left_edge.i == verb.i + 1), None)
    return obj.left_edge.i if obj is not None and obj.i < first and verb.doc[first - 1].lower_ != "that" else first


def without_remark(clause: "Token", last: int) -> int:
    """Where a clause ends before the outlet's remark on it (", an acknowledgment that few had expected")."""
    doc = clause.doc
    for at in range(clause.left_edge.i + 1, last - 1):  # "said it was "over" as he left the hall"
        if doc[at - 1].text == '"' and doc[at].lower_ == "as" and doc[at + 1].lower_ in {"he", "she", "they"}:
            return at - 1
    for token in clause.subtree:
        first = token.left_edge.i
        second = token.dep_ == "dobj" and sum(c.dep_ == "dobj" for c in token.head.rights) > 1
        remark = (second or token.dep_ == "appos") and token.right_edge.i == last and token.head.tag_ != "NNP"
        set_apart = first > clause.i and doc[first].lower_ in {"a", "an"} and doc[first - 1].text in {",", "-", '"'}
        if remark and set_apart:
            return first - 2 if doc[first - 1].text != '"' else first - 1
    return last
