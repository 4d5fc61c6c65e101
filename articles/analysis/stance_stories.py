"""Who is for or against whom in one article given as sentences: in what is said, and in the outlet's own telling."""

from collections.abc import Iterator, Mapping, Sequence

from articles.analysis.compare import analysed, targets_named
from articles.analysis.knowledge import Knowledge
from articles.analysis.lexicon.terms import stance_lexicon
from articles.analysis.reading import read
from articles.analysis.speakers.camps import Camps
from articles.analysis.speakers.names import registry_of
from articles.analysis.stance.targets import Target
from articles.analysis.stance.tone import tones
from articles.analysis.text.folding import fold
from articles.analysis.types import AnalysedArticle, Span, Tone

type Triple = tuple[str, str | None, str, str]

SENTIMENT = {Tone.CRITICISM: "NEG", Tone.SUPPORT: "POS"}
# Lean from which the telling itself takes a stand; found on SEESAW's train part, which nothing is trained on.
LEAST_BETWEEN = 0.3
LEAST_TOLD = 0.75


def stances_in(title: str, sentences: Mapping[str, str], knowledge: Knowledge | None = None) -> tuple[Triple, ...]:
    """The stances (sentence id, subject, "NEG" or "POS", object), once each, in order of the text.

    The subject is None where the outlet itself takes the stand. The title is read for names only.
    """
    known = knowledge or Knowledge()
    text, places = _joined(title, sentences)
    reading = read(text, headline=False)
    article = analysed({"article": reading}, known)["article"]
    bodies = {"article": [p for p in reading.paragraphs if p not in set(reading.boilerplate)]}
    named = targets_named("article", text, registry_of({"article": text}, bodies, known), Camps(known))
    found = [*_said(article, places), *_told(article, places, named)]
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
    """What speakers say of others."""
    for statement in article.statements:
        if statement.speaker is None:
            continue
        for stance in statement.stances:
            home = _home(stance.span or statement.parts[0], places)
            if stance.target and home is not None and stance.target != statement.speaker:
                target = stance.target.removeprefix("the ")
                yield home, statement.speaker, SENTIMENT[stance.stance], target


def _told(article: AnalysedArticle, places: Mapping[str, Span], named: Sequence[Target]) -> Iterator[Triple]:
    """What the outlet tells: one acts for or against another; or the telling itself is plainly for or against."""
    folded = fold(article.text)
    said = [part for statement in article.statements for part in statement.parts]
    said += [statement.speaker_span for statement in article.statements if statement.speaker_span]
    asked: list[tuple[str, Target, Target | None]] = []
    for ident, place in places.items():
        inside = [
            t for t in named
            if place.start <= t.span.start < place.end and not any(s <= t.span.start < e for s, e in said)
        ]  # fmt: skip
        for number, target in enumerate(inside):
            asked.append((ident, target, inside[number - 1] if number else None))
    leans = tones([_within(folded, places[ident], target.span) for ident, target, _ in asked])
    for (ident, target, before), shares in zip(asked, leans, strict=True):
        sentiment = "NEG" if shares.lean < 0 else "POS"
        if before is not None and before.name != target.name:
            between = stance_lexicon().value(folded, before.span.end, target.span.start)
            if abs(shares.lean) >= LEAST_BETWEEN and between * shares.lean > 0:
                yield ident, before.name, sentiment, target.name
        elif abs(shares.lean) >= LEAST_TOLD:
            yield ident, None, sentiment, target.name


def _within(text: str, place: Span, span: Span) -> tuple[str, int, int]:
    return text[place.start : place.end], span.start - place.start, span.end - place.start
