"""What a form asks for, ruled: with what has to come before it where another editor was there meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from articles.models import Ruling, Story
from articles.rulings import Asked, Conflict, IsStatement, Refused, Ruled, rule_together


@dataclass(frozen=True, slots=True)
class Done:
    """The rulings were stored, in this order."""

    rulings: tuple[Ruling, ...]


@dataclass(frozen=True, slots=True)
class InConflict:
    """Something else stands there than the editor saw, and nothing was stored."""

    conflicts: tuple[Conflict, ...]


type Answer = Done | InConflict | Refused


def ask(story: Story, asked: Sequence[Asked], editor: User) -> Answer:
    """Rule on what a form asks for: all of it, or nothing.

    A statement that was taken out is put back before anything else of it can be ruled on.
    """
    if not asked:
        return Done(())
    first, rest = asked[0], asked[1:]
    if not (rest and isinstance(first.what, IsStatement) and first.seen.rulings):
        return _answer(rule_together(story, asked, editor))
    with transaction.atomic():
        answer = _answer(rule_together(story, (first,), editor))
        if isinstance(answer, Done):
            then = _answer(rule_together(story, rest, editor))
            answer = Done(answer.rulings + then.rulings) if isinstance(then, Done) else then
        if not isinstance(answer, Done):
            transaction.set_rollback(True)
    return answer


def _answer(outcome: tuple[Ruled, ...] | tuple[Conflict, ...] | Refused) -> Answer:
    if isinstance(outcome, Refused):
        return outcome
    conflicts = tuple(one for one in outcome if isinstance(one, Conflict))
    return InConflict(conflicts) if conflicts else Done(tuple(one.ruling for one in outcome if isinstance(one, Ruled)))
