"""What stands in a story, and what became of it."""

from dataclasses import dataclass

from articles.models import Ruling, RulingState, Story


@dataclass(frozen=True, slots=True)
class StandingRuling:
    """A ruling that counts, with what became of it in the comparison that the story shows."""

    ruling: Ruling
    state: RulingState


def standing(story: Story) -> tuple[StandingRuling, ...]:
    """The rulings that count in a story with their anchors, the oldest first; three queries, whatever their number."""
    states = story.comparison.rulings if story.comparison else {}
    rulings = Ruling.objects.standing().of_story(story.pk).select_related("editor").prefetch_related("anchors")
    return tuple(
        StandingRuling(ruling, RulingState(states.get(str(ruling.pk), RulingState.WAITING))) for ruling in rulings
    )
