"""The form by which an editor makes a reply link."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone

from articles.comparison.page import StoryPage
from articles.replying.content import MOST, Json, choices_of, content_of

_DAYS = ((1, "1 day"), (3, "3 days"), (7, "7 days"), (14, "14 days"), (30, "30 days"))
_CHANGED = "The story has been compared again since this page was opened: choose again what is shown."


class ReplyForm(forms.Form):
    """Who is asked, whom they may ask, how long the link is open, and what it shows."""

    for_whom = forms.CharField(label="For whom", max_length=200)
    contact = forms.CharField(
        label="Whom they may ask", max_length=300, help_text="Shown to them, also after the link has ended."
    )
    message = forms.CharField(label="What you ask them", max_length=4000, required=False, widget=forms.Textarea)
    days = forms.TypedChoiceField(label="Open for", choices=_DAYS, coerce=int, initial=7)
    points = forms.TypedMultipleChoiceField(coerce=int, required=False, widget=forms.CheckboxSelectMultiple)
    findings = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    comparison = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, page: StoryPage, data: Mapping[str, Any] | None = None) -> None:
        """Of the points under the filters of a page the one that is open is chosen."""
        chosen = [page.filters.point] if page.filters.point else []
        super().__init__(data, initial={"points": chosen, "comparison": page.story.comparison_id})
        self.page = page
        points, findings = choices_of(page)
        self.fields["points"].choices = [(one.value, one.label) for one in points]  # type: ignore[attr-defined]
        self.fields["findings"].choices = [(one.value, one.label) for one in findings]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        """Something is chosen, not too much, and of the comparison that was shown."""
        cleaned: dict[str, object] = super().clean() or {}
        if cleaned.get("comparison") != self.page.story.comparison_id:
            raise forms.ValidationError(_CHANGED)
        chosen = len(self.cleaned_data.get("points", ())) + len(self.cleaned_data.get("findings", ()))
        if not chosen and not {"points", "findings"} & set(self.errors):
            raise forms.ValidationError("Choose at least one point or finding to show.")
        if chosen > MOST:
            raise forms.ValidationError(f"Choose {MOST} points and findings at most: {chosen} are chosen.")
        return cleaned

    @property
    def content(self) -> list[Json]:
        """What the link shows."""
        return content_of(self.page.rows, set(self.cleaned_data["points"]), set(self.cleaned_data["findings"]))

    @property
    def expires_at(self) -> dt.datetime:
        """When it ends."""
        return timezone.now() + dt.timedelta(days=self.cleaned_data["days"])
