"""The comparison of a story: readings and knowledge in, points, coverage and findings out. Fast; parses nothing."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import lru_cache

from articles.analysis.knowledge import Knowledge
from articles.analysis.lexicon.people import people_lexicon
from articles.analysis.lexicon.verbs import verb_lexicon
from articles.analysis.points.findings import findings_of
from articles.analysis.points.points import points_of
from articles.analysis.reading import Reading
from articles.analysis.rulings.findings import judged
from articles.analysis.rulings.statements import corrected
from articles.analysis.rulings.values import OnFinding, OnStatement, Ruling
from articles.analysis.speakers.camps import Camps
from articles.analysis.speakers.names import registry_of
from articles.analysis.speakers.registry import Registry
from articles.analysis.speakers.resolved import Resolved
from articles.analysis.speakers.resolver import SpeakerResolver
from articles.analysis.stance.proper import ProperNames
from articles.analysis.stance.stances import stances_of
from articles.analysis.stance.targets import Target, Topics, is_target, stands_for_itself
from articles.analysis.stance.weighing import Said
from articles.analysis.statements.draft import Draft
from articles.analysis.text.folding import fold
from articles.analysis.types import AnalysedArticle, Comparison, Point, Span, Stance, Statement


def compare(
    readings: Mapping[str, Reading],
    knowledge: Knowledge,
    *,
    names: Mapping[str, str] | None = None,
    published: Mapping[str, datetime] | None = None,
    incomplete: Collection[str] = (),
    origins: Mapping[str, str] | None = None,
    rulings: Sequence[Ruling] = (),
) -> Comparison:
    """Compare the articles of one story. ``names`` are the outlets' names for the findings; by default the keys.

    ``published``: when articles came out, where that is known; without it no silence is ``too_early``.
    ``incomplete``: the articles whose text is known to be cut, from whose silence nothing follows.
    ``origins``: for articles that are copies the fullest one of the same text; then what is found with each origin
    counted once is there too, over the same points.
    ``rulings``: what editors have said, the oldest first; it wins over what the machine finds.
    A single article is analysed like any other; it has no findings, and nothing stands "only" in it.
    """
    found = _analysed(tuple(readings.items()), knowledge)
    statements = corrected(found, [r for r in rulings if isinstance(r, OnStatement)], knowledge)
    articles = statements.articles
    points = points_of(articles, published, incomplete, origins, rulings)
    called, on_findings = names or {key: key for key in readings}, [r for r in rulings if isinstance(r, OnFinding)]
    each = judged(findings_of(articles, points, called), on_findings)
    once = judged(findings_of(articles, points, called, origins) if origins else (), on_findings)
    return Comparison(
        articles=articles,
        points=points,
        findings=each.findings,
        findings_once=once.findings,
        in_effect=statements.in_effect | each.in_effect | once.in_effect | _in_effect(points),
    )


def _in_effect(points: Sequence[Point]) -> frozenset[int]:
    """The rulings that shaped points and their cells."""
    cells = (cell.ruled for point in points for cell in point.coverage.values())
    on_points = (ruling for point in points for ruling in point.ruled)
    return frozenset([*on_points, *(ruled.ruling for ruled in cells if ruled is not None)])


@lru_cache(maxsize=4)  # editors who rule on a story compare it over and over
def _analysed(readings: tuple[tuple[str, Reading], ...], knowledge: Knowledge) -> Mapping[str, AnalysedArticle]:
    return analysed(dict(readings), knowledge)


def analysed(readings: Mapping[str, Reading], knowledge: Knowledge) -> dict[str, AnalysedArticle]:
    """The articles of one story with their speakers resolved over all of them."""
    texts = {key: reading.text for key, reading in readings.items()}
    bodies = {key: [p for p in r.paragraphs if p not in set(r.boilerplate)] for key, r in readings.items()}
    sources = {key: [d.source for d in r.drafts if d.source is not None] for key, r in readings.items()}
    registry = registry_of(texts, bodies, knowledge, sources)
    camps = Camps(knowledge)
    resolver = SpeakerResolver(registry, camps)
    topics, names = Topics(texts.values()), ProperNames(texts.values())
    return {
        key: _article(key, reading, resolver, targets_named(key, reading.text, registry, camps, names), topics)
        for key, reading in readings.items()
    }


_PARTY = re.compile(r"(?<!\bof )(?<!\bin )(?<!within )\b(?:the|this) party\b", re.I)  # the one named last


_OFFICE = re.compile(
    r"\b(?:the|this|our|that) (?:[a-z]+ )??(?P<role>(?:prime |vice )?[a-z]+)\b(?! [A-Z]| (?:of|for)\b)"
)


def targets_named(key: str, text: str, registry: Registry, camps: Camps, names: ProperNames) -> list[Target]:
    """The people, organisations and other bodies that an article names, as possible targets."""
    folded = fold(text)
    people = [
        Target(m.span, registry.people[m.person].shown, stood_for=registry.people[m.person].pronoun or "he/she")
        for m in registry.mentions.get(key, ())
    ]
    people += _by_office(folded, registry)
    taken = {at for target in people for at in range(*target.span)}
    camped = [
        Target(span, camp.organisation or camp.side or "", stood_for="they")
        for span, camp in camps.places_in(text)
        if span.start not in taken and stands_for_itself(folded, span)
    ]
    taken |= {at for span, _ in camps.places_in(text) for at in range(*span)}
    others = [Target(span, name) for span, name in names.places_in(folded, taken) if stands_for_itself(folded, span)]
    parties = [(span, camp.side) for span, camp in camps.places_in(text) if camp.side in camps.parties]
    for match in _PARTY.finditer(folded):
        before = [side for span, side in parties if span.end <= match.start()]
        if before and before[-1]:
            camped.append(Target(Span(*match.span()), before[-1], stood_for="they"))
    found = (*people, *camped, *others)
    return sorted((t for t in found if is_target(folded, t.span)), key=lambda target: target.span)


def _by_office(folded: str, registry: Registry) -> list[Target]:
    """The people whom a text names by their office alone ("the governor"), where only one of the story holds it."""
    holders: dict[str, str | None] = {}
    found = []
    for match in _OFFICE.finditer(folded):
        role = match.group("role")
        if role not in holders:
            holders[role] = _holder(role, registry)
        holder = holders[role]
        if holder is not None:
            found.append(Target(Span(*match.span("role")), holder, stood_for="he/she"))
    return found


def _holder(role: str, registry: Registry) -> str | None:
    """Who is described by a role at least twice as often as anybody else."""
    last = role.rpartition(" ")[2]
    if last not in people_lexicon().roles and last not in people_lexicon().titles:
        return None
    counted = sorted(
        ((min(person.words[word] for word in role.split()), person.shown) for person in registry.people), reverse=True
    )
    if not counted or counted[0][0] == 0 or (len(counted) > 1 and counted[1][0] * 2 > counted[0][0]):
        return None
    return counted[0][1]


def _article(
    key: str, reading: Reading, resolver: SpeakerResolver, named: Sequence[Target], topics: Topics
) -> AnalysedArticle:
    resolved = resolver.resolve(key, reading.text, reading.drafts)
    told = list(zip(reading.drafts, resolved, strict=True))
    said = [Said(draft, speaker.speaker, speaker.kind, _own(speaker)) for draft, speaker in told]
    taken = stances_of(reading, said, named, topics)
    statements = tuple(
        _statement(f"s{number}", draft, speaker, stances)
        for number, ((draft, speaker), stances) in enumerate(zip(told, taken, strict=True), start=1)
    )
    return AnalysedArticle(
        text=reading.text,
        language=reading.language,
        headline=reading.headline,
        paragraphs=reading.paragraphs,
        sentences=reading.sentences,
        boilerplate=reading.boilerplate,
        statements=statements,
        loaded=reading.loaded,
    )


def _own(speaker: Resolved) -> frozenset[str]:
    return frozenset(name for name in (speaker.speaker, speaker.organisation) if name)


def _statement(ident: str, draft: Draft, speaker: Resolved, stances: tuple[Stance, ...]) -> Statement:
    return Statement(
        id=ident,
        parts=draft.parts,
        kind=draft.kind,
        in_headline=draft.in_headline,
        paragraph=draft.paragraph,
        cue=draft.cue,
        cue_tone=verb_lexicon().tone(draft.verb) if draft.verb else None,
        speaker_span=draft.source,
        speaker=speaker.speaker,
        speaker_kind=speaker.kind,
        organisation=speaker.organisation,
        side=speaker.side,
        stances=stances,
        confidence=round(min(draft.confidence, speaker.confidence) if speaker.speaker else 0.3, 2),
        rule=f"{draft.rule}; {speaker.rule}",
    )
