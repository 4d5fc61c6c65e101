"""Editors' knowledge: from the rows of the admin to the value that the analysis takes, and the first load."""

from django.db import transaction
from django.db.models import Q

from articles.analysis.knowledge import Knowledge, KnownSide, KnownSpeaker
from articles.analysis.types import SpeakerKind
from articles.models import Side, SideAlias, SideColour, Speaker, SpeakerAlias


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


def store_knowledge(knowledge: Knowledge) -> bool:
    """Fill a database that has no side yet; False, and nothing is touched, when it has one.

    So what editors changed or deleted after the first load stays as they left it.
    """
    with transaction.atomic():
        if Side.objects.exists():
            return False
        sides = {
            side.name: Side(name=side.name, short_name=side.short_name[:12], colour=_colour(side.colour))
            for side in knowledge.sides
        }
        Side.objects.bulk_create(sides.values())
        SideAlias.objects.bulk_create(
            SideAlias(side=sides[side.name], name=alias) for side in knowledge.sides for alias in side.aliases
        )
        existing = Speaker.objects.in_bulk([speaker.name for speaker in knowledge.speakers], field_name="name")
        speakers = {speaker.name: existing.get(speaker.name) or Speaker() for speaker in knowledge.speakers}
        for known in knowledge.speakers:
            speaker = speakers[known.name]
            speaker.name, speaker.kind, speaker.known = known.name, known.kind.value, True
            speaker.side = sides[known.side] if known.side else None
        Speaker.objects.bulk_create(
            speakers.values(),
            update_conflicts=True,
            unique_fields=["name"],
            update_fields=["kind", "side", "known"],
        )
        rows = Speaker.objects.in_bulk(list(speakers), field_name="name")
        SpeakerAlias.objects.bulk_create(
            (
                SpeakerAlias(speaker=rows[known.name], name=alias)
                for known in knowledge.speakers
                for alias in dict.fromkeys(known.aliases)
            ),
            ignore_conflicts=True,
        )
    return True


def _names(row: Side | Speaker) -> tuple[str, ...]:
    return tuple(sorted(alias.name for alias in row.aliases.all()))


def _colour(name: str) -> str:
    return name if name in SideColour.values else SideColour.SLATE.value
