"""The comparison of a story: readings and knowledge in, points, coverage and findings out. Fast; parses nothing."""

from collections.abc import Mapping

from articles.analysis.camps import Camps
from articles.analysis.drafts import Draft
from articles.analysis.findings import findings_of
from articles.analysis.knowledge import Knowledge
from articles.analysis.names import Registry, registry_of
from articles.analysis.points import points_of
from articles.analysis.reading import Reading
from articles.analysis.speakers import Resolved, SpeakerResolver
from articles.analysis.stance import NamedTarget, stances_of
from articles.analysis.types import AnalysedArticle, Comparison, Statement
from articles.analysis.verbs import verb_lexicon


def compare(
    readings: Mapping[str, Reading], knowledge: Knowledge, *, names: Mapping[str, str] | None = None
) -> Comparison:
    """Compare the articles of one story. ``names`` are the outlets' names for the findings; by default the keys.

    A single article is analysed like any other; it has no findings, and nothing stands "only" in it.
    """
    articles = analysed(readings, knowledge)
    points = points_of(articles)
    findings = findings_of(articles, points, names or {key: key for key in readings})
    return Comparison(articles=articles, points=points, findings=findings)


def analysed(readings: Mapping[str, Reading], knowledge: Knowledge) -> dict[str, AnalysedArticle]:
    """The articles of one story with their speakers resolved over all of them."""
    texts = {key: reading.text for key, reading in readings.items()}
    bodies = {key: [p for p in r.paragraphs if p not in set(r.boilerplate)] for key, r in readings.items()}
    registry = registry_of(texts, bodies, knowledge)
    camps = Camps(knowledge)
    resolver = SpeakerResolver(registry, camps)
    return {key: _article(key, reading, resolver, registry) for key, reading in readings.items()}


def _article(key: str, reading: Reading, resolver: SpeakerResolver, registry: Registry) -> AnalysedArticle:
    resolved = resolver.resolve(key, reading.text, reading.drafts)
    named = [NamedTarget(m.span, registry.people[m.person].shown) for m in registry.mentions.get(key, ())]
    statements = tuple(
        _statement(f"s{number}", draft, speaker, reading.text, named)
        for number, (draft, speaker) in enumerate(zip(reading.drafts, resolved, strict=True), start=1)
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


def _statement(ident: str, draft: Draft, speaker: Resolved, text: str, named: list[NamedTarget]) -> Statement:
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
        stances=stances_of(text, draft.parts, draft.verb, named, speaker.speaker),
        confidence=round(min(draft.confidence, speaker.confidence) if speaker.speaker else 0.3, 2),
        rule=f"{draft.rule}; {speaker.rule}",
    )
