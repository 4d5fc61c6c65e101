"""The form that adds articles: one story, any number of files and web addresses, a pasted text, and their outlets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.importing import outlet_of, piece_of
from articles.ingest import (
    DuplicateOf,
    NewStory,
    Outcome,
    Piece,
    Refused,
    Report,
    add_articles,
    stored_already,
)
from articles.intake import Refusal, Row, read_pasted
from articles.intake.addresses import check_address
from articles.models import Article, OfferedText, Outlet, OutletSource, Story
from articles.offers import row_of

MOST_ADDRESSES = 100  # that one form takes
_LONGEST_OUTLET = 120


class FilesInput(forms.ClearableFileInput):
    """A choice of one or many files of the kinds that are taken."""

    allow_multiple_selected = True

    def __init__(self) -> None:
        super().__init__(attrs={"accept": ".txt,.md,.html,.htm,.docx,.pdf,.csv,.tsv,.jsonl,.json,.zip"})


@dataclass(frozen=True, slots=True)
class OfferedRow:
    """One kept file in the form, with the fields that say where it belongs."""

    offered: OfferedText
    outlet: forms.BoundField
    new_outlet: forms.BoundField
    leave_out: forms.BoundField

    @property
    def words(self) -> int:
        """How long the text is."""
        return len(self.offered.text.split())

    @property
    def source(self) -> str:
        """What the file says of the article, for its editor to check: headline, byline, time and address."""
        facts = dict(self.offered.facts)
        if moment := parse_datetime(facts.get("published", "")):
            facts["published"] = f"{moment:%-d %B %Y, %H:%M}"
        return " · ".join(facts[key] for key in ("headline", "byline", "published", "url") if facts.get(key))

    @property
    def beginning(self) -> str:
        """Enough of the text to know it by."""
        return " ".join(self.offered.text[:400].split())[:160]


class AddArticlesForm(forms.Form):
    """What was typed and chosen so far, whether or not it is complete."""

    story = forms.ModelChoiceField(Story.objects.all(), required=False, empty_label="A new story", label="Story")
    new_story = forms.CharField(
        max_length=200, required=False, label="Title of the new story", help_text="What happened, in one line."
    )
    date = forms.DateField(
        required=False,
        label="Date of the event",
        help_text="Of a new story, where it is known.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    text_files = forms.FileField(
        required=False,
        label="Files",
        help_text="Text, web pages, Word documents, PDFs, tables (.csv, .jsonl), or a .zip of these; one or many.",
        widget=FilesInput(),
    )
    pasted = forms.CharField(
        required=False,
        strip=False,
        label="Or paste a text",
        help_text="The whole article. A headline goes on the first line, with an empty line after it.",
        widget=forms.Textarea(attrs={"rows": 12}),
    )

    addresses = forms.CharField(
        required=False,
        label="Or web addresses",
        help_text="One on each line. The pages are fetched, and each tells its outlet. Without a story their articles "
        "join an open one that they clearly belong to, or wait in “Sort articles”.",
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "autocapitalize": "none"}),
    )

    def __init__(self, data: Any = None, *, offered: Iterable[OfferedText] = (), **options: Any) -> None:  # noqa: ANN401
        """``offered`` are the texts kept so far; each gets its fields, named after its number."""
        super().__init__(data, label_suffix="", **options)
        self.target: Story | NewStory | None = None
        self.pieces: dict[str, Piece] = {}
        self.fields["pasted"].validators = []  # intake says in its own words what is wrong
        if not settings.PARALLAX_FETCH:
            del self.fields["addresses"]
        self.offered = list(offered)
        # Read once for all rows; a ModelChoiceField would ask the database for each.
        self.outlets = {str(outlet.pk): outlet for outlet in Outlet.objects.all()}
        self._add_outlet_fields("pasted", "the pasted text")
        for text in self.offered:
            self._add_outlet_fields(str(text.pk), text.file_name, row_of(text))
            self.fields[f"leave_out-{text.pk}"] = forms.BooleanField(
                required=False, label=f"Leave out {text.file_name}"
            )

    def _add_outlet_fields(self, key: str, name: str, row: Row | None = None) -> None:
        known, typed = self._suggested(row) if row is not None else (None, "")
        self.fields[f"outlet-{key}"] = forms.TypedChoiceField(
            choices=[("", "Choose an outlet"), *((pk, outlet.name) for pk, outlet in self.outlets.items())],
            coerce=self.outlets.__getitem__,
            empty_value=None,
            required=False,
            label=f"Outlet of {name}",
            initial=known,
        )
        self.fields[f"new_outlet-{key}"] = forms.CharField(
            max_length=_LONGEST_OUTLET, required=False, label="Or a new outlet", initial=typed
        )

    def _suggested(self, row: Row) -> tuple[str | None, str]:
        """The outlet that a file names or its address tells: the key of a known one, or the name of a new one."""
        domains = {outlet.domain.casefold(): outlet for outlet in self.outlets.values() if outlet.domain}
        outlet, _ = outlet_of(row, domains, "")
        name = outlet.name if isinstance(outlet, Outlet) else outlet
        known = next((key for key, one in self.outlets.items() if one.name.casefold() == name.casefold()), None)
        return known, "" if known else name

    @property
    def rows(self) -> list[OfferedRow]:
        """The kept files, in the order in which they came."""
        return [
            OfferedRow(text, self[f"outlet-{text.pk}"], self[f"new_outlet-{text.pk}"], self[f"leave_out-{text.pk}"])
            for text in self.offered
        ]

    @property
    def pasted_outlet(self) -> forms.BoundField:
        """The choice of an outlet for the pasted text."""
        return self["outlet-pasted"]

    @property
    def pasted_new_outlet(self) -> forms.BoundField:
        """The name of a new outlet for the pasted text."""
        return self["new_outlet-pasted"]

    @property
    def wanted(self) -> list[str]:
        """The addresses to fetch, each once."""
        return self.cleaned_data.get("addresses") or []

    def clean_addresses(self) -> list[str]:
        """Look at each line; what is wrong with any of them is said."""
        lines = dict.fromkeys(line.strip() for line in self.cleaned_data["addresses"].splitlines() if line.strip())
        if len(lines) > MOST_ADDRESSES:
            raise forms.ValidationError(f"Give at most {MOST_ADDRESSES} addresses at once: here are {len(lines)}.")
        checked = [check_address(line, also=settings.PARALLAX_FETCH_TEST_SERVERS) for line in lines]
        if faults := [one.sentence for one in checked if isinstance(one, Refusal)]:
            raise forms.ValidationError(faults)
        return list(dict.fromkeys(one for one in checked if isinstance(one, str)))

    def clean(self) -> dict[str, Any]:
        """Check what the fields cannot see by themselves; every error names its field."""
        cleaned = super().clean() or {}
        self.pieces = {}
        for text in self.offered:
            if not cleaned.get(f"leave_out-{text.pk}"):
                self._take(str(text.pk), row_of(text), cleaned)
        if cleaned.get("pasted"):
            read = read_pasted(cleaned["pasted"], limit=settings.PARALLAX_UPLOAD_LIMIT)
            if isinstance(read, Refusal):
                self.add_error("pasted", read.sentence)
            else:
                self._take("pasted", read, cleaned)
        self._check_story(cleaned)
        if not self.pieces and not self.wanted and not self.errors:
            addresses = ", or give web addresses" if "addresses" in self.fields else ""
            self.add_error(None, f"There is no text yet: choose one or more files, or paste a text{addresses}.")
        self._check_duplicates()
        return cleaned

    def _check_story(self, cleaned: dict[str, Any]) -> None:
        title = " ".join((cleaned.get("new_story") or "").split())
        if cleaned.get("story") and title:
            self.add_error("new_story", "Choose a story or type the title of a new one, not both.")
        elif not cleaned.get("story") and not title and self._needs_story():
            self.add_error("new_story", "Choose a story, or type the title of a new one.")
        self.target = cleaned.get("story") or (NewStory(title, cleaned.get("date")) if title else None)

    def _needs_story(self) -> bool:
        """Texts do; addresses alone may come without. What is wrong with the fields themselves is said first."""
        return bool(self.pieces or not self.wanted) and not {"new_story", "story", "addresses"} & self.errors.keys()

    def _take(self, key: str, row: Row, cleaned: dict[str, Any]) -> None:
        chosen, typed = cleaned.get(f"outlet-{key}"), " ".join((cleaned.get(f"new_outlet-{key}") or "").split())
        asked = {f"outlet-{key}", f"new_outlet-{key}"} & set(self.data)
        if not asked and key != "pasted":  # chosen with this very request: not asked about yet
            known, typed = self._suggested(row)
            chosen = self.outlets[known] if known else None
        if chosen and typed and chosen.name.casefold() != typed.casefold():
            self.add_error(f"new_outlet-{key}", "Choose an outlet or type a new one, not both.")
        elif not chosen and not typed and not {f"outlet-{key}", f"new_outlet-{key}"} & self.errors.keys():
            self.add_error(f"outlet-{key}", "Which outlet published this text? Choose it, or type a new one.")
        self.pieces[key] = piece_of(row, chosen or typed, OutletSource.GIVEN)

    def _check_duplicates(self) -> None:
        for key, duplicate in zip(self.pieces, stored_already(list(self.pieces.values())), strict=True):
            if duplicate is not None:
                self._blame(key, duplicate)

    def save(self) -> Report:
        """Store everything, or nothing; what stands against it becomes errors of the form."""
        assert self.target is not None
        report = add_articles(list(self.pieces.values()), self.target)
        for key, outcome in zip(self.pieces, report.outcomes, strict=True):
            self._blame(key, outcome)
        return report

    def _blame(self, key: str, outcome: Outcome) -> None:
        field = "pasted" if key == "pasted" else f"leave_out-{key}"
        if isinstance(outcome, DuplicateOf):
            self.add_error(field, _where(outcome))
        elif isinstance(outcome, Refused):
            self.add_error(field, outcome.because)


def _where(duplicate: DuplicateOf) -> SafeString:
    article: Article = duplicate.version.article
    address = (
        article.story.get_absolute_url()
        if article.story
        else reverse("admin:articles_article_change", args=[article.pk])
    )
    return format_html(
        'This text is here already: <a href="{}">{}</a>. Leave it out, or open that one.', address, duplicate.where
    )
