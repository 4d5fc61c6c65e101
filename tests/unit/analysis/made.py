"""Values of the language core made by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from articles.analysis.text.layout import lay_out
from articles.analysis.text.sentences import sentences_in
from articles.analysis.types import (
    AnalysedArticle,
    Cell,
    Kind,
    Nearest,
    Point,
    PointKind,
    Span,
    SpeakerKind,
    Stance,
    Statement,
    Status,
    Tone,
)

AGAINST_SALE = (Stance(Tone.CRITICISM, "the sale", None),)


def span(text: str, words: str) -> Span:
    """Where ``words`` first stand in ``text``."""
    start = text.index(words)
    return Span(start, start + len(words))


def statement(text: str, words: str, speaker: str | None = "Mara Delling", **given: object) -> Statement:
    """A direct statement whose content is ``words`` (parts joined by " … ")."""
    made = Statement(
        id="s1",
        parts=tuple(span(text, part) for part in words.split(" … ")),
        kind=Kind.DIRECT,
        in_headline=False,
        paragraph=1,
        cue=None,
        cue_tone=None,
        speaker_span=None,
        speaker=speaker,
        speaker_kind=SpeakerKind.PERSON if speaker else None,
        organisation=None,
        side=None,
        stances=(),
        confidence=0.9,
        rule="made by hand",
    )
    return replace(made, **given)  # type: ignore[arg-type]


def article(text: str, *statements: Statement) -> AnalysedArticle:
    """An article without a headline; its statements are numbered in the order given."""
    layout = lay_out(text, headline=False)
    return AnalysedArticle(
        text=text,
        language="en",
        headline=None,
        paragraphs=layout.paragraphs,
        sentences=tuple(s for p in layout.paragraphs for s in sentences_in(text, *p)),
        boilerplate=(),
        statements=tuple(replace(s, id=f"s{n}") for n, s in enumerate(statements, start=1)),
        loaded=(),
    )


def cell(status: Status, *spans: Span, statements: Sequence[str] = (), nearest: Span | None = None) -> Cell:
    return Cell(status, tuple(statements), spans, Nearest(nearest, 0.2) if nearest else None)


def point(coverage: Mapping[str, Cell], gist: str = "Mara Delling: No.", **given: object) -> Point:
    """A point of Mara Delling's; the only article that carries it is found in the coverage."""
    carrying = [key for key, c in coverage.items() if c.status.carries]
    alone = len(carrying) == 1 and all(c.status is Status.ABSENT for k, c in coverage.items() if k not in carrying)
    made = Point(
        id="p1",
        gist=gist,
        kind=PointKind.STATEMENT,
        speaker="Mara Delling",
        organisation=None,
        side=None,
        stances=(),
        only_in=carrying[0] if alone and len(coverage) > 1 else None,
        coverage=coverage,
    )
    return replace(made, **given)  # type: ignore[arg-type]
