"""The page of a story: findings, columns, points and the chosen point."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Coverage, Reading, Run, RunState, Story, Version
from tests.factories import RunFactory, StoryFactory, VersionFactory
from tests.integration.pages.conftest import Open
from tests.integration.pages.reading import read_html
from tests.stories import long_story


def test_the_head_counts_outlets_points_and_lone_points(harbour: Story, open_story: Open) -> None:
    page = open_story(harbour)
    assert page.one("h1").text == "Dockers strike at the harbour"
    assert page.one(".story-facts").text == "21 June 2022 · 3 outlets · 5 points, 3 in one piece only"
    assert page.one("head title").text == "5 of 5 points · Dockers strike at the harbour · Parallax"


def test_a_finding_opens_its_passages_and_says_what_was_searched(harbour: Story, open_story: Open) -> None:
    finding = open_story(harbour).all(".finding")[0]
    assert finding.one(".finding-text a").text == "Only Evening Post quotes Bo Carr."
    assert finding.one(".finding-text a").attributes["href"] == "?point=3#comparison"
    assert finding.one("summary").text == (
        "1 statement · 6 words · from paragraph 1 of 4 · The full text of the 2 other articles was searched"
    )
    quoted = [(figure.one("blockquote").text, figure.one("figcaption").text) for figure in finding.all("figure")]
    assert quoted == [
        ("This union is reckless & selfish.", "Evening Post · see it in the text"),
        ("Dockers defied the board on Monday.", "The Courier"),
    ]
    assert finding.all(".quoted-head")[-1].text == "Nothing in Morning Sun comes near it."


def test_the_columns_hold_the_stored_texts_exactly(harbour: Story, open_story: Open) -> None:
    texts = [text.raw for text in open_story(harbour, "point=3&q=the&wording=heated").all(".story-text")]
    assert texts == [version.text for version in Version.objects.order_by("pk")]


def test_a_column_says_what_is_missing_and_shows_its_first_sentence_instead(harbour: Story, open_story: Open) -> None:
    column = open_story(harbour).one("#a1")
    assert column.one("h2").text == "The Courier"
    assert column.one(".column-source").text == "given by the editor"
    assert column.one(".opening").text == "Begins Dockers defied the board on Monday."
    assert column.one(".article-facts").text == "No headline, byline, address or time given."
    assert column.one(".column-figures").text == "32 words · own 47 % · carries 2 of 5 points"
    assert column.one(".bar-words").text == "Of the words given to sources: Board 53 % · Union 47 %"


def test_an_incomplete_text_is_called_so(harbour: Story, open_story: Open) -> None:
    Version.objects.filter(article__outlet__name="The Courier").update(complete=False)
    facts = open_story(harbour).one("#a1 .article-facts").text
    assert facts.endswith("The text is incomplete: nothing follows from what it lacks.")


def test_an_article_with_its_facts_shows_them(harbour: Story, open_story: Open) -> None:
    article = harbour.articles.get(outlet__name="The Courier")
    article.headline, article.byline, article.url = "Harbour shut", "By Cy Ode", "https://courier.example/1"
    article.save()
    head = open_story(harbour).one("#a1 .article-head")
    assert head.one(".headline").text == "Harbour shut"
    assert head.one(".article-facts").text == "By Cy Ode. The piece at its outlet. No time given."


@pytest.mark.parametrize(
    ("given", "shown"),
    [("", []), ("The harbour  stood still.", []), ("Harbour shut", ["Harbour shut"])],
)
def test_a_headline_in_the_text_is_shown_once(harbour: Story, open_story: Open, given: str, shown: list[str]) -> None:
    harbour.articles.filter(outlet__name="Evening Post").update(headline=given)
    reading = Reading.objects.get(version__article__outlet__name="Evening Post")
    reading.layout = {**reading.layout, "headline": [0, len("The harbour stood still.")]}
    reading.save()
    column = open_story(harbour).one("#a2")
    assert [headline.text for headline in column.all(".article-head .headline")] == shown
    assert column.all(".opening") == []
    assert column.one(".story-text .is-headline").text == "The harbour stood still."
    assert column.one(".article-facts").text == "No byline, address or time given."


def test_statements_are_marked_by_speaker_and_side_and_boilerplate_is_set_apart(
    harbour: Story, open_story: Open
) -> None:
    page = open_story(harbour)
    speakers = page.all("#a2 .speaker")
    assert [mark.attributes["data-label"] for mark in speakers] == [
        "Union\u2002Ann Lee",
        "Board\u2002Bo Carr",
        "Board\u2002Carr",
    ]
    assert "side-blue" in speakers[1].attributes["class"].split()
    assert [mark.text for mark in page.all("#a3 .statement")][1] == "he could not feed his children"
    assert [mark.attributes["data-label"] for mark in page.all("#a3 .speaker")][1] == "speaker not named"
    assert [mark.text for mark in page.all(".boilerplate")] == ["READ MORE: ships in the night"]
    assert [mark.text for mark in page.all(".loaded")] == ["defied"]


def test_the_list_of_points_has_a_sign_and_words_for_each_article(harbour: Story, open_story: Open) -> None:
    points = open_story(harbour).all(".point")
    assert [[glyph.text for glyph in point.all(".glyph")] for point in points] == [
        ["●", "●", "●"],
        ["●", "◐", "○"],
        ["○", "●", "○"],
        ["○", "○", "●"],
        ["○", "○", "●"],
    ]
    assert points[1].one(".visually-hidden").text == (
        "The Courier: word for word. Evening Post: in part. Morning Sun: does not have it. in 2 of 3."
    )


def test_a_chosen_point_sets_its_texts_against_each_other(harbour: Story, open_story: Open) -> None:
    page = open_story(harbour, "point=2")
    drawer = page.one("#drawer")
    assert drawer.one("#drawer-head").text == "Point 2 Harbour Board Bo Carr"
    assert drawer.one(".drawer-facts").text == "support for the offer · quoted directly · In 2 of 3 articles"
    tellings = drawer.all(".telling")
    assert [telling.one("h3").text for telling in tellings] == [
        "● The Courier word for word",
        "◐ Evening Post in part",
        "○ Morning Sun does not have it",
    ]
    assert tellings[1].one("del").text == "[only in The Courier: It stays on the table.]"
    assert "speaker: a full name (95 % sure)" in tellings[0].one(".telling-facts").text
    assert tellings[2].all(".telling-facts")[0].text == "Full text searched, 31 words. Nothing near it was found."
    chosen = [mark.text for mark in page.all(".is-chosen") if "passage" in mark.attributes["class"]]
    assert chosen == ["The offer is fair. It stays on the table.", "The offer is fair."]
    assert drawer.one("#point-after").attributes["href"] == "?point=3#comparison"


def test_an_article_without_the_point_shows_its_nearest_passage(harbour: Story, open_story: Open) -> None:
    page = open_story(harbour, "point=3")
    lack = page.all("#drawer .is-lacking")[0]
    assert lack.one(".telling-near").text == "Nearest passage, 31 % alike: “Dockers defied the board on Monday.”"
    assert lack.one("a").attributes["href"] == "#a1-nearest"
    assert page.one("#a1-nearest").text == "Dockers defied the board on Monday."


def test_a_passage_that_is_hardly_alike_is_not_called_near(harbour: Story, open_story: Open) -> None:
    Coverage.objects.filter(nearest__isnull=False).update(score=0.14)
    page = open_story(harbour, "point=3")
    lack = page.all("#drawer .is-lacking")[0]
    assert lack.one(".telling-facts").text == "Full text searched, 32 words. Nothing near it was found."
    assert lack.all(".telling-near") + lack.all("a") + page.all(".nearest") == []


def test_a_side_that_is_not_known_is_called_so_in_the_bar_and_the_table(harbour: Story, open_story: Open) -> None:
    column = open_story(harbour).one("#a3")
    assert "side not known" in column.one(".bar-words").text
    rows = [row.one("th").text for row in column.one("#a3-framing").all("table")[0].all("tbody tr")]
    assert rows == ["Union Northern Union", "side not known"]


def test_an_unsure_speaker_is_called_probable(harbour: Story, open_story: Open) -> None:
    telling = open_story(harbour, "point=4").all("#drawer .telling")[0]
    assert "probable: a full name (50 % sure)" in telling.one(".telling-facts").text


def _stays(href: str) -> bool:
    return href[:1] in {"#", "?"}


def test_every_link_within_the_page_leads_somewhere(harbour: Story, open_story: Open) -> None:
    page = open_story(harbour, "point=3")
    targets = [link.attributes["href"].partition("#")[2] for link in page.all("a") if _stays(link.attributes["href"])]
    idents = {one.attributes["id"] for one in page.all("") if "id" in one.attributes}
    assert {target for target in targets if target} - idents == set()
    names = [one.attributes["id"] for one in page.all("") if "id" in one.attributes]
    assert len(names) == len(set(names))


def test_framing_figures_lead_to_their_passages(harbour: Story, open_story: Open) -> None:
    framing = open_story(harbour).one("#a1-framing")
    rows = [[cell.text for cell in (*row.all("th"), *row.all("td"))] for row in framing.all("table")[0].all("tbody tr")]
    assert rows == [
        ["Board Harbour Board", "9", "53 %", "1", "¶ 4"],
        ["Union Northern Union", "8", "47 %", "1", "¶ 2"],
    ]
    assert framing.all("table")[0].all("a")[0].attributes["href"] == "?side=Harbour+Board#comparison"
    assert [link.text for link in framing.all(".terms a")] == ["said", "defied"]


@pytest.mark.parametrize(("articles", "points"), [(3, 4), (3, 40), (50, 4)])
@pytest.mark.parametrize("query", ["", "?point=2&side=Northern+Union"])
@pytest.mark.django_db
def test_queries_do_not_grow(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, articles: int, points: int, query: str
) -> None:
    address = long_story(articles, points).get_absolute_url() + query
    with django_assert_num_queries(13 if query else 12):
        assert client.get(address).status_code == 200
    with django_assert_num_queries(1):
        assert client.get(address).status_code == 200


@pytest.mark.django_db
def test_many_articles_stand_three_beside_each_other_and_the_others_on_a_line_each(open_story: Open) -> None:
    story = long_story(8, 4)
    page = open_story(story)
    assert [name.text for name in page.all(".column h2")] == ["Outlet 0", "Outlet 1", "Outlet 2"]
    assert [name.text for name in page.all(".strip-name")] == [f"Outlet {number}" for number in range(3, 8)]
    page = open_story(story, "point=1&show=outlet-0&show=outlet-5")
    assert [name.text for name in page.all(".column h2")] == ["Outlet 0", "Outlet 5"]
    assert [status.text for status in page.all(".strip-status")][:2] == ["○ does not have it", "● word for word"]
    beside = page.all(".strip-show")[0].attributes["href"]
    assert beside == "?show=outlet-0&show=outlet-5&show=outlet-1&point=1#comparison"


@pytest.mark.django_db
def test_a_story_that_is_not_compared_yet_shows_how_far_it_is(client: Client) -> None:
    version = VersionFactory()
    run = RunFactory(story=version.article.story, state=RunState.RUNNING, done=1, total=3, message="Reading 2 of 3: X")
    address = run.story.get_absolute_url()
    progress = read_html(client.get(address).content.decode()).one("#progress")
    assert progress.text == "Reading 2 of 3: X. 1 of 3"
    assert progress.attributes["data-hx-get"] == f"{address}progress/"
    part = client.get(f"{address}progress/", headers={"HX-Request": "true"})
    assert read_html(part.content.decode()).one("#progress").text == "Reading 2 of 3: X. 1 of 3"
    Run.objects.update(state=RunState.DONE)
    assert client.get(f"{address}progress/", headers={"HX-Request": "true"})["HX-Refresh"] == "true"


@pytest.mark.django_db
def test_a_failed_run_says_what_happened_and_what_was_kept(client: Client) -> None:
    run = RunFactory(state=RunState.FAILED, message="The worker was stopped")
    progress = read_html(client.get(run.story.get_absolute_url()).content.decode()).one("#progress")
    assert progress.text == "The worker was stopped. The texts are kept."
    assert "data-hx-get" not in progress.attributes


@pytest.mark.django_db
def test_a_story_without_articles_says_what_to_do(client: Client) -> None:
    page = read_html(client.get(StoryFactory().get_absolute_url()).content.decode())
    assert page.one("#progress").text == "Nothing has been analysed yet: an editor adds articles in the admin."


@pytest.mark.django_db
def test_an_unknown_story_is_not_found(client: Client) -> None:
    response = client.get("/stories/nothing-of-the-kind/")
    assert response.status_code == 404
    assert read_html(response.content.decode()).one("h1").text == "Nothing here"
