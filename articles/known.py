"""Editors' knowledge: from the rows of the admin to the value that the analysis takes."""

from django.db.models import Q

from articles.analysis.knowledge import Knowledge, KnownSide, KnownSpeaker
from articles.analysis.types import SpeakerKind
from articles.models import Side, Speaker


def current_knowledge() -> Knowledge:
    """All sides, and the speakers that an editor knows; four queries. Ordered by name, so equal rows give equal values.

    Speakers that only the analysis found (not ``known``, no side, no alias) stay out: what the machine
    said once must not become its own evidence.
    """
    sides = Side.objects.prefetch_related("aliases").order_by("name")
    speakers = (
        Speaker.objects.filter(Q(known=True) | Q(side__isnull=False) | Q(aliases__isnull=False))
        .distinct()
        .select_related("side")
        .prefetch_related("aliases")
        .order_by("name")
    )
    return Knowledge(
        sides=tuple(KnownSide(side.name, side.short_name, side.colour, _names(side)) for side in sides),
        speakers=tuple(
            KnownSpeaker(
                speaker.name, SpeakerKind(speaker.kind), speaker.side.name if speaker.side else None, _names(speaker)
            )
            for speaker in speakers
        ),
    )


def _names(row: Side | Speaker) -> tuple[str, ...]:
    return tuple(sorted(alias.name for alias in row.aliases.all()))
