"""The forms that take words of an article: a statement that the machine missed, and where a point is carried."""

from typing import Any

from django import forms
from django.http import QueryDict

from articles.analysis.types import Kind, Span
from articles.comparison.passages import Parts, is_quoted, passages_of, within_marks, words_of
from articles.comparison.rows import ArticleRow
from articles.comparison.words import count, shortened
from articles.desk.fields import (
    DAMAGED,
    LONGEST_PASSAGE,
    PassagesField,
    RulingForm,
    SeenField,
    choose_from,
    number_of,
    reason_field,
    said_fields,
    stance_fields,
    stances_given,
)
from articles.desk.seen import seen_of_cell
from articles.desk.subjects import Desk, point_passages
from articles.rulings import Asked, CarriedHere, Missed, NotCarried, Passage

_AROUND = 40  # characters on each side of a place, by which it is known among others
_STANCES = 2
_NO_ARTICLE = "Choose the article that the words stand in."
_NO_WORDS = "Paste the words, as they stand in the article."


class _WordsForm(RulingForm):
    """Words of one article. Where they stand more than once, ``place`` says which of the places is meant."""

    version = forms.TypedChoiceField(
        coerce=int,
        label="Article",
        error_messages={"required": _NO_ARTICLE, "invalid_choice": _NO_ARTICLE},
    )
    passage = forms.CharField(
        max_length=LONGEST_PASSAGE,
        label="Passage",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _NO_WORDS},
    )
    at = forms.IntegerField(required=False, widget=forms.HiddenInput)
    place = forms.ChoiceField(required=False, label="Which of these places?")
    reason = reason_field()

    def __init__(self, desk: Desk, data: QueryDict | None = None, **options: Any) -> None:
        super().__init__(data, label_suffix="", **options)
        self.desk = desk
        articles = [(str(article.version_id), article.name) for article in desk.rows.articles]
        choose_from(self, "version", [("", "Choose an article"), *articles])
        self.parts: Parts = ()
        choose_from(self, "place", self._places())

    def _places(self) -> list[tuple[str, str]]:
        """Every place where the words stand, each with the words around it; none where that is not yet asked."""
        article = self.desk.article(number_of(self.data.get("version", "")))
        found = passages_of(article.text, self.data.get("passage", "")[:LONGEST_PASSAGE]) if article else ()
        self.found = {str(parts[0].start): parts for parts in found}
        self.article = article
        return [("", "Choose one"), *((at, _around(article, parts)) for at, parts in self.found.items() if article)]

    @property
    def is_ambiguous(self) -> bool:
        """Whether the words stand at more than one place, so that one has to be chosen."""
        return len(self.found) > 1

    def clean_passage(self) -> str:
        """Words: a mark alone stands everywhere, and says nothing."""
        words: str = self.cleaned_data["passage"]
        if words and not any(letter.isalnum() for letter in words):
            raise forms.ValidationError(_NO_WORDS)
        return words

    def clean(self) -> dict[str, Any]:
        """Find the words."""
        cleaned = super().clean() or {}
        if self.article and cleaned.get("passage") and "place" not in self.errors:
            chosen = cleaned.get("place") or str(cleaned.get("at"))
            if chosen in self.found:
                self.parts = self.found[chosen]
            elif len(self.found) == 1:
                (self.parts,) = self.found.values()
            elif self.found:
                times = count(len(self.found), "time")
                self.add_error("place", f"These words stand {times} in {self.article.name}: choose the place you mean.")
            else:
                self.add_error("passage", f"These words do not stand in {self.article.name}: copy them from its text.")
        return cleaned

    @property
    def marked(self) -> Passage:
        """The passage, once the form is valid."""
        return Passage(self.cleaned_data["version"], self.parts)


