"""Who is for or against whom in one article given as sentences: in what is said, and in the outlet's own telling."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from articles.analysis.compare import analysed, targets_named
from articles.analysis.knowledge import Knowledge
from articles.analysis.reading import read
from articles.analysis.speakers.camps import Camps
from articles.analysis.speakers.names import registry_of
from articles.analysis.stance.acts import acts_in
from articles.analysis.stance.proper import ProperNames
from articles.analysis.stance.targets import Target, Topics, stood_for
from articles.analysis.stance.tone import tones
from articles.analysis.text.folding import fold
from articles.analysis.text.parses import parses
from articles.analysis.types import AnalysedArticle, Span, SpeakerKind, Statement, Tone

type Triple = tuple[str, str | None, str, str]

SENTIMENT = {Tone.CRITICISM: "NEG", Tone.SUPPORT: "POS"}
# Lean from which the telling itself takes a stand; found on SEESAW's train part, which nothing is trained on.
LEAST_TOLD = 0.5


def stances_in(title: str, sentences: Mapping[str, str], knowledge: Knowledge | None = None) -> tuple[Triple, ...]:
    """The stances (sentence id, subject, "NEG" or "POS", object), once each, in order of the text.

    The subject is None where the outlet itself takes the stand. The title is read for names only.
    """
    known = knowledge or Knowledge()
    text, places = _joined(title, sentences)
    reading = read(text, headline=False)
    article = analysed({"article": reading}, known)["article"]
    bodies = {"article": [p for p in reading.paragraphs if p not in set(reading.boilerplate)]}
    named = targets_named(
        "article", text, registry_of({"article": text}, bodies, known), Camps(known), ProperNames([text])
    )
    found = [*_said(article, places), *_told(article, places, named, Topics([text]))]
    order = {ident: number for number, ident in enumerate(sentences)}
    return tuple(sorted(dict.fromkeys(found), key=lambda t: (order[t[0]], t[1] or "", t[2], t[3])))


def _joined(title: str, sentences: Mapping[str, str]) -> tuple[str, dict[str, Span]]:
    """The sentences as one text, a paragraph each, with the place of each; the title stands first."""
    parts, places, at = [title], {}, len(title) + 1
    for ident, sentence in sentences.items():
        words = " ".join(sentence.split())
        places[ident] = Span(at, at + len(words))
        parts.append(words)
        at += len(words) + 1
    return "\n".join(parts), places


def _home(span: Span, places: Mapping[str, Span]) -> str | None:
    return next((ident for ident, place in places.items() if place.start <= span.start < place.end), None)


def _said(article: AnalysedArticle, places: Mapping[str, Span]) -> Iterator[Triple]:
    """What speakers say of others: the first of each tone."""
    for statement in article.statements:
        subject = _party_of(statement)
        if subject is None:
            continue
        seen: set[Tone] = set()
        for stance in statement.stances:
            home = _home(stance.span or statement.parts[0], places)
            if stance.target is None or stance.span is None or home is None or stance.stance in seen:
                continue
            seen.add(stance.stance)
            if stance.target in {subject, statement.speaker}:
                continue
            yield home, subject, SENTIMENT[stance.stance], stance.target.removeprefix("the ")


def _party_of(statement: Statement) -> str | None:
    """The party that a statement speaks for: a person by name, a group or spokesperson by its side or organisation."""
    if statement.speaker_kind is SpeakerKind.PERSON and statement.speaker and statement.speaker[0].isupper():
        return statement.speaker
    return statement.organisation or statement.side


def _told(
    article: AnalysedArticle, places: Mapping[str, Span], named: Sequence[Target], topics: Topics
) -> Iterator[Triple]:
    """What the outlet tells: one acts for or against another; or the telling itself is plainly for or against."""
    folded = fold(article.text)
    said = [part for statement in article.statements for part in statement.parts]
    docs = parses([folded[place.start : place.end] for place in places.values()])
    for (ident, place), doc in zip(places.items(), docs, strict=True):
        inside = [t for t in named if place.start <= t.span.start < place.end]
        inside += [t for t in stood_for(folded, place, named, frozenset()) if not _within_any(t.span, said)]
        things = topics.targets_in(folded, place)
        inside += [t for t in things if not _within_any(t.span, [n.span for n in inside])]
        acted = False
        for act in acts_in(doc, _naming(inside, place)) if doc is not None else ():
            acting, acted_on = (_at(inside, place, span) for span in (act.subject, act.object))
            if acting.named and acting.name != acted_on.name and not _within_any(acting.span, said):
                acted = True
                yield ident, acting.name, "POS" if act.sign > 0 else "NEG", acted_on.name.removeprefix("the ")
        if not acted and not any(_meets(place, part) for part in said):
            yield from _by_outlet(ident, place, folded, [t for t in inside if t.stood_for is not None])


def _by_outlet(ident: str, place: Span, folded: str, inside: Sequence[Target]) -> Iterator[Triple]:
    for target, shares in zip(inside, tones([_within(folded, place, t.span) for t in inside]), strict=True):
        if abs(shares.lean) >= LEAST_TOLD:
            yield ident, None, "NEG" if shares.lean < 0 else "POS", target.name


def _naming(inside: Sequence[Target], place: Span) -> Callable[[Span], Span | None]:
    """The place of the name that holds the head of a noun phrase, both within the sentence."""

    def named(head: Span) -> Span | None:
        for target in inside:
            if target.span.start <= place.start + head.start < target.span.end:
                return Span(target.span.start - place.start, target.span.end - place.start)
        return None

    return named


def _at(inside: Sequence[Target], place: Span, span: Span) -> Target:
    return next(t for t in inside if t.span.start - place.start == span.start)


def _meets(first: Span, second: Span) -> bool:
    return first.start < second.end and second.start < first.end


def _within_any(span: Span, parts: Sequence[Span]) -> bool:
    return any(part.start <= span.start < part.end for part in parts)


def _within(text: str, place: Span, span: Span) -> tuple[str, int, int]:
    return text[place.start : place.end], span.start - place.start, span.end - place.start
