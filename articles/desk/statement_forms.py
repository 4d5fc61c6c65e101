"""The forms of rulings on one statement: what was typed and chosen, and what it asks for.

A statement that is gone by now does not hinder a form from keeping what was typed about it.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from articles.analysis.types import Kind, SpeakerKind, Thing, Tone
from articles.comparison.passages import Parts, nearest_to, passages_of, words_of
from articles.comparison.ruled import shown_of
from articles.desk.fields import (
    DAMAGED,
    LONGEST_PASSAGE,
    MOST_STANCES,
    PassageField,
    PassagesField,
    RulingForm,
    SeenField,
    WordsField,
    choose_from,
    point_field,
    reason_field,
    said_fields,
    stance_fields,
    stances_given,
)
from articles.desk.names import point_choices
from articles.desk.seen import passage_of, read_several, seen_of, seen_points, several
from articles.desk.subjects import Desk, Subject
from articles.desk.words import machine_note
from articles.rulings import (
    Asked,
    IsStatement,
    KindIs,
    NoStatement,
    Passage,
    Rematch,
    Seen,
    SideIs,
    SpanIs,
    SpeakerIs,
    Split,
    StanceGiven,
    StancesAre,
    What,
)

_CORRECTED = (Thing.STATEMENT, Thing.SPEAKER, Thing.SIDE, Thing.STANCES, Thing.KIND, Thing.SPAN)
_CONFIRMED = (Thing.STATEMENT, Thing.SPEAKER, Thing.SIDE, Thing.STANCES, Thing.KIND)


def ident_of(passage: Passage) -> str:
    """The name of a statement in the ids of a page."""
    return f"{passage.version}-{passage.parts[0].start}-{passage.parts[-1].end}"


class CorrectForm(RulingForm):
    """Corrects one statement: whatever is changed is ruled on, and nothing else."""

    statement = PassageField()
    passage = WordsField(
        max_length=LONGEST_PASSAGE,
        label="Passage",
        show_hidden_initial=True,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Write the words of the statement, as they stand in the text."},
    )
    at = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reason = reason_field()

    def __init__(self, desk: Desk, about: Passage, data: QueryDict | None = None) -> None:
        ident = ident_of(about)
        self.desk, self.about, self.subject = desk, about, desk.statement(about)
        self.ident, self.list_ident = f"correct-form-{ident}", ident
        self.open_point = self.subject.point if self.subject else None
        self.is_gone = self.subject is None
        super().__init__(data, auto_id=f"c{ident}-%s", initial=_shown(self.subject), label_suffix="")
        self.fields |= said_fields(desk, ident)
        shown = len(self.subject.statement.stances) if self.subject else 0
        self.stance_rows = min(max(shown + 1, sum(name.startswith("stance_") for name in self.data)), MOST_STANCES)
        self.fields |= stance_fields(self.stance_rows, ident)
        self.fields |= {f"seen_{thing}": SeenField(required=False) for thing in _CORRECTED}
        self.parts: Parts = ()

    @property
    def stances(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The rows of stances and their targets."""
        return [(self[f"stance_{row}"], self[f"target_{row}"]) for row in range(self.stance_rows)]

    @property
    def notes(self) -> dict[str, str]:
        """What the machine says of each thing, beside what stands in the field."""
        if self.subject is None:
            return {}
        statement, text = self.subject.statement, self.subject.article.text
        return {thing.value: note for thing in _CORRECTED if (note := machine_note(statement, thing, text))}

    def clean_passage(self) -> str:
        """The words, if they stand in the text; of several places the one that is meant, or the nearest."""
        words: str = self.cleaned_data["passage"]
        article = self.desk.article(self.about.version)
        if article and "passage" in self.changed_data:
            self.parts = nearest_to(self.about.parts, passages_of(article.text, words), self.data.get("at", ""))
            if not self.parts:
                raise forms.ValidationError(f"These words do not stand in {article.name}: copy them from its text.")
        return words

    def clean(self) -> dict[str, Any]:
        """Something has to be changed."""
        cleaned = super().clean() or {}
        if not self.errors and not self.asked():
            self.add_error(None, "Nothing is changed yet: change what is wrong, or choose “Right as it is”.")
        return cleaned

    def asked(self) -> tuple[Asked, ...]:
        """A ruling for each thing that was changed, in the order in which they build on each other.

        Where somebody had taken the statement out, and it is to be corrected all the same, it is one first.
        """
        changed = {name.partition("_")[0] for name in self.changed_data}
        whats: dict[Thing, What] = {}
        if changed and self.cleaned_data["seen_statement"].rulings:
            whats[Thing.STATEMENT] = IsStatement(self.about)
        if "speaker" in changed:
            whats[Thing.SPEAKER] = SpeakerIs(self.about, self.cleaned_data["speaker"] or None)
        if "side" in changed:
            whats[Thing.SIDE] = SideIs(self.about, self.cleaned_data["side"] or None)
        if changed & {"stance", "target"}:
            whats[Thing.STANCES] = StancesAre(self.about, stances_given(self.cleaned_data))
        if "kind" in changed:
            whats[Thing.KIND] = KindIs(self.about, Kind(self.cleaned_data["kind"]))
        if self.parts:
            whats[Thing.SPAN] = SpanIs(self.about, self.parts)
        reason = self.cleaned_data["reason"]
        return tuple(Asked(what, self.cleaned_data[f"seen_{thing}"], reason) for thing, what in whats.items())


