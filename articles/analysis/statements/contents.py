"""What a verb of saying takes: clauses, orders, objects, and somebody as something, within one parsed sentence."""

from typing import TYPE_CHECKING

from articles.analysis.lexicon.verbs import verb_lexicon
from articles.analysis.statements.sources import FINITE, SUBJECTS, TokenRange, misread_subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_OBJECT_LINKS = {"for", "of", "over", "from", "against", "with", "about", "to", "at", "on", "in"}
_COMPLETING = {"of", "from", "to", "for", "about", "toward", "towards", "against"}
_SETTINGS = {"on", "in", "at", "during", "after", "before", "when", "while"}
_THAT_WITHIN = 9  # tokens behind the verb in which "that" opens what was said
# To urge or to call on somebody is to say what somebody should do; to tell or to order is to say it to them.
_WISHES = frozenset("urge ask call-on press push request beg implore invite appeal-to plead-with exhort encourage".split())
_NAMING = {"named", "identified", "quoted"}


def contents_of(token: "Token", verb: str) -> tuple[list[TokenRange], str]:
    """What an active verb reports, as token ranges, and by which rule; empty where it only introduces a quotation."""
    lexicon = verb_lexicon()
    if misread_subject(token) is not None:
        rest = _that_clause(token) or _rest(token, verb)
        return ([rest] if rest is not None else []), "clause"
    clauses = [c for c in token.children if c.dep_ == "ccomp" and not _is_small_clause(c)]
    behind = [c for c in clauses if c.left_edge.i > token.i]  # rather than "While all is well, Roe said the pier is not"
    clause = next(iter(behind or clauses), None)
    if clause is not None and lexicon.takes(verb, "clause"):
        ranges = _clause_ranges(token, clause)
        cut_short = len(ranges) == 1 and ranges[0].last - ranges[0].first < 2  # "that he'd" of "that he'd rather go"
        whole = _that_clause(token) if cut_short else None
        return ([whole] if whole is not None else ranges), "clause"
    open_clause = next((c for c in token.rights if c.dep_ in {"xcomp", "ccomp"} and has_to(c)), None)
    if open_clause is not None and (lexicon.takes(verb, "infinitive") or lexicon.takes(verb, "subject_infinitive")):
        if open_clause.lower_ in _NAMING and any(c.dep_ == "auxpass" for c in open_clause.children):
            return [], "quotation"  # "who asked not to be named"
        return [_asked(token, open_clause, verb)], "infinitive"
    if lexicon.takes(verb, "as"):
        named = _as_ranges(token)
        if named:
            return named, "as"
    if verb == "call-for":  # "called for the report to be released"
        wanted = next((c for c in token.rights if any(m.lower_ == "for" and m.dep_ == "mark" for m in c.lefts)), None)
        if wanted is not None:
            return [TokenRange(wanted.left_edge.i + 1, wanted.right_edge.i)], "infinitive"
    if lexicon.takes(verb, "clause"):
        that = _that_clause(token)
        if that is not None:
            return [that], "clause"
    around = _around(token)
    if around and lexicon.takes(verb, "clause"):
        return around, "parenthesis"
    if lexicon.takes(verb, "clause") and not lexicon.takes(verb, "infinitive"):
        lost = _lost_clause(token)
        if lost is not None:
            return [lost], "clause"
    if lexicon.takes(verb, "object") and not (token.tag_ == "VB" and has_to(token)):
        return _object_ranges(token, verb), "object"
    return [], "quotation"


def _that_clause(verb: "Token") -> TokenRange | None:
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


def _rest(verb: "Token", name: str) -> TokenRange | None:
    """All that follows a verb which the parser took for an adjective, where it is what was said."""
    doc, last = verb.doc, len(verb.doc) - 1
    while last > verb.i and doc[last].is_punct and doc[last].text != '"':
        last -= 1
    said = any(t.tag_ in FINITE for t in doc[verb.i + 1 : last + 1])
    takes = verb_lexicon().takes(name, "clause") and said
    return TokenRange(verb.i + 1, last) if (takes or verb_lexicon().takes(name, "as")) and last > verb.i + 1 else None


def _lost_clause(verb: "Token") -> TokenRange | None:
    """A clause whose verb the parser hung elsewhere ("testified "thousands" of letters had not been read")."""
    doc = verb.doc
    obj = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if obj is None or obj.left_edge.i != verb.i + 1 or verb.tag_ not in FINITE:
        return None
    finite = [c for c in verb.rights if c.dep_ in {"advcl", "conj", "dep"} and c.i > obj.right_edge.i]
    finite = [c for c in finite if not any(m.dep_ in {"mark", "cc"} or m.dep_ in SUBJECTS for m in c.lefts)]
    has_finite = [c for c in finite if c.tag_ in FINITE or any(a.tag_ in FINITE for a in c.lefts)]
    between = doc[obj.right_edge.i : has_finite[0].i] if has_finite else []
    if not has_finite or any(t.text == "," or t.dep_ == "cc" for t in between):
        return None
    return TokenRange(verb.i + 1, has_finite[0].right_edge.i)


