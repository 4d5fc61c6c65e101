"""Who reports what, within one parsed sentence: the verb of saying, its subject, and what it takes.

Works on the parse of a unit (units.py). Everything is told from grammar and the verb lexicon; nothing here
knows a name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from articles.analysis.verbs import verb_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = {"nsubj", "csubj"}
_RELATIVES = {"who", "which", "that"}
_OBJECT_LINKS = {"for", "of", "over", "from", "against", "with", "about", "to", "at", "on", "in"}
_THAT_WITHIN = 9  # tokens behind the verb in which "that" opens what was said
_NAMING = {"named", "identified", "quoted"}
_NO_SOURCE = {"plan", "plans", "schedule", "script", "rules", "taste"}
_UNSURE = {"could", "might", "should", "may", "if"}


@dataclass(frozen=True, slots=True)
class TokenRange:
    """Tokens ``first`` to ``last``, both included, of one parsed unit."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Report:
    """One act of reporting. ``contents`` is empty where the verb only introduces a quotation."""

    cue: TokenRange
    verb: str
    source: TokenRange | None
    contents: tuple[TokenRange, ...]
    rule: str


def reports_in(doc: "Doc", quoted: set[int]) -> list[Report]:
    """All acts of reporting in a parsed unit; ``quoted`` are the indices of tokens inside quotation marks."""
    found = [report for token in doc if token.i not in quoted for report in _by_verb(token)]
    found.extend(_according_to(doc, quoted))
    return found


def _by_verb(token: "Token") -> Iterator[Report]:
    lexicon = verb_lexicon()
    lemma = lexicon.lemmas.get(token.lower_)
    if lemma is None or not token.tag_.startswith("VB"):
        return
    verb, particle = _with_particle(token, lemma)
    if verb not in lexicon.frames or _is_unsaid(token, verb):
        return
    if token.tag_ in {"VBD", "VBN"} and _is_opening_participle(token):  # "Asked what he meant, she said"
        return
    passive = any(child.dep_ in {"nsubjpass", "auxpass"} for child in token.children)
    source = _agent(token) if passive else source_of(token)
    cue = TokenRange(
        min(token.i, particle.i if particle else token.i), max(token.i, particle.i if particle else token.i)
    )
    source_range = phrase(source) if source is not None else None
    contents, rule = ([], "quotation") if passive else _contents(token, verb)
    if passive and source is not None:
        contents, rule = _passive_contents(token, verb)
    yield Report(cue, verb, source_range, tuple(contents), rule)


def _with_particle(token: "Token", lemma: str) -> tuple[str, "Token | None"]:
    wanted = verb_lexicon().particles.get(lemma, frozenset())
    for child in token.rights:
        if (
            child.lower_ in wanted
            and child.dep_ in {"prt", "prep", "advmod", "acomp", "dative"}
            and child.i - token.i <= 2
        ):
            return f"{lemma}-{child.lower_}", child
    return lemma, None


def _is_unsaid(token: "Token", verb: str) -> bool:
    """What was not said, or only might be, is no statement ("did not say", "could argue", "declined to say")."""
    held = verb in {"believe", "think", "agree", "expect"}
    for child in token.lefts:
        if child.dep_ == "neg" and not held:
            return True
        if child.dep_ == "aux" and child.lower_ in _UNSURE:
            return True
        if child.dep_ == "mark" and child.lower_ in {"if", "whether", "unless"}:
            return True
    head = token.head
    return token.dep_ == "xcomp" and verb_lexicon().lemmas.get(head.lower_, head.lower_) in {
        "decline", "declined", "refuse", "fail", "failed", "stop", "stopped", "want", "need", "have", "try", "be",
    }  # fmt: skip


def source_of(verb: "Token") -> "Token | None":
    """The head of whoever does the verb: its subject, that of the verb it hangs on, or the noun it qualifies."""
    for _ in range(6):
        subject = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
        if subject is not None:
            if subject.lower_ in _RELATIVES and verb.dep_ == "relcl":
                return verb.head
            return None if subject.lower_ in {"it", "there"} and subject.i > verb.i else subject
        if any(child.dep_ == "nsubjpass" for child in verb.children):
            return next(child for child in verb.children if child.dep_ == "nsubjpass")
        if verb.dep_ in {"acl", "relcl"} and verb.head.tag_.startswith(("NN", "PRP")):
            return verb.head
        if verb.dep_ == "pcomp":
            verb = verb.head
        if (
            verb.dep_ in {"conj", "advcl", "xcomp", "prep", "dep", "acl", "ccomp", "parataxis"}
            and verb.head.i != verb.i
        ):
            verb = verb.head
            continue
        break
    after = next((child for child in verb.rights if child.dep_ in {"dobj", "npadvmod", "attr"}), None)
    behind_mark = verb.i > 0 and verb.doc[verb.i - 1].is_punct
    inverted = after is not None and behind_mark and after.i - verb.i <= 3 and after.tag_ in {"NNP", "PRP", "NN"}
    return after if inverted and verb.dep_ == "ROOT" and not _has_lead(verb) else _set_apart(verb)


