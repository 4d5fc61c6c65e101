"""The one writer of rulings. Whatever changes what stands does so while it holds the row of the story."""

import logging
from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from articles.models import Anchor, Comparison, Ruling, Run, Story
from articles.pipeline import all_read, analyse_story
from articles.rulings.asking import (
    Asked,
    Conflict,
    Refused,
    Ruled,
    Stands,
    What,
    Withdrawn,
    kind_of,
)
from articles.rulings.ground import Ground, Matter, Refusal, anchors_of
from articles.rulings.matters import conflicting, matter_of
from articles.rulings.words import conflict_sentence
from articles.tasks import run_in_reserve, spare, start_run

log = logging.getLogger(__name__)
_LONGEST_REASON = 2000
_REASON = "A ruling"  # of the run that brings the comparison up to date


def rule(story: Story, asked: Asked, editor: User) -> Ruled | Conflict | Refused:
    """Store what ``editor`` rules, and bring the comparison up to date with it, without reading any text again.

    A ruling that stands at the same thing is replaced, if ``asked.seen`` names it; if another one stands there by now,
    or the machine says another thing, nothing is stored. Whether the editor may rule is for the caller to check
    (``articles.add_ruling``).
    """
    outcome = rule_together(story, (asked,), editor)
    return outcome if isinstance(outcome, Refused) else outcome[0]


def rule_together(
    story: Story, asked: Sequence[Asked], editor: User
) -> tuple[Ruled, ...] | tuple[Conflict, ...] | Refused:
    """The rulings of one form, as ``rule`` makes each of them: all are stored, or none, and compared once.

    They are on different things, and held against the story as it stands before any of them. With conflicts there is
    one for each thing that is contested.
    """
    if any(len(one.reason) > _LONGEST_REASON for one in asked):
        return Refused(f"The reason has {_LONGEST_REASON} characters at most: shorten it.")
    with transaction.atomic():
        ground = Ground(_held_row(story.pk))
        try:
            matters = [(matter_of(ground, one.what), one) for one in asked]
        except Refusal as refusal:
            return Refused(str(refusal))
        contested = tuple(
            Conflict(matter.stands, one, conflict_sentence(matter.stands))
            for matter, one in matters
            if conflicting(ground, matter, one.seen)
        )
        if contested:
            return contested
        rulings = [_store(ground, matter, one, editor) for matter, one in matters]
        if len(rulings) > 1:  # one time tells that they were made together
            Ruling.objects.filter(pk__in=[one.pk for one in rulings]).update(created_at=rulings[0].created_at)
        reserve = run_in_reserve(story, reason=_REASON, started_by=editor)
    comparison, run = _brought_up_to_date(story, reserve)
    return tuple(Ruled(ruling, comparison, run) for ruling in rulings)


def stands(story: Story, what: What) -> Stands | Refused:
    """What stands at the thing that ``what`` is about, for a form that asks for a ruling on it.

    Of ``what`` only the place counts; its values have to be such as could be ruled (a speaker None, for example).
    """
    try:
        return matter_of(Ground(story), what).stands
    except Refusal as refusal:
        return Refused(str(refusal))


def withdraw(ruling: Ruling, editor: User) -> Withdrawn | Refused:
    """Undo a ruling: it is marked with who and when, what it had replaced stands again, and the comparison follows."""
    outcome = withdraw_together((ruling,), editor)
    return outcome if isinstance(outcome, Refused) else outcome[0]


def withdraw_together(rulings: Sequence[Ruling], editor: User) -> tuple[Withdrawn, ...] | Refused:
    """Undo rulings as ``withdraw`` does each of them, those made last first: all of them, or none, and compare once."""
    with transaction.atomic():
        stories = _stories_of(rulings)
        for pk in sorted(story.pk for story in stories):  # in one order, so that no two editors wait for each other
            _held_row(pk)
        undone: list[tuple[Ruling, tuple[Ruling, ...]]] = []
        for found in (
            Ruling.objects.select_related("withdrawn_by").filter(pk__in=[one.pk for one in rulings]).order_by("-pk")
        ):
            sentence = _not_withdrawn(found)
            if sentence:
                transaction.set_rollback(True)
                return Refused(sentence)
            found.withdrawn_at, found.withdrawn_by = timezone.now(), editor
            found.save(update_fields=["withdrawn_at", "withdrawn_by"])
            undone.append((found, tuple(Ruling.objects.standing().filter(replaced_by=found))))
        in_order = sorted(stories, key=lambda story: story.pk)  # likewise
        reserves = {story.pk: run_in_reserve(story, reason=_REASON, started_by=editor) for story in in_order}
    results = [_brought_up_to_date(story, reserves[story.pk]) for story in stories]
    comparison, run = results[0] if results else (None, None)
    return tuple(Withdrawn(found, again, comparison, run) for found, again in undone)


def _not_withdrawn(ruling: Ruling) -> str:
    """Why a ruling cannot be undone; empty where it can."""
    if ruling.withdrawn_at is not None:
        return f"{ruling.withdrawn_by} has undone this ruling already."
    if not Ruling.objects.standing().filter(pk=ruling.pk).exists():
        return "A later ruling has replaced this one: undo that first."
    return ""


def _held_row(story_id: int) -> Story:
    """The story, held until the transaction ends; with its comparison as it is by then."""
    return Story.objects.select_for_update(of=("self",), no_key=True).select_related("comparison").get(pk=story_id)


def _store(ground: Ground, matter: Matter, asked: Asked, editor: User) -> Ruling:
    ruling = Ruling.objects.create(
        story=ground.story,
        kind=kind_of(asked.what).value,
        value=matter.value,
        statement=matter.statement,
        machine=matter.stands.machine,
        confidence=matter.stands.confidence,
        rule=matter.stands.rule[:60],
        analysis_version=ground.comparison.analysis_version,
        editor=editor,
        reason=asked.reason.strip(),
    )
    ruling.replaces.set(matter.replaces)
    Anchor.objects.bulk_create(anchors_of(ruling, matter.holds, ground))
    return ruling


def _stories_of(rulings: Sequence[Ruling]) -> list[Story]:
    """The stories that rulings were made in first, then those that their articles stand in by now."""
    there = Story.objects.filter(articles__versions__anchors__ruling__in=rulings)
    stories = Story.objects.filter(Q(pk__in=there.values("pk")) | Q(rulings__in=rulings)).distinct()
    made_in = {ruling.story_id for ruling in rulings}
    return sorted(stories, key=lambda story: (story.pk not in made_in, story.pk))


def _brought_up_to_date(story: Story, reserve: Run) -> tuple[Comparison | None, Run | None]:
    """The comparison made anew; where that cannot be done at once, the run that will make it.

    What was ruled is stored by now, whatever happens here.
    """
    if all_read(story.pk):
        try:
            comparison = analyse_story(story.pk)
            spare(reserve)
        except Exception:  # a worker tries it again, as often as any analysis, and says so if it cannot be done
            log.exception("The comparison of story %s could not be made at once", story.pk)
        else:
            return comparison, None
    return None, start_run(story, reason=_REASON, started_by=reserve.started_by)
