"""What a verb of saying takes that is no clause: an object, or somebody as something."""

from typing import TYPE_CHECKING

from articles.analysis.lexicon.verbs import verb_lexicon
from articles.analysis.statements.beside import FINITE
from articles.analysis.statements.sources import TokenRange

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OBJECT_LINKS = {"for", "of", "over", "from", "against", "with", "about", "to", "at", "on", "in"}
_COMPLETING = {"of", "from", "to", "for", "about", "toward", "towards", "against"}
_SETTINGS = {"on", "in", "at", "during", "after", "before", "when", "while"}


def has_to(clause: "Token") -> bool:
    """Whether a clause is an infinitive with "to"."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in clause.lefts)


def is_small_clause(clause: "Token") -> bool:
    """Whether a clause has no verb of its own ("called the sale a disgrace")."""
    """Whether a clause has no verb of its own ("called the sale a disgrace")."""
    told = any(c.tag_ in FINITE or c.dep_ == "mark" for c in clause.lefts)
    return not clause.tag_.startswith(("VB", "MD")) and not told


def as_ranges(verb: "Token") -> list[TokenRange]:
    """Somebody or something, and as what it is called or seen."""
    """Somebody or something, and as what it is called or seen."""
    obj = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if obj is not None and obj.lower_ == "it" and (quoted := _quoted_behind(obj)):
        return [TokenRange(obj.i, quoted)]
    complement = next((c for c in verb.rights if is_complement(c)), None)
    if complement is None:  # "called the speech "a stunt"": the parser takes the quoted words for an apposition
        if obj is not None and (quoted := _quoted_behind(obj)):
            return [TokenRange(obj.left_edge.i, quoted)]
        marked = obj is not None and any(t.text == '"' for t in obj.subtree)
        return [TokenRange(obj.left_edge.i, obj.right_edge.i)] if obj is not None and marked else []
    start = obj.left_edge.i if obj is not None and obj.i < complement.i else complement.left_edge.i
    last = _without_setting(verb, complement.left_edge.i, complement.right_edge.i)
    return [TokenRange(start, _completed(obj, last) if obj is not None else last)]


def _without_setting(verb: "Token", first: int, last: int) -> int:
    """Where quoted words end that are followed by when or where they were said ("a "clown" on his show")."""
    marks = [t.i for t in verb.doc[first : last + 1] if t.text == '"']
    if len(marks) % 2 and last + 1 < len(verb.doc) and verb.doc[last + 1].text == '"':
        last += 1
        marks.append(last)
    behind = marks[-1] + 1 if marks and len(marks) % 2 == 0 else last + 1
    if behind <= last and (verb.doc[behind].lower_ in _SETTINGS or verb.doc[behind].text == "-"):
        return marks[-1]
    if behind != last + 1 or behind >= len(verb.doc):
        return last
    on = verb.doc[behind]
    return on.right_edge.i if marks and on.dep_ == "prep" and on.lower_ in _COMPLETING else last


def _quoted_behind(obj: "Token") -> int | None:
    """The mark that closes the words quoted right behind an object ("called that "beyond belief"")."""
    doc, opened = obj.doc, obj.right_edge.i + 1
    if opened >= len(doc) or doc[opened].text != '"':
        return None
    closed = next((t.i for t in doc[opened + 2 :] if t.text == '"'), None)
    return _completed(obj, closed) if closed is not None else None


def _completed(obj: "Token", last: int) -> int:
    """Where "called it "a mistake" to sell the pier" ends: "it" stands for what follows."""
    if obj.lower_ != "it":
        return last
    behind = last + 2 if last + 1 < len(obj.doc) and obj.doc[last + 1].text == '"' else last + 1
    what = next((c for c in obj.head.subtree if c.left_edge.i == behind and _completes(c)), None)
    return what.right_edge.i if what is not None else last


def _completes(clause: "Token") -> bool:
    """An infinitive, or a that-clause."""
    return has_to(clause) or any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.lefts)


def is_complement(child: "Token") -> bool:
    """Whether a child of a verb says as what its object is called or seen."""
    """Whether a child of a verb says as what its object is called or seen."""
    linked = child.dep_ == "prep" and child.lower_ in {"as", "of", "for"}
    return linked or child.dep_ in {"oprd", "attr", "acomp"} or (child.dep_ == "ccomp" and is_small_clause(child))


def object_ranges(verb: "Token", name: str) -> list[TokenRange]:
    """The object of a verb, or of its particle, with what is linked to it."""
    """The object of a verb, or of its particle, with what is linked to it."""
    obj = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if "-" in name:
        particle = name.partition("-")[2]
        for child in verb.rights:
            if child.lower_ == particle:
                obj = next((c for c in child.children if c.dep_ in {"pobj", "pcomp"}), obj)
    if obj is None:
        relative = next((c for c in verb.rights if c.dep_ == "ccomp" and c.left_edge.lower_ in {"what", '"'}), None)
        return [TokenRange(relative.left_edge.i, relative.right_edge.i)] if relative is not None else []
    named = obj is not None and obj.tag_ in {"NNP", "NNPS", "PRP"}
    if named and verb_lexicon().takes(name, "as"):  # bare praise or blame of somebody tells no words
        return []
    if obj is None or obj.lower_ in {"who", "what", "that", "which", "it", "him", "her", "them", "me", "us", "himself"}:
        return []
    last = _phrase_end(obj, obj.right_edge.i)
    for child in verb.rights:
        near = sum(not t.is_punct for t in verb.doc[last + 1 : child.i]) <= 1
        if child.i > obj.i and near and child.dep_ == "prep" and child.lower_ in _OBJECT_LINKS:
            last = max(last, _phrase_end(child, child.right_edge.i))
        if (
            child.i > obj.i
            and child.left_edge.i <= last + 1
            and child.dep_ in {"xcomp", "advcl", "acl"}
            and has_to(child)
        ):
            last = max(last, _phrase_end(child, child.right_edge.i))
    return [TokenRange(obj.left_edge.i, last)]


def _phrase_end(start: "Token", last: int) -> int:
    """The last token of an object, stopping before ", sharing ..." and ", who ..."."""
    doc = start.doc
    for at in range(start.i, last):
        if doc[at].text == "," and (doc[at + 1].tag_ == "VBG" or doc[at + 1].lower_ in {"who", "when", "while", "as"}):
            return at - 1
    return last


def tells(doc: "Doc", said: TokenRange) -> bool:
    """Whether an object holds quoted words or a clause ("him for caving", "claims that it fell"), not a bare name."""
    return any(
        token.text == '"' or (token.dep_ in {"pcomp", "acl", "ccomp", "xcomp"} and _says(token))
        for token in doc[said.first : said.last + 1]
    )


def _says(clause: "Token") -> bool:
    """A gerund after a preposition, an infinitive, or a clause with "that" or a question word."""
    gerund = clause.dep_ == "pcomp" and clause.tag_ == "VBG"
    return gerund or has_to(clause) or any(c.dep_ == "mark" or c.tag_ in {"WP", "WRB"} for c in clause.lefts)
