"""Who reports what, within one parsed sentence: the verb of saying, its subject, and what it takes.

Works on the parse of a unit (units.py). Everything is told from grammar and the verb lexicon; nothing here
knows a name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from articles.analysis.lexicon.verbs import verb_lexicon
from articles.analysis.statements.complements import has_to
from articles.analysis.statements.contents import contents_of, infinitive, passive_contents
from articles.analysis.statements.sources import TokenRange, agent_of, is_opening_participle, phrase, source_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SAYING_NOUNS = frozenset(
    "call command order instruction demand plea request warning claim vow promise threat pledge appeal suggestion "
    "assertion contention insistence proposal allegation accusation prediction argument comment remark admission "
    "belief conclusion declaration announcement complaint".split()
)
SAYING_NOUN_FORMS = SAYING_NOUNS | {f"{noun}s" for noun in SAYING_NOUNS}
_NOUN_WITHIN = 12  # tokens behind the noun in which what it reports begins
_NO_SOURCE = {"plan", "plans", "schedule", "script", "rules", "taste"}
_UNSURE = {"could", "might", "should", "may", "if"}


@dataclass(frozen=True, slots=True)
class Report:
    """One act of reporting. ``contents`` is empty where the verb only introduces a quotation."""

    cue: TokenRange
    verb: str
    source: TokenRange | None
    contents: tuple[TokenRange, ...]
    rule: str

    def holds(self, token: int) -> bool:
        """Whether a token is among what is reported."""
        return any(content.first <= token <= content.last for content in self.contents)


def reports_in(doc: "Doc", quoted: set[int]) -> list[Report]:
    """All acts of reporting in a parsed unit; ``quoted`` are the indices of tokens inside quotation marks."""
    verbs = verb_lexicon().lemmas
    own = [(token, token.lower_) for token in doc if token.i not in quoted]
    found = [report for token, word in own if word in verbs for report in _by_verb(token)]
    found.extend(report for token, word in own if word in SAYING_NOUN_FORMS for report in _by_noun(token))
    if any(word == "according" for _, word in own):
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
    if token.tag_ in {"VBD", "VBN"} and is_opening_participle(token):  # "Asked what he meant, she said"
        return
    passive = any(child.dep_ in {"nsubjpass", "auxpass"} for child in token.children)
    if token.tag_ == "VBN" and token.dep_ == "acl" and not passive and lexicon.takes(verb, "as"):
        if agent_of(token) is None:
            return  # "a class called "Perception"" only names it
        passive = True
    source = agent_of(token) if passive else source_of(token)
    cue = TokenRange(
        min(token.i, particle.i if particle else token.i), max(token.i, particle.i if particle else token.i)
    )
    if source is not None and source.lower_ in {"it", "there", "this", "that"} and not lexicon.takes(verb, "clause"):
        return  # "it promises to be another hard campaign": nobody speaks
    source_range = phrase(source) if source is not None else None
    contents, rule = ([], "quotation") if passive else contents_of(token, verb)
    if passive and source is not None:
        contents, rule = passive_contents(token, verb)
    yield Report(cue, verb, source_range, tuple(contents), rule)


def _by_noun(token: "Token") -> Iterator[Report]:
    """A noun that reports ("her order to leave", "calls by the board to stay", "his claim that all was well")."""
    if not token.tag_.startswith("NN") or token.lower_ not in SAYING_NOUN_FORMS:
        return
    source = next((c for c in token.lefts if c.dep_ == "poss"), None)
    if source is None:
        by = next((c for c in token.rights if c.dep_ == "prep" and c.lower_ in {"by", "from"}), None)
        source = next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
    if source is None:
        return
    clauses = [c for c in [*token.rights, token.head, *token.head.rights] if c.tag_.startswith(("VB", "MD"))]
    clause = next((c for c in clauses if c.left_edge.i >= token.left_edge.i and _reported(c, token)), None)
    if clause is None:
        return
    content = infinitive(clause) if has_to(clause) else TokenRange(clause.left_edge.i + 1, clause.right_edge.i)
    if content.first > token.i:
        yield Report(TokenRange(token.i, token.i), token.lower_.removesuffix("s"), phrase(source), (content,), "noun")


def _reported(clause: "Token", noun: "Token") -> bool:
    """An infinitive or a that-clause right behind the noun and whoever stands between."""
    near = clause.i > noun.i and clause.i - noun.i <= _NOUN_WITHIN
    told = any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.lefts)
    return near and (has_to(clause) or (told and clause.dep_ in {"acl", "ccomp"}))


def _with_particle(token: "Token", lemma: str) -> tuple[str, "Token | None"]:
    wanted = verb_lexicon().particles.get(lemma, frozenset())
    for child in token.rights:
        if (
            child.lower_ in wanted
            and child.dep_ in {"prt", "prep", "advmod", "acomp", "dative", "ccomp", "oprd"}
            and child.i - token.i <= 2
        ):
            return f"{lemma}-{child.lower_}", child
        mark = next((m for m in child.lefts if m.dep_ == "mark" and m.lower_ in wanted and m.i == token.i + 1), None)
        if mark is not None:  # "called for the gates to be opened"
            return f"{lemma}-{mark.lower_}", mark
    return lemma, None


def _is_unsaid(token: "Token", verb: str) -> bool:
    """What was not said, or only might be, is no statement ("did not say", "could argue", "declined to say")."""
    if token.lower_ == "considering" and not any(child.dep_ == "aux" for child in token.lefts):
        return True
    held = verb in {"believe", "think", "agree", "expect"}
    for child in token.lefts:
        if child.dep_ == "neg" and not held:
            return True
        if child.dep_ == "aux" and child.lower_ in _UNSURE:
            return True
        if child.dep_ == "mark" and child.lower_ in {"if", "whether", "unless"}:
            return True
    governed = token.dep_ == "xcomp" and token.tag_ in {"VB", "VBG"}
    return governed and verb_lexicon().lemmas.get(token.head.lower_, token.head.lower_) in {
        "decline", "declined", "refuse", "fail", "failed", "stop", "stopped", "want", "need", "have", "try", "be",
    }  # fmt: skip


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
        while verb.head.i != verb.i and not _governs(verb):
            verb = verb.head
        if low < verb.i and any(report.contents for report in _by_verb(verb)):
            continue  # "according to a memo, she told them to go": the telling is the statement
        first, last = verb.left_edge.i, verb.right_edge.i
        first = _nearest_clause(verb, low, first)
        ranges = [TokenRange(first, min(last, low - 1)), TokenRange(max(first, high + 1), last)]
        ranges = [r for r in ranges if r.first <= r.last and _is_clause(doc, r)]
        if len(ranges) == 2 and any(t.dep_ == "cc" for t in doc[ranges[1].first : ranges[1].first + 2]):
            del ranges[1]  # "The pier shut, according to staff, and the band went home"
        contents = tuple(ranges)
        yield Report(TokenRange(token.i, to.i), "according-to", phrase(source), contents, "according to")


def _governs(verb: "Token") -> bool:
    """Whether a source can hang on a token: a verb, but no participle ("..., threatening a suit, according to")."""
    participle = verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.lower_ != "meaning"
    return verb.tag_.startswith(("VB", "MD")) and not participle


def _nearest_clause(verb: "Token", source: int, first: int) -> int:
    """Where the source's words begin: behind "meaning" in "..., meaning only few trains run, according to staff"."""
    meaning = [c for c in verb.rights if c.dep_ == "advcl" and c.lower_ == "meaning" and c.i < source]
    return meaning[-1].i + 1 if meaning else first


def _is_clause(doc: "Doc", words: TokenRange) -> bool:
    """More than an opening adverb."""
    return sum(token.is_alpha for token in doc[words.first : words.last + 1]) >= 2
