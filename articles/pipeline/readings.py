"""Readings: each text is read once by each version of the analysis, whatever story it stands in."""

from collections.abc import Callable, Sequence

from articles.analysis import ANALYSIS_VERSION, encode_reading, model_notice, read
from articles.analysis.types import Span
from articles.models import Reading, Version


def reading_version() -> str:
    """The version that readings are stored under; one made without the language model is made again with it."""
    return f"{ANALYSIS_VERSION}, quotations only" if model_notice() else ANALYSIS_VERSION


def ensure_readings(versions: Sequence[Version], announce: Callable[[int, Version], None]) -> dict[int, Reading]:
    """The readings of ``versions`` by version id, made where they are missing.

    ``announce(number, version)`` is called before each text, counted from 1. Each reading is stored as
    soon as it is made, so a run that is stopped loses only the text it was at. Two runs may read one
    text at once: the first to store it wins, and both had the same result.
    """
    made_by = reading_version()
    readings = {
        reading.version_id: reading
        for reading in Reading.objects.filter(version__in=versions, analysis_version=made_by)
    }
    for number, version in enumerate(versions, start=1):
        announce(number, version)
        if version.pk not in readings:
            result = read(version.text)
            readings[version.pk], _ = Reading.objects.get_or_create(
                version=version,
                analysis_version=made_by,
                defaults={"draft": encode_reading(result), "layout": result.layout},
            )
    return readings


def encode_spans(spans: Sequence[Span]) -> list[list[int]]:
    """Spans as JSON holds them."""
    return [list(span) for span in spans]