def _is_small_clause(clause: "Token") -> bool:
    return not clause.tag_.startswith(("VB", "MD")) and not any(c.tag_ in FINITE for c in clause.lefts)


def has_to(clause: "Token") -> bool:
    """Whether a clause is an infinitive with "to"."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in clause.lefts)


def _clause_ranges(verb: "Token", clause: "Token") -> list[TokenRange]:
    first, last = clause.left_edge.i, clause.right_edge.i
    doc = verb.doc
    if first < verb.i < last:  # "The strike, he said, would last": the reporting words stand inside
        inner = [t.i for t in verb.subtree if not clause.is_ancestor(t) and t.i != clause.i]
        low, high = min([verb.i, *inner]), max([verb.i, *inner])
        low = max(low, first)
        return [r for r in (TokenRange(first, low - 1), TokenRange(high + 1, last)) if r.first <= r.last]
    while first < last and (
        (doc[first].lower_ == "that" and (doc[first].dep_ == "mark" or doc[first].tag_ == "WDT"))
        or (doc[first].is_punct and doc[first].text not in "\"'(")
    ):
        first += 1
    return [TokenRange(_whole_subject(verb, clause, first), _without_remark(clause, last))]


def _without_remark(clause: "Token", last: int) -> int:
    """Where a clause ends before the outlet's remark on it (", an acknowledgment that few had expected")."""
    doc = clause.doc
    for token in clause.subtree:
        first = token.left_edge.i
        if token.dep_ == "appos" and token.right_edge.i == last and first > clause.i and token.head.tag_ != "NNP":
            if doc[first].lower_ in {"a", "an"} and doc[first - 1].text in {",", "-", '"'}:
                return first - 2 if doc[first - 1].text != '"' else first - 1
    return last


def _whole_subject(verb: "Token", clause: "Token", first: int) -> int:
    """Where a clause begins whose subject the parser took for the verb's object ("argued the pier would shut")."""
    if any(c.dep_ in {*SUBJECTS, "nsubjpass", "expl"} for c in clause.lefts):
        return first
    obj = next((c for c in verb.rights if c.dep_ == "dobj" and c.left_edge.i == verb.i + 1), None)
    return obj.left_edge.i if obj is not None and obj.i < first and verb.doc[first - 1].lower_ != "that" else first


def _asked(verb: "Token", clause: "Token", name: str) -> TokenRange:
    """What is promised, with its "to"; what is asked for, with who is to do it; or what somebody is told to do."""
    told = infinitive(clause)
    if verb_lexicon().takes(name, "subject_infinitive"):
        to = next(c for c in clause.lefts if c.dep_ == "aux" and c.lower_ == "to")
        return TokenRange(min(to.i, told.first), told.last)
    if name not in _WISHES:
        return told
    whom = next((c for c in [*clause.lefts, *verb.rights] if c.dep_ in {"nsubj", "nsubjpass", "dobj"} and c.i < clause.i), None)
    particle = next((c for c in verb.rights if c.dep_ == "prep" and c.i == verb.i + 1), None)
    whom = whom or next((c for c in particle.children if c.dep_ == "pobj"), None) if particle is not None else whom
    return TokenRange(whom.left_edge.i if whom is not None and whom.i > verb.i else told.first, told.last)


