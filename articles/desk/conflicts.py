"""A conflict as its editor sees it: what stands by now, what was asked for, and all that was typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict

from articles.analysis.types import Thing
from articles.desk.fields import RulingForm
from articles.desk.words import THINGS, asked_words, editor_words, value_words
from articles.rulings import Conflict
from articles.rulings.asking import What, kind_of

_NOT_TYPED = ("csrfmiddlewaretoken", "keep")


@dataclass(frozen=True, slots=True)
class Contested:
    """One thing that two have spoken about. ``who`` is empty where it is the machine that says another thing by now."""

    thing: str
    theirs: str
    who: str
    when: datetime | None
    reason: str
    mine: str


@dataclass(frozen=True, slots=True)
class ConflictView:
    """What has to be settled; ``fields`` are what was typed, ``keep`` the things that the other keeps."""

    contested: tuple[Contested, ...]
    fields: tuple[tuple[str, str], ...]
    keep: str

    @property
    def by(self) -> str:
        """Who has ruled meanwhile; empty where it is the machine that changed."""
        return next((one.who for one in self.contested if one.who), "")


def thing_of(what: What) -> Thing:
    """What is ruled on."""
    return kind_of(what).thing


def conflict_of(form: RulingForm, conflicts: Sequence[Conflict], typed: QueryDict) -> ConflictView:
    """The conflicts of a valid form; what was typed comes back with what stands there seen."""
    seen = form.seen_again({one.stands.thing: one.stands.seen for one in conflicts})
    fields = [
        (name, value)
        for name, values in typed.lists()
        if name not in seen and name not in _NOT_TYPED
        for value in values
    ]
    return ConflictView(
        contested=tuple(_contested(one, " ".join(typed.get("passage", "").split())) for one in conflicts),
        fields=(*fields, *((name, token) for name, token in seen.items())),
        keep=" ".join(thing_of(one.asked.what).value for one in conflicts),
    )


def _contested(conflict: Conflict, passage: str) -> Contested:
    stands, what = conflict.stands, conflict.asked.what
    last = stands.rulings[-1] if stands.rulings else None
    return Contested(
        thing=THINGS[stands.thing].capitalize(),
        theirs=editor_words(last) if last else value_words(stands.thing, stands.machine),
        who=str(last.editor) if last else "",
        when=last.created_at if last else None,
        reason=last.reason if last else "",
        mine=asked_words(what, passage),
    )
