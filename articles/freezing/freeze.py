"""An editor freezes a comparison: everything that it follows from and everything found goes into one document."""

import datetime as dt
import hashlib
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from articles.analysis import decode_reading
from articles.anchoring import held
from articles.comparison import Filters, StoryPage, story_page
from articles.comparison.loading import names_of
from articles.comparison.tabs import MATRIX
from articles.exports.table import filters_in_words
from articles.freezing.analysing import found_in
from articles.freezing.codec import canonical
from articles.freezing.document import FORMAT, Document, Given, GivenArticle, GivenRuling, GivenStory, View
from articles.models import Freeze, Reading, Story
from articles.pipeline import Inputs, inputs_of, reading_version, stored_for

_CHANGING = (
    "Texts, sides or rulings of this story have changed since it was compared: freeze it once it has been compared "
    "again."
)


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was frozen; ``sentence`` says why and what to do."""

    sentence: str


def freeze(story: Story, filters: Filters, editor: User) -> Freeze | Refused:
    """Keep the comparison of ``story`` as it stands, with the filters; the same one is kept once.

    Whether the editor may is for the caller to check. No text is read again. The work is done outside any lock, and
    kept only if the comparison is still the story's by then.
    """
    found = Story.objects.select_related("comparison").get(pk=story.pk)
    inputs = inputs_of(found.pk)
    comparison = stored_for(found.pk, inputs) if inputs.versions else None
    page = story_page(found, filters, view=MATRIX) if comparison == found.comparison else None
    if comparison is None or page is None:
        return Refused(_CHANGING)
    content = canonical(_document(found, inputs, page))
    with transaction.atomic():
        Story.objects.select_for_update(of=("self",), no_key=True).get(pk=found.pk)
        if stored_for(found.pk, inputs_of(found.pk)) != comparison:
            return Refused(_CHANGING)
        frozen, _ = Freeze.objects.get_or_create(
            sha256=hashlib.sha256(content).hexdigest(),
            defaults={"story": found, "title": found.title, "document": content.decode(), "frozen_by": editor},
        )
    return frozen


def _document(story: Story, inputs: Inputs, page: StoryPage) -> Document:
    given = _given(inputs)
    read = Reading.objects.filter(version__in=inputs.versions, analysis_version=reading_version())
    drafts = dict(read.values_list("version", "draft"))
    readings = {str(one.pk): decode_reading(one.text, drafts[one.pk]) for one in inputs.versions}
    return Document(
        format=FORMAT,
        story=GivenStory(story.title, story.slug, story.date.isoformat() if story.date else None),
        analysis=reading_version(),
        view=_view(page),
        given=given,
        found=found_in(given, readings),
    )


def _given(inputs: Inputs) -> Given:
    names = names_of(version.article.outlet for version in inputs.versions)
    rulings = held(inputs.rulings, inputs.versions, reading_version())
    return Given(
        articles=tuple(
            GivenArticle(
                key=str(version.pk),
                outlet=version.article.outlet.name,
                name=name,
                headline=version.article.headline,
                byline=version.article.byline,
                url=version.article.url,
                published=_utc(version.article.published_at),
                complete=version.complete,
                version=version.number,
                sha256=version.sha256,
                text=version.text,
            )
            for version, (_, name) in zip(inputs.versions, names, strict=True)
        ),
        knowledge=inputs.knowledge,
        origins={str(pk): str(origin.fullest) for pk, origin in inputs.origins.items()},
        rulings=tuple(GivenRuling.of(one.said, one.row.created_at) for one in rulings if one.said is not None),
    )


def _view(page: StoryPage) -> View:
    # The point that is open and the columns beside each other are no part of what is shown for good.
    shown = page.filters.at(None).showing(())
    return View(shown.query_string(), filters_in_words(page), tuple(point.number for point in page.listed))


def _utc(at: dt.datetime | None) -> str | None:
    return at.astimezone(dt.UTC).isoformat() if at else None
