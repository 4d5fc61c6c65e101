from functools import partial

import pytest

from articles.ingest import (
    Added,
    DuplicateOf,
    HeldBack,
    NewStory,
    NewVersion,
    Piece,
    Refused,
    add_article,
    add_articles,
)
from articles.models import Article, Outlet, Story, Version
from tests.at_once import at_once
from tests.factories import OutletFactory, StoryFactory, VersionFactory


@pytest.mark.django_db
def test_a_text_becomes_an_article_with_its_first_version_unaltered() -> None:
    text = " First line.\r\n\r\n“Marks”\u00a0kept \n"
    report = add_articles([Piece(text, "The  Herald ", file_name="a.txt")], NewStory("Strike"))
    version = Version.objects.get()
    assert report.outcomes == (Added(version),)
    assert report.added == (version,)
    assert version.text == text
    assert (version.number, version.file_name) == (1, "a.txt")
    assert version.article.outlet.name == "The Herald"
    assert report.story is not None
    assert (version.article.story, report.story.slug) == (report.story, "strike")


@pytest.mark.django_db
def test_an_outlet_of_the_name_in_whatever_case_is_used() -> None:
    outlet = OutletFactory(name="The Herald")
    report = add_articles([Piece("Text.", "the herald")], StoryFactory())
    assert report.added[0].article.outlet == outlet
    assert Outlet.objects.count() == 1


@pytest.mark.django_db
def test_the_same_pieces_again_add_nothing_and_say_where_the_first_are() -> None:
    story = StoryFactory(title="Strike")
    pieces = [Piece("One.", "The Herald"), Piece("Two.", "The National")]
    first = add_articles(pieces, story, together=False)
    again = add_articles(pieces, NewStory("Another"), together=False)
    assert again.outcomes == tuple(DuplicateOf(version) for version in first.added)
    assert again.story is None
    assert [str(row) for row in Story.objects.all()] == ["Strike"]
    assert Version.objects.count() == 2
    duplicate = again.outcomes[0]
    assert isinstance(duplicate, DuplicateOf)
    assert duplicate.where.startswith("The Herald, in the story “Strike”, added on ")


@pytest.mark.django_db
def test_together_means_that_one_bad_piece_holds_back_all() -> None:
    known = VersionFactory(text="Known.", article__outlet__name="The National")
    report = add_articles([Piece("New.", "The Herald"), Piece("Known.", "The National")], NewStory("Strike"))
    assert report.outcomes == (HeldBack(), DuplicateOf(known))
    assert report.story is None
    assert list(Version.objects.all()) == [known]
    assert not Outlet.objects.filter(name="The Herald").exists()
    assert not Story.objects.filter(title="Strike").exists()


@pytest.mark.django_db
def test_apart_adds_what_can_be_added() -> None:
    known = VersionFactory(text="Known.", article__outlet__name="A")
    report = add_articles([Piece("Known.", "A"), Piece("New.", "B")], NewStory("Strike"), together=False)
    assert report.outcomes == (DuplicateOf(known), Added(Version.objects.get(text="New.")))
    assert report.story == Story.objects.get(title="Strike")


@pytest.mark.django_db
def test_one_text_given_twice_at_once_is_refused_naming_the_first() -> None:
    report = add_articles([Piece("Same.", "A", file_name="a.txt"), Piece("Same.", " a")], NewStory("Strike"))
    assert report.outcomes == (HeldBack(), Refused("The same text is given twice, first as a.txt: leave one out."))
    assert not Article.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("by_title", [False, True])
def test_no_story_is_made_for_new_versions_of_articles_that_stand_in_another(by_title: bool) -> None:
    pier = StoryFactory(title="Pier")
    first = VersionFactory(article__story=pier, article__outlet__name="A", article__url="https://a.example/1")
    for text in ("Two.", "Three."):
        outcome = add_article(Piece(text, "A", url=first.article.url), NewStory("Harbour", by_title=by_title))
        assert outcome == NewVersion(Version.objects.get(text=text))
    report = add_articles([Piece("Four.", "A", url=first.article.url)], NewStory("Harbour", by_title=by_title))
    assert report.story == pier
    assert [story.title for story in Story.objects.all()] == ["Pier"]
    assert [story.title for story in Story.history.all()] == ["Pier"]


@pytest.mark.django_db
def test_an_empty_story_that_was_found_by_its_title_stays() -> None:
    VersionFactory(article__story__title="Pier", article__outlet__name="A", article__url="https://a.example/1")
    StoryFactory(title="Harbour")
    add_article(Piece("Two.", "A", url="https://a.example/1"), NewStory("harbour", by_title=True))
    add_articles([Piece("Three.", "A", url="https://a.example/1")], NewStory("harbour", by_title=True))
    assert [story.title for story in Story.objects.order_by("pk")] == ["Pier", "Harbour"]


@pytest.mark.django_db
def test_a_new_version_of_an_article_in_no_story_comes_into_the_new_one() -> None:
    VersionFactory(article__story=None, article__outlet__name="A", article__url="https://a.example/1")
    outcome = add_article(Piece("Two.", "A", url="https://a.example/1"), NewStory("Pier"))
    assert outcome == NewVersion(Version.objects.get(text="Two."), placed=True)
    assert Article.objects.get().story == Story.objects.get(title="Pier")


@pytest.mark.django_db
def test_stories_of_one_title_get_addresses_of_their_own() -> None:
    slugs = [add_articles([Piece(text, "A")], NewStory("Rail strike!")).story for text in ("One.", "Two.", "Three.")]
    assert [story.slug for story in slugs if story] == ["rail-strike", "rail-strike-2", "rail-strike-3"]


@pytest.mark.django_db
def test_a_title_without_latin_letters_still_gets_an_address() -> None:
    assert StoryFactory(title="日本").slug == "story"


@pytest.mark.django_db(transaction=True)
def test_two_editors_adding_one_text_at_once_leave_one_article() -> None:
    def add() -> object:
        (outcome,) = add_articles([Piece("Contested.", "The Courier")], NewStory("Race")).outcomes
        return outcome

    outcomes = at_once([add] * 4)
    version = Version.objects.get()
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Added", *["DuplicateOf"] * 3]
    assert {outcome.version for outcome in outcomes if isinstance(outcome, (Added, DuplicateOf))} == {version}
    assert (Article.objects.count(), Story.objects.count(), Outlet.objects.count()) == (1, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_writers_that_name_one_new_story_at_one_moment_get_the_same() -> None:
    story = NewStory("Pier shut", by_title=True)
    at_once([partial(add_article, Piece(f"Text {number}.", "The Herald"), story) for number in range(4)])
    assert [(story.title, story.articles.count()) for story in Story.objects.all()] == [("Pier shut", 4)]