class MissedForm(_WordsForm):
    """A statement that the machine did not find."""

    seen_statement = SeenField(required=False)

    def __init__(self, desk: Desk, data: QueryDict | None = None, selected: Passage | None = None) -> None:
        """``selected`` are the words that were selected in a column."""
        super().__init__(desk, data, auto_id="missed-%s", initial=_selected(desk, selected))
        self.ident = "missed-form"
        self.fields |= said_fields(desk, "missed")
        if selected:
            self.fields["speaker"].widget.attrs["autofocus"] = True  # what stands before it is filled in
        self.fields |= stance_fields(_STANCES, "missed")

    @property
    def stances(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The rows of stances and their targets."""
        return [(self[f"stance_{row}"], self[f"target_{row}"]) for row in range(_STANCES)]

    def asked(self) -> tuple[Asked, ...]:
        """The one ruling."""
        cleaned = self.cleaned_data
        what = Missed(
            self.marked,
            Kind(cleaned["kind"]),
            speaker=cleaned["speaker"] or None,
            side=cleaned["side"] or None,
            stances=stances_given(cleaned),
        )
        return (Asked(what, cleaned["seen_statement"], cleaned["reason"]),)


class HereForm(_WordsForm):
    """An article has a point after all: here."""

    point = PassagesField()
    seen_coverage = SeenField(required=False)

    def __init__(
        self,
        desk: Desk,
        version: int,
        about: Passage,
        data: QueryDict | None = None,
        *,
        selected: Passage | None = None,
    ) -> None:
        """``about`` is a passage that names the point; without a selection the nearest passage is suggested."""
        self.open_point, article = desk.point(about), desk.article(version)
        self.is_gone = self.open_point is None or article is None
        initial: dict[str, Any] = {"version": version, **_selected(desk, selected)}
        if self.open_point and article and version in self.open_point.cells:
            near = desk.nearest(self.open_point, version)
            initial["point"] = " ".join(map(str, point_passages(self.open_point)))
            initial["seen_coverage"] = seen_of_cell(self.open_point.cells[version], near).token
            if near and not selected:
                initial |= {"passage": words_of(article.text, [near]), "at": near.start}
        self.ident, self.gist = f"here-{version}", self.open_point.gist if self.open_point else ""
        super().__init__(desk, data, auto_id=f"{self.ident}-%s", initial=initial)

    def asked(self) -> tuple[Asked, ...]:
        """The one ruling."""
        cleaned = self.cleaned_data
        return (Asked(CarriedHere(cleaned["point"], self.marked), cleaned["seen_coverage"], cleaned["reason"]),)


class AbsentForm(RulingForm):
    """An article does not have a point."""

    version = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": DAMAGED, "invalid": DAMAGED})
    point = PassagesField()
    seen_coverage = SeenField(required=False)

    def asked(self) -> tuple[Asked, ...]:
        """The one ruling."""
        cleaned = self.cleaned_data
        return (Asked(NotCarried(cleaned["point"], cleaned["version"]), cleaned["seen_coverage"]),)


def _selected(desk: Desk, selected: Passage | None) -> dict[str, Any]:
    """What a form begins with when words were selected: these, without the marks around them."""
    article = desk.article(selected.version) if selected else None
    if selected is None or article is None:
        return {}
    start, end = selected.parts[0]
    span = within_marks(article.text, Span(min(start, len(article.text)), min(end, len(article.text))))
    kind = Kind.DIRECT if is_quoted(article.text, span) else Kind.INDIRECT
    return {
        "version": article.version_id,
        "passage": words_of(article.text, [span]),
        "at": span.start,
        "kind": kind.value,
    }


def _around(article: ArticleRow, parts: Parts) -> str:
    """A place by the paragraph and the words that it stands in."""
    start, end = parts[0].start, parts[-1].end
    number = max(1, sum(paragraph.start <= start for paragraph in article.paragraphs))
    words = " ".join(article.text[max(start - _AROUND, 0) : end + _AROUND].split())
    return f"paragraph {number}: … {shortened(words, 120)} …"