class ConfirmForm(RulingForm):
    """Says that a statement is right as it is shown: that it is one, whose, for which side, and how it is meant."""

    statement = PassageField()
    said = forms.JSONField(widget=forms.HiddenInput, error_messages={"required": DAMAGED, "invalid": DAMAGED})
    seen = forms.CharField(widget=forms.HiddenInput, error_messages={"required": DAMAGED})

    @classmethod
    def of(cls, subject: Subject) -> "ConfirmForm":
        """The form for a statement as the page shows it; what is ruled on already is left as it is."""
        statement = subject.statement
        things = [thing for thing in _CONFIRMED if thing.value not in statement.ruled]
        initial = {
            "statement": str(passage_of(statement)),
            "said": {thing.value: shown_of(statement, thing) for thing in things},
            "seen": several({thing: seen_of(statement, thing) for thing in things}),
        }
        return cls(initial=initial, auto_id=False)

    def clean_seen(self) -> dict[Thing, Seen]:
        """What the editor saw of each thing."""
        try:
            return read_several(self.cleaned_data["seen"])
        except (TypeError, ValueError) as error:
            raise forms.ValidationError(DAMAGED) from error

    def clean(self) -> dict[str, Any]:
        """Whatever cannot be read was damaged."""
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                self.asked()
            except (KeyError, TypeError, ValueError):
                self.add_error(None, DAMAGED)
        return cleaned

    def asked(self) -> tuple[Asked, ...]:
        """A ruling for each thing that repeats what was shown."""
        about: Passage = self.cleaned_data["statement"]
        return tuple(
            Asked(_as_shown(about, Thing(thing), value), self.cleaned_data["seen"][Thing(thing)])
            for thing, value in self.cleaned_data["said"].items()
        )

    def seen_again(self, seen: Mapping[Thing, Seen]) -> dict[str, str]:
        """The fields that say that the editor has seen what stands there by now."""
        return {"seen": several({**self.cleaned_data["seen"], **seen})}


class ElsewhereForm(RulingForm):
    """Takes a statement out, or from its point: no statement, a point of its own, or another point's."""

    do = forms.ChoiceField(choices=[("remove", ""), ("split", ""), ("move", "")], error_messages={"required": DAMAGED})
    statement = PassageField()
    rest = PassagesField(required=False)
    seen_statement = SeenField(required=False)
    seen_points = SeenField(required=False)
    those = point_field("Another point")
    reason = reason_field()

    def __init__(self, desk: Desk, about: Passage, data: QueryDict | None = None) -> None:
        self.desk, self.subject = desk, desk.statement(about)
        self.ident = f"elsewhere-form-{ident_of(about)}"
        self.open_point = self.subject.point if self.subject else None
        initial: dict[str, Any] = {"statement": str(about)}
        if self.subject and desk.story.comparison:
            initial["rest"] = " ".join(map(str, self.subject.rest))
            initial["seen_statement"] = seen_of(self.subject.statement, Thing.STATEMENT).token
            initial["seen_points"] = seen_points(desk.story.comparison).token
        super().__init__(data, auto_id=f"e{ident_of(about)}-%s", initial=initial, label_suffix="")
        choose_from(self, "those", [("", "Choose a point"), *point_choices(desk.rows, self.open_point)])

    def clean(self) -> dict[str, Any]:
        """A statement that moves needs somewhere to go; one that is alone in its point has its own already."""
        cleaned = super().clean() or {}
        if cleaned.get("do") == "move" and not cleaned.get("those") and "those" not in self.errors:
            self.add_error("those", "Choose the point that the statement belongs to.")
        if cleaned.get("do") == "split" and not cleaned.get("rest"):
            self.add_error(None, "The statement is alone in its point: it has one of its own already.")
        return cleaned

    def asked(self) -> tuple[Asked, ...]:
        """The one ruling."""
        cleaned = self.cleaned_data
        about, rest = cleaned["statement"], cleaned["rest"]
        if cleaned["do"] == "remove":
            return (Asked(NoStatement(about), cleaned["seen_statement"], cleaned["reason"]),)
        what: What = Split((about,), rest)
        if cleaned["do"] == "move":
            what = Rematch((about,), rest, self.desk.statements_with(Passage.parse(cleaned["those"])))
        return (Asked(what, cleaned["seen_points"], cleaned["reason"]),)


def _shown(subject: Subject | None) -> dict[str, Any]:
    """What a form about a statement begins with."""
    if subject is None:
        return {}
    statement = subject.statement
    initial: dict[str, Any] = {
        "statement": str(passage_of(statement)),
        "speaker": statement.speaker or "",
        "side": statement.side.name if statement.side else "",
        "kind": statement.kind,
        "passage": words_of(subject.article.text, statement.parts),
    }
    for number, (stance, target) in enumerate(statement.stances):
        initial |= {f"stance_{number}": stance, f"target_{number}": target}
    ruled_on = [thing for thing in _CORRECTED if thing is not Thing.STATEMENT]
    return initial | {f"seen_{thing}": seen_of(statement, thing).token for thing in ruled_on}


def _as_shown(about: Passage, thing: Thing, value: dict[str, Any]) -> What:
    """The ruling that repeats a value; raises ``KeyError``, ``TypeError`` or ``ValueError`` on a damaged one."""
    match thing:
        case Thing.SPEAKER:
            kind = SpeakerKind(value["speaker_kind"]) if value["speaker_kind"] else None
            return SpeakerIs(about, value["speaker"], kind)
        case Thing.SIDE:
            return SideIs(about, value["side"])
        case Thing.STANCES:
            return StancesAre(about, tuple(StanceGiven(Tone(s["stance"]), s["target"]) for s in value["stances"]))
        case Thing.KIND:
            return KindIs(about, Kind(value["kind"]))
        case _:
            return IsStatement(about)
