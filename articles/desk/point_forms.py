"""The forms of rulings on points and findings, and the one that undoes."""

from typing import Any

from django import forms
from django.http import QueryDict

from articles.analysis.types import FindingKind
from articles.comparison.rows import FindingRow
from articles.desk.fields import DAMAGED, PassagesField, RulingForm, SeenField, choose_from, point_field, reason_field
from articles.desk.names import point_choices
from articles.desk.seen import seen_of_finding, seen_points
from articles.desk.subjects import Desk, point_passages
from articles.rulings import Asked, FindingIs, Merge, Passage


class MergeForm(RulingForm):
    """Two points are one: the one that is open, and one that is chosen."""

    point = PassagesField()
    seen_points = SeenField(required=False)
    those = point_field("Is one point with", required="Choose the point that says the same.")
    reason = reason_field()

    def __init__(self, desk: Desk, about: Passage, data: QueryDict | None = None) -> None:
        """``about`` is one of the statements of the open point."""
        self.desk, self.ident, self.open_point = desk, "merge-form", desk.point(about)
        self.is_gone = self.open_point is None
        initial: dict[str, Any] = {}
        if self.open_point and desk.story.comparison:
            initial["point"] = " ".join(map(str, point_passages(self.open_point)))
            initial["seen_points"] = seen_points(desk.story.comparison).token
        super().__init__(data, auto_id="merge-%s", initial=initial, label_suffix="")
        choose_from(self, "those", [("", "Choose a point"), *point_choices(desk.rows, self.open_point)])

    def asked(self) -> tuple[Asked, ...]:
        """The one ruling."""
        cleaned = self.cleaned_data
        those = self.desk.statements_with(Passage.parse(cleaned["those"]))
        return (Asked(Merge(cleaned["point"], those), cleaned["seen_points"], cleaned["reason"]),)


class FindingForm(RulingForm):
    """Whether a finding holds: ``do`` is "confirm" or "reject"."""

    do = forms.ChoiceField(choices=[("confirm", ""), ("reject", "")], error_messages={"required": DAMAGED})
    kind = forms.ChoiceField(choices=[(kind.value, "") for kind in FindingKind], widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    about = forms.JSONField(required=False, widget=forms.HiddenInput)
    evidence = PassagesField()
    seen_finding = SeenField(required=False)
    reason = reason_field()

    @classmethod
    def of(cls, finding: FindingRow) -> "FindingForm":
        """The form for a finding as the page shows it."""
        evidence = (Passage(one.version_id, (one.span,)) for one in finding.evidence)
        initial = {
            "kind": finding.kind,
            "version": finding.version_id,
            "about": list(finding.about),
            "evidence": " ".join(map(str, evidence)),
            "seen_finding": seen_of_finding(finding).token,
        }
        return cls(initial=initial, auto_id=f"f{finding.ident}-%s", label_suffix="")

    def asked(self) -> tuple[Asked, ...]:
        """The one ruling."""
        cleaned = self.cleaned_data
        what = FindingIs(
            holds=cleaned["do"] == "confirm",
            finding=FindingKind(cleaned["kind"]),
            version=cleaned["version"],
            about=tuple(map(str, cleaned["about"] or ())),
            evidence=cleaned["evidence"],
        )
        return (Asked(what, cleaned["seen_finding"], cleaned["reason"]),)
