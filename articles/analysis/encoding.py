"""Readings as plain JSON values and back, so that one parse serves every later comparison."""

from collections.abc import Mapping, Sequence
from typing import Any

from articles.analysis.reading import Reading
from articles.analysis.statements.draft import Draft
from articles.analysis.types import Kind, Loaded, Span, Voice


def encode_reading(reading: Reading) -> dict[str, Any]:
    """The reading without its text; ``decode_reading`` gives back an equal one."""
    return {
        "language": reading.language,
        "headline": reading.headline,
        "paragraphs": reading.paragraphs,
        "sentences": reading.sentences,
        "boilerplate": reading.boilerplate,
        "drafts": [_encode_draft(draft) for draft in reading.drafts],
        "loaded": [[*loaded.span, loaded.term, loaded.category, loaded.voice.value] for loaded in reading.loaded],
    }


def decode_reading(text: str, data: Mapping[str, Any]) -> Reading:
    """The reading of ``text`` from what ``encode_reading`` gave; raises ``KeyError`` on data of another form."""
    return Reading(
        text=text,
        language=data["language"],
        headline=_span(data["headline"]),
        paragraphs=_spans(data["paragraphs"]),
        sentences=_spans(data["sentences"]),
        boilerplate=_spans(data["boilerplate"]),
        drafts=tuple(_decode_draft(draft) for draft in data["drafts"]),
        loaded=tuple(
            Loaded(Span(s, e), term, category, Voice(voice)) for s, e, term, category, voice in data["loaded"]
        ),
    )


def _encode_draft(draft: Draft) -> dict[str, Any]:
    return {
        "parts": draft.parts,
        "kind": draft.kind.value,
        "in_headline": draft.in_headline,
        "paragraph": draft.paragraph,
        "cue": draft.cue,
        "verb": draft.verb,
        "source": draft.source,
        "rule": draft.rule,
        "confidence": draft.confidence,
    }


def _decode_draft(data: Mapping[str, Any]) -> Draft:
    return Draft(
        parts=_spans(data["parts"]),
        kind=Kind(data["kind"]),
        in_headline=data["in_headline"],
        paragraph=data["paragraph"],
        cue=_span(data["cue"]),
        verb=data["verb"],
        source=_span(data["source"]),
        rule=data["rule"],
        confidence=data["confidence"],
    )


def _span(value: Sequence[int] | None) -> Span | None:
    return None if value is None else Span(*value)


def _spans(values: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(*value) for value in values)
