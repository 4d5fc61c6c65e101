"""Copies as they come in: found among all texts, recorded once, and told from reports of the same event."""

import json
from functools import partial
from pathlib import Path

import pytest
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from articles.copies import Origin, origins
from articles.ingest import Added, NewStory, NewVersion, Piece, add_article, add_articles, said_of_copies
from articles.models import Article, SharedText, Trace, Version
from tests.at_once import at_once
from tests.factories import OutletFactory, StoryFactory, VersionFactory

TEXTS = json.loads((Path(__file__).parents[1] / "unit/analysis/copies.json").read_text(encoding="utf-8"))["texts"]


def add(outlet: str, text: str, url: str = "") -> Added | NewVersion:
    outcome = add_article(Piece(TEXTS.get(text, text), outlet, url=url), None)
    assert isinstance(outcome, Added | NewVersion)
    return outcome


def pairs() -> list[tuple[str, str, float, float]]:
    rows = SharedText.objects.order_by("first", "second").select_related("first__article__outlet", "second")
    return [
        (row.first.article.outlet.name, row.second.article.outlet.name, row.share_of_first, row.share_of_second)
        for row in rows
    ]


@pytest.mark.django_db
def test_a_cut_text_with_another_headline_is_found_and_a_report_of_the_same_day_is_not() -> None:
    add("The Mirror", "wire")
    assert add("The Herald", "own report of the same day").copies == ()
    express = add("Express", "cut at the end")

    assert [(copy.version.article.outlet.name, copy.share, copy.same) for copy in express.copies] == [
        ("The Mirror", 1.0, False)
    ]
    ((first, second, of_first, of_second),) = pairs()
    assert (first, second, of_second) == ("The Mirror", "Express", 1.0)
    assert 0.6 < of_first < 0.7


@pytest.mark.django_db
def test_even_a_short_text_is_the_same_as_one_that_is_equal_to_the_character() -> None:
    add("The Mirror", "The pier is shut.")
    outcome = add("Express", "The pier is shut.")
    assert pairs() == [("The Mirror", "Express", 1.0, 1.0)]
    assert said_of_copies("a.txt", outcome).startswith("a.txt has the same text as The Mirror, in no story, added on ")
    assert Trace.objects.count() == 0


@pytest.mark.django_db
def test_what_is_in_common_is_said_rounded_down() -> None:
    add("The Mirror", "wire")
    outcome = add("Express", "edited lightly")
    said = said_of_copies("a.txt", outcome)
    assert said.startswith("a.txt has 86 % of its words in common with The Mirror, in no story, added on ")
    assert said_of_copies("a.txt", add("The Herald", "Another text.")) == ""


@pytest.mark.django_db
def test_the_versions_of_one_article_are_no_copies_of_each_other() -> None:
    add("The Mirror", "wire", url="https://mirror.example/1")
    newer = add("The Mirror", "a sentence added", url="https://mirror.example/1")
    assert isinstance(newer, NewVersion)
    assert (newer.copies, pairs()) == ((), [])
    assert add("Express", "wire").copies[0].same
    assert len(pairs()) == 2


@pytest.mark.django_db
def test_a_story_has_its_origins_with_the_fullest_text_first() -> None:
    for outlet, text in (
        ("Express", "cut at the end"),
        ("The Mirror", "wire"),
        ("The Herald", "own report of the same day"),
    ):
        add(outlet, text)
    express, mirror, herald = Version.objects.order_by("pk")
    found = origins([express, mirror, herald])
    assert found[mirror.pk] == Origin(mirror.pk)
    assert (found[express.pk].fullest, found[express.pk].share) == (mirror.pk, 1.0)
    assert 0.6 < found[express.pk].share_of_fullest < 0.7
    assert herald.pk not in found
    assert origins([express, herald]) == {}


@pytest.mark.django_db
def test_a_text_like_no_other_costs_the_same_however_many_are_stored() -> None:
    outlet, story = OutletFactory(name="The Mirror"), StoryFactory()

    def queries(text: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            add_article(Piece(f"{TEXTS['told in other words']} {text}", outlet), story)
        Version.objects.filter(article__outlet=outlet).delete()
        return len(captured)

    alone = queries("One.")
    for number in range(20):
        add(f"Outlet {number}", " ".join(f"word{number}x{n}" for n in range(60)))
    assert queries("Two.") == alone <= 12


@pytest.mark.django_db
def test_of_what_many_texts_have_in_common_a_few_are_kept_and_copies_are_found_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("articles.copies._MOST_HAVING", 2)
    for number in range(5):
        add(f"Outlet {number}", f"{TEXTS['wire']}\n\nNumber {number} of five.")
    assert set(Trace.objects.values_list("value").annotate(n=Count("pk")).values_list("n", flat=True)) <= {1, 2}
    assert [(copy.version.article.outlet.name, copy.same) for copy in add("Outlet 5", "wire").copies] == [
        ("Outlet 0", False),
        ("Outlet 1", False),
    ]


@pytest.mark.django_db
def test_a_version_that_goes_takes_what_is_known_of_it_along() -> None:
    add("The Mirror", "wire")
    add("Express", "wire")
    Article.objects.filter(outlet__name="Express").delete()
    assert (SharedText.objects.count(), Trace.objects.exclude(version__article__outlet__name="The Mirror").count()) == (
        0,
        0,
    )


@pytest.mark.django_db
def test_the_same_text_for_two_outlets_can_be_added_together_but_not_twice_for_one() -> None:
    pieces = [Piece("Same.", "A"), Piece("Same.", "B")]
    report = add_articles(pieces, NewStory("Strike"))
    assert [type(outcome) for outcome in report.outcomes] == [Added, Added]
    again = add_articles([*pieces, Piece("Same.", "C")], NewStory("Strike"), together=False)
    assert [type(outcome).__name__ for outcome in again.outcomes] == ["DuplicateOf", "DuplicateOf", "Added"]
    assert Article.objects.count() == 3


@pytest.mark.django_db
def test_a_text_that_an_outlet_goes_back_to_adds_nothing() -> None:
    first = VersionFactory(text="The pier is shut.", article__url="https://a.example/1")
    VersionFactory(article=first.article, number=2, text="The pier is open.")
    again = add_article(
        Piece("The pier is shut.", first.article.outlet, url="https://a.example/1"), first.article.story
    )
    assert type(again).__name__ == "DuplicateOf"
    assert first.article.versions.count() == 2


@pytest.mark.django_db(transaction=True)
def test_copies_that_come_in_at_one_moment_are_all_found() -> None:
    found = at_once([partial(add, f"Outlet {number}", "wire") for number in range(4)])
    assert [one for one in found if isinstance(one, BaseException)] == []
    assert SharedText.objects.count() == 6