def _has_lead(verb: "Token") -> bool:
    """Whether words other than a quotation stand before the verb, so that what follows is its object."""
    return (
        any(token.is_alpha for token in verb.doc[: verb.i] if token.tag_.startswith("NN")) and verb.doc[0].text != '"'
    )


def _is_opening_participle(token: "Token") -> bool:
    subject = any(child.dep_ in _SUBJECTS for child in token.children)
    before = token.doc[token.i - 1] if token.i else None
    opens = before is None or before.is_punct or before.lower_ in {"when", "if", "as", "and", "but"}
    return opens and not subject and (token.dep_ in {"advcl", "acl", "csubj", "dep", "nsubj"} or token.tag_ == "VBN")


def _set_apart(verb: "Token") -> "Token | None":
    """A subject that the parser took for an apposition ("..., an email from her office, obtained by us, stated:")."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    for token in reversed(verb.doc[: verb.i]):
        if token.dep_ == "appos" and token.tag_.startswith(("NN", "PRP")) and token.left_edge.i > 0:
            return token if token.doc[token.left_edge.i - 1].text == "," else None
    return None


def _agent(verb: "Token") -> "Token | None":
    for child in verb.children:
        if child.dep_ == "agent":
            return next((inner for inner in child.children if inner.dep_ == "pobj"), None)
    return None


def phrase(head: "Token") -> TokenRange:
    """The noun phrase of ``head`` with its names in apposition, without relative clauses and what follows them."""
    first = last = head.i
    for child in head.lefts:
        if child.dep_ not in {"punct", "cc", "preconj"}:
            first = min(first, child.left_edge.i)
    for child in head.rights:
        if child.dep_ in {"prep", "appos", "conj", "cc", "nmod", "case", "flat", "compound", "punct", "poss", "nummod"}:
            if child.dep_ == "prep" and child.lower_ not in {"of", "for", "from", "at", "in", "with", "to", "on"}:
                break
            last = max(last, child.i if child.dep_ in {"punct", "cc"} else _right(child))
        else:
            break
    while (
        last > head.i
        and (head.doc[last].is_punct or head.doc[last].dep_ == "cc")
        and head.doc[last].text not in {")", "."}
    ):
        last -= 1
    return TokenRange(first, last)


def _right(token: "Token") -> int:
    """The right edge of a phrase, stopping before a clause within it."""
    last = token.i
    for child in token.rights:
        if child.dep_ in {"relcl", "acl", "advcl", "punct"}:
            break
        last = max(last, _right(child))
    return last


def _contents(token: "Token", verb: str) -> tuple[list[TokenRange], str]:
    lexicon = verb_lexicon()
    clause = next((c for c in token.children if c.dep_ == "ccomp" and not _is_small_clause(c)), None)
    if clause is not None and lexicon.takes(verb, "clause"):
        return _clause_ranges(token, clause), "clause"
    open_clause = next((c for c in token.rights if c.dep_ in {"xcomp", "ccomp"} and _has_to(c)), None)
    if open_clause is not None and (lexicon.takes(verb, "infinitive") or lexicon.takes(verb, "subject_infinitive")):
        if open_clause.lower_ in _NAMING and any(c.dep_ == "auxpass" for c in open_clause.children):
            return [], "quotation"  # "who asked not to be named"
        return [_infinitive(open_clause)], "infinitive"
    if lexicon.takes(verb, "as"):
        named = _as_ranges(token)
        if named:
            return named, "as"
    if lexicon.takes(verb, "clause"):
        that = _that_clause(token)
        if that is not None:
            return [that], "clause"
    around = _around(token)
    if around and lexicon.takes(verb, "clause"):
        return around, "parenthesis"
    if lexicon.takes(verb, "object") and not (token.tag_ == "VB" and _has_to(token)):
        return _object_ranges(token, verb), "object"
    return [], "quotation"


def _that_clause(verb: "Token") -> TokenRange | None:
    """What follows "that" up to the end of the sentence, where the parser lost the clause, or hung it on a noun."""
    doc = verb.doc
    for token in doc[verb.i + 1 : verb.i + _THAT_WITHIN]:
        if token.lower_ == "that" and token.tag_ == "IN" and token.i + 2 < len(doc):
            last = len(doc) - 1
            while last > token.i and doc[last].is_punct:
                last -= 1
            return TokenRange(token.i + 1, last)
        if token.text in {";", ":", '"'} or (token.tag_ in {"VBD", "VBZ", "VBP"} and token.i > verb.i):
            return None
    return None


def _is_small_clause(clause: "Token") -> bool:
    return not clause.tag_.startswith(("VB", "MD"))


def _has_to(clause: "Token") -> bool:
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
    return [TokenRange(first, last)]


def _infinitive(clause: "Token") -> TokenRange:
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
    complement = next((c for c in verb.rights if _is_complement(c)), None)
    if complement is None:  # "called the speech "a stunt"": the parser takes the quoted words for an apposition
        marked = obj is not None and any(t.text == '"' for t in obj.subtree)
        return [TokenRange(obj.left_edge.i, obj.right_edge.i)] if obj is not None and marked else []
    start = obj.left_edge.i if obj is not None and obj.i < complement.i else complement.left_edge.i
    return [TokenRange(start, complement.right_edge.i)]


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
    named = obj is not None and obj.tag_ in {"NNP", "NNPS", "PRP"}
    if named and verb_lexicon().takes(name, "as"):  # bare praise or blame of somebody tells no words
        return []
    if obj is None or obj.lower_ in {"who", "what", "that", "which", "it", "him", "her", "them", "me", "us", "himself"}:
        return []
    last = _phrase_end(obj, obj.right_edge.i)
    for child in verb.rights:
        if child.i > obj.i and child.i <= last + 2 and child.dep_ == "prep" and child.lower_ in _OBJECT_LINKS:
            last = max(last, _phrase_end(child, child.right_edge.i))
        if (
            child.i > obj.i
            and child.left_edge.i <= last + 1
            and child.dep_ in {"xcomp", "advcl", "acl"}
            and _has_to(child)
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


def _passive_contents(verb: "Token", name: str) -> tuple[list[TokenRange], str]:
    open_clause = next((c for c in verb.rights if c.dep_ in {"xcomp", "ccomp"} and _has_to(c)), None)
    if open_clause is not None and verb_lexicon().takes(name, "infinitive"):
        return [_infinitive(open_clause)], "passive infinitive"
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
    if verb.dep_ == "advcl" and not any(c.dep_ in _SUBJECTS for c in verb.children):
        return []
    first, last = head.left_edge.i, head.right_edge.i
    return [
        r
        for r in (TokenRange(first, low - 2), TokenRange(high + 1, last))
        if r.first <= r.last and doc[r.first : r.last + 1].text.strip() not in {"", ".", ","}
    ]


def _according_to(doc: "Doc", quoted: set[int]) -> Iterator[Report]:
    for token in doc[:-1]:
        if token.i in quoted or token.lower_ != "according" or doc[token.i + 1].lower_ != "to":
            continue
        to = doc[token.i + 1]
        source = next((c for c in to.children if c.dep_ == "pobj"), None) or next(
            (c for c in token.children if c.dep_ == "pobj"), None
        )
        if source is None or source.lower_ in _NO_SOURCE:
            continue
        own = [t.i for t in token.subtree] + [t.i for t in to.subtree]
        low, high = min(own), max(own)
        verb = token.head
        while not verb.tag_.startswith(("VB", "MD")) and verb.head.i != verb.i:
            verb = verb.head
        if low < verb.i and any(report.contents for report in _by_verb(verb)):
            continue  # "according to a memo, she told them to go": the telling is the statement
        first, last = verb.left_edge.i, verb.right_edge.i
        first = _nearest_clause(verb, low, first)
        ranges = [TokenRange(first, min(last, low - 1)), TokenRange(max(first, high + 1), last)]
        contents = tuple(r for r in ranges if r.first <= r.last and _is_clause(doc, r))
        yield Report(TokenRange(token.i, to.i), "according-to", phrase(source), contents, "according to")


def _nearest_clause(verb: "Token", source: int, first: int) -> int:
    """Where the source's words begin: behind "meaning" in "..., meaning only few trains run, according to staff"."""
    meaning = [c for c in verb.rights if c.dep_ == "advcl" and c.lower_ == "meaning" and c.i < source]
    return meaning[-1].i + 1 if meaning else first


def _is_clause(doc: "Doc", words: TokenRange) -> bool:
    """More than an opening adverb."""
    return sum(token.is_alpha for token in doc[words.first : words.last + 1]) >= 2
