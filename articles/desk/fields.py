"""What forms of rulings share: their fields, and how they say what their editor saw."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from articles.analysis.types import Kind, Thing, Tone
from articles.comparison.rows import PointRow
from articles.comparison.words import KIND_WORDS
from articles.desk.subjects import Desk
from articles.rulings import Asked, Passage, Seen, StanceGiven

LONGEST_NAME = 200
LONGEST_PASSAGE = 20_000
DAMAGED = "The form was damaged on its way: load the page again."
MOST_STANCES = 10
_NO_SIDE = "not known"
_STANCES = [
    ("", "no stance"),
    ("criticism", "criticism of"),
    ("support", "support for"),
    ("neutral", "neutral towards"),
]


class RulingForm(forms.Form):
    """A form that asks for rulings. A field "seen_speaker", one for each thing, says what its editor saw there.

    ``ident`` is the id of its element, ``open_point`` the one that it is about, where there is one. ``is_gone`` where
    what it is about is not there any more.
    """

    ident = ""
    open_point: PointRow | None = None
    is_gone = False

    def asked(self) -> tuple[Asked, ...]:
        """What is asked for, once the form is valid; in the order in which the rulings build on each other."""
        raise NotImplementedError

    def seen_again(self, seen: Mapping[Thing, Seen]) -> dict[str, str]:
        """The fields that say that the editor has seen what stands there by now."""
        return {f"seen_{thing}": one.token for thing, one in seen.items()}


class PassageField(forms.CharField):
    """A place in a text as the rulings name it ("12:5-40"), hidden."""

    widget = forms.HiddenInput
    default_error_messages: ClassVar = {"required": DAMAGED}

    def to_python(self, value: Any) -> Any:  # noqa: ANN401 - as Django has it
        """The passage; None where nothing was given."""
        text = super().to_python(value)
        try:
            return Passage.parse(text) if text else None
        except ValueError as error:
            raise ValidationError(DAMAGED) from error


class PassagesField(forms.CharField):
    """Several places, parted by blanks, hidden."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:  # noqa: ANN401 - as Django has it
        """The passages; none where nothing was given."""
        try:
            return tuple(map(Passage.parse, (super().to_python(value) or "").split()))
        except ValueError as error:
            raise ValidationError(DAMAGED) from error


class SeenField(forms.CharField):
    """What the editor saw, hidden. It may be missing: then nothing was there."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:  # noqa: ANN401 - as Django has it
        """The value of ``Seen``."""
        text = super().to_python(value)
        try:
            return Seen.parse(text) if text else Seen()
        except ValueError as error:
            raise ValidationError(DAMAGED) from error


class WordsField(forms.CharField):
    """Words of a text: white space does not tell them from what was there before."""

    def has_changed(self, initial: Any, data: Any) -> bool:  # noqa: ANN401 - as Django has it
        """Whether a word differs."""
        return str(initial or "").split() != str(data or "").split()


def point_field(label: str, *, required: str = "") -> forms.ChoiceField:
    """A choice of another point; with ``required`` as the sentence where none is chosen."""
    gone = "The point that was chosen is not there any more: choose again."
    messages = {"invalid_choice": gone} | ({"required": required} if required else {})
    return forms.ChoiceField(required=bool(required), label=label, error_messages=messages)


def choose_from(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    """Give a field of a form its choices."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def number_of(text: str) -> int:
    """The number that an address or a form gives; 0 for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def reason_field() -> forms.CharField:
    """Why it is ruled so."""
    return forms.CharField(required=False, max_length=2000, label="Reason (not needed)")


def said_fields(desk: Desk, list_id: str) -> dict[str, forms.Field]:
    """Who says it, for which side, and how; each with the value that the editor saw, so that only changes are ruled."""
    return {
        "speaker": forms.CharField(
            required=False, max_length=LONGEST_NAME, label="Speaker", show_hidden_initial=True,
            widget=forms.TextInput(attrs={"list": f"{list_id}-speakers", "autocomplete": "off", "spellcheck": "false"}),
        ),
        "side": forms.ChoiceField(
            required=False, label="Side", show_hidden_initial=True,
            error_messages={"invalid_choice": "Choose a side of the list."},
            choices=[("", _NO_SIDE), *((side, side) for side in desk.rows.sides)],
        ),
        "kind": forms.ChoiceField(
            label="Kind", show_hidden_initial=True, choices=[(kind.value, KIND_WORDS[kind]) for kind in Kind]
        ),
    }  # fmt: skip


def stance_fields(rows: int, list_id: str) -> dict[str, forms.Field]:
    """Rows of a stance and its target; empty ones count for nothing."""
    fields: dict[str, forms.Field] = {}
    for number in range(min(rows, MOST_STANCES)):
        at = f" {number + 1}" if number else ""
        fields[f"stance_{number}"] = forms.ChoiceField(
            required=False, label=f"Stance{at}", choices=_STANCES, show_hidden_initial=True
        )
        fields[f"target_{number}"] = forms.CharField(
            required=False, max_length=LONGEST_NAME, label=f"Target{at}", show_hidden_initial=True,
            widget=forms.TextInput(attrs={"list": f"{list_id}-targets", "autocomplete": "off"}),
        )  # fmt: skip
    return fields


def stances_given(cleaned: dict[str, Any]) -> tuple[StanceGiven, ...]:
    """The stances of the rows that have one."""
    return tuple(
        StanceGiven(Tone(cleaned[f"stance_{number}"]), " ".join(cleaned.get(f"target_{number}", "").split()) or None)
        for number in range(MOST_STANCES)
        if cleaned.get(f"stance_{number}")
    )
