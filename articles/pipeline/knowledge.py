"""Editors' knowledge: its first load."""

from django.db import transaction

from articles.analysis.knowledge import Knowledge
from articles.models import Side, SideAlias, SideColour, Speaker, SpeakerAlias


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


def _colour(name: str) -> str:
    return name if name in SideColour.values else SideColour.SLATE.value