def infinitive(clause: "Token") -> TokenRange:
    """What somebody is told to do: without "to", but with "not to"."""
    first, last = clause.left_edge.i, clause.right_edge.i
    subject = next((c for c in clause.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
    to = next(c for c in clause.lefts if c.dep_ == "aux" and c.lower_ == "to")
    negated = any(c.dep_ == "neg" and c.i < to.i for c in clause.lefts)
    if subject is not None:
        first = subject.right_edge.i + 1
    if not negated:
        first = to.i + 1
    return TokenRange(min(first, clause.i), last)


def _as_ranges(verb: "Token") -> list[TokenRange]:
    obj = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if obj is not None and obj.lower_ == "it" and (quoted := _quoted_behind(obj)):
        return [TokenRange(obj.i, quoted)]
    complement = next((c for c in verb.rights if _is_complement(c)), None)
    if complement is None:  # "called the speech "a stunt"": the parser takes the quoted words for an apposition
        if obj is not None and (quoted := _quoted_behind(obj)):
            return [TokenRange(obj.left_edge.i, quoted)]
        marked = obj is not None and any(t.text == '"' for t in obj.subtree)
        return [TokenRange(obj.left_edge.i, obj.right_edge.i)] if obj is not None and marked else []
    start = obj.left_edge.i if obj is not None and obj.i < complement.i else complement.left_edge.i
    return [TokenRange(start, _without_setting(verb, complement.left_edge.i, complement.right_edge.i))]


def _without_setting(verb: "Token", first: int, last: int) -> int:
    """Where quoted words end that are followed by when or where they were said ("a "clown" on his show")."""
    marks = [t.i for t in verb.doc[first : last + 1] if t.text == '"']
    behind = marks[-1] + 1 if marks and len(marks) % 2 == 0 else last + 1
    if behind <= last and (verb.doc[behind].lower_ in _SETTINGS or verb.doc[behind].text == "-"):
        return marks[-1]
    on = next((c for c in verb.rights if c.left_edge.i == last + 1 and c.dep_ == "prep"), None)
    return on.right_edge.i if on is not None and marks and on.lower_ in _COMPLETING else last


def _quoted_behind(obj: "Token") -> int | None:
    """The mark that closes the words quoted right behind an object ("called that "beyond belief"")."""
    doc, opened = obj.doc, obj.right_edge.i + 1
    if opened >= len(doc) or doc[opened].text != '"':
        return None
    closed = next((t.i for t in doc[opened + 2 :] if t.text == '"'), None)
    if closed is not None and obj.lower_ == "it":  # "called it "a mistake" to sell the pier"
        what = next((c for c in obj.head.subtree if c.left_edge.i == closed + 1 and _completes(c)), None)
        return what.right_edge.i if what is not None else closed
    return closed


def _completes(clause: "Token") -> bool:
    """An infinitive, or a that-clause."""
    return has_to(clause) or any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.lefts)


def _is_complement(child: "Token") -> bool:
    linked = child.dep_ == "prep" and child.lower_ in {"as", "of", "for"}
    return linked or child.dep_ in {"oprd", "attr", "acomp"} or (child.dep_ == "ccomp" and _is_small_clause(child))


def _object_ranges(verb: "Token", name: str) -> list[TokenRange]:
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


def passive_contents(verb: "Token", name: str) -> tuple[list[TokenRange], str]:
    """What a passive verb with an agent reports ("crews were told by the board to stay"), and by which rule."""
    open_clause = next((c for c in verb.rights if c.dep_ in {"xcomp", "ccomp"} and has_to(c)), None)
    if open_clause is not None and verb_lexicon().takes(name, "infinitive"):
        return [infinitive(open_clause)], "passive infinitive"
    if verb_lexicon().takes(name, "as"):  # "often dismissed as "a stunt" by its foes"
        named = next((c for c in verb.rights if _is_complement(c) and c.dep_ != "agent"), None)
        if named is not None:
            agent = next((c.left_edge.i for c in verb.rights if c.dep_ == "agent"), named.right_edge.i + 1)
            first = named.i + 1 if named.dep_ == "prep" else named.left_edge.i
            last = min(named.right_edge.i, agent - 1) if agent > first else named.right_edge.i
            return [TokenRange(first, last)] if first <= last else [], "passive as"
    subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    if subject is None or not verb_lexicon().takes(name, "object") or verb.dep_ in {"relcl", "acl"}:
        return [], "quotation"
    return [TokenRange(subject.left_edge.i, subject.right_edge.i)], "passive"


def _around(verb: "Token") -> list[TokenRange]:
    """What stands around a reporting clause in the middle or at the end: "X will, he said, do Y"."""
    head = verb.head
    if (
        verb.dep_ not in {"parataxis", "advcl", "ccomp", "dep", "conj"}
        or head.i == verb.i
        or not head.tag_.startswith(("VB", "MD"))
    ):
        return []
    own = [t.i for t in verb.subtree if not t.is_punct]
    low, high = min(own), max(own)
    doc = verb.doc
    if low == 0 or doc[low - 1].text != "," or any(c.dep_ in {"cc", "mark"} for c in verb.lefts):
        return []
    if verb.dep_ == "advcl" and not any(c.dep_ in SUBJECTS for c in verb.children):
        return []
    first, last = head.left_edge.i, head.right_edge.i
    around = [r for r in (TokenRange(first, low - 2), TokenRange(high + 1, last)) if r.first <= r.last]
    around = [r for r in around if doc[r.first : r.last + 1].text.strip() not in {"", ".", ","}]
    says_something = any(t.tag_ in FINITE for r in around for t in doc[r.first : r.last + 1])
    return around if says_something else []
