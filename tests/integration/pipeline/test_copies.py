"""Copies in the stored comparison: who counts with whom, and findings for both ways of counting."""

import json
from pathlib import Path

import pytest

from articles.ingest import NewStory, Piece, add_article, add_articles
from articles.models import Comparison, Copies, SharedText, Story
from articles.pipeline import analyse_story

TEXTS = json.loads((Path(__file__).parents[2] / "unit/analysis/copies.json").read_text(encoding="utf-8"))["texts"]

pytestmark = pytest.mark.django_db


def stored(**outlets: str) -> Story:
    story = add_articles([Piece(TEXTS[text], outlet) for outlet, text in outlets.items()], NewStory("Ferry")).story
    assert story is not None
    return story


def compared(story: Story) -> Comparison:
    comparison = analyse_story(story.pk)
    assert comparison is not None
    return comparison


def test_each_copy_is_stored_with_the_fullest_of_its_text() -> None:
    comparison = compared(stored(Star="cut at the end", Mirror="wire", Herald="own report of the same day"))
    framings = comparison.framings.select_related("reading__version__article__outlet", "origin__article__outlet")
    assert [
        (
            row.reading.version.article.outlet.name,
            row.origin and row.origin.article.outlet.name,
            row.share,
            row.share_of_fullest and round(row.share_of_fullest, 2),
        )
        for row in framings
    ] == [("Star", "Mirror", 1.0, 0.67), ("Mirror", "Mirror", 1.0, 1.0), ("Herald", None, None, None)]
    kinds = {copies: comparison.findings.filter(copies=copies).exists() for copies in Copies}
    assert kinds == {Copies.EACH: True, Copies.ONCE: True}
    shared = comparison.points.get(gist__contains="withdraw the subsidy")
    assert (shared.only_in, shared.only_in_once and str(shared.only_in_once.article.outlet)) == (None, "Mirror")


def test_a_story_without_copies_has_findings_of_one_sort_alone() -> None:
    comparison = compared(stored(Mirror="wire", Herald="own report of the same day"))
    assert set(comparison.findings.values_list("copies", flat=True)) == {Copies.EACH}
    assert not comparison.points.exclude(only_in_once=None).filter(only_in=None).exists()


def test_what_becomes_known_of_copies_makes_a_new_comparison() -> None:
    story = stored(Mirror="wire", Star="cut at the end")
    first = compared(story)
    assert compared(story) == first
    SharedText.objects.all().delete()
    assert compared(story) != first


def test_a_copy_that_is_rewritten_is_none_any_more() -> None:
    story = stored(Mirror="wire")
    address = "https://star.example/1"
    add_article(Piece(TEXTS["wire"], "Star", url=address), story)
    assert compared(story).framings.exclude(origin=None).count() == 2
    add_article(Piece(TEXTS["told in other words"], "Star", url=address), story)
    assert compared(story).framings.exclude(origin=None).count() == 0
