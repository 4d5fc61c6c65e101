"""What the API tells of stories: the same as their pages."""

import json

import pytest
from django.test import Client

from articles.models import Coverage, Outlet, Story, Version
from tests.comparing import compared_anew
from tests.factories import StoryFactory
from tests.integration.api.conftest import Ask
from tests.stories import long_story

HARBOUR = "/stories/dockers-strike-at-the-harbour"
PARTS = ["points", "statements", "coverage", "framing", "findings"]


@pytest.mark.usefixtures("harbour")
def test_stories_are_listed_with_their_counts(ask: Ask) -> None:
    StoryFactory(title="Not compared yet", date=None)
    status, told = ask("/stories")
    assert status == 200
    assert told["count"] == 2
    seen = {s["slug"]: (s["title"], s["articles"], s["points"], s["only_in_one"]) for s in told["items"]}
    assert seen == {
        "dockers-strike-at-the-harbour": ("Dockers strike at the harbour", 3, 5, 3),
        "not-compared-yet": ("Not compared yet", 0, None, None),
    }
    assert [s["slug"] for s in ask("/stories?q=DOCKERS")[1]["items"]] == ["dockers-strike-at-the-harbour"]


@pytest.mark.usefixtures("harbour")
def test_one_story(ask: Ask) -> None:
    status, told = ask(HARBOUR)
    assert (status, told["page"], told["date"], told["analysis_version"]) == (
        200,
        "/stories/dockers-strike-at-the-harbour/",
        "2022-06-21",
        "test",
    )


def test_a_point_has_its_cell_in_every_article(harbour: Story, ask: Ask) -> None:
    ids = list(harbour.articles.values_list("pk", flat=True))
    point = ask(f"{HARBOUR}/points")[1]["items"][1]
    assert (point["number"], point["speaker"], point["side"], point["reach"], point["only_in"]) == (
        2,
        "Bo Carr",
        "Harbour Board",
        2,
        None,
    )
    assert point["stances"] == [{"stance": "support", "target": "the offer"}]
    cells = [(cell["article"], cell["outlet"], cell["status"], cell["passages"]) for cell in point["coverage"]]
    assert cells == [
        (ids[0], "The Courier", "verbatim", ["The offer is fair. It stays on the table."]),
        (ids[1], "Evening Post", "partial", ["The offer is fair."]),
        (ids[2], "Morning Sun", "absent", []),
    ]


@pytest.mark.usefixtures("harbour")
def test_points_are_narrowed_as_on_the_page(ask: Ask) -> None:
    def numbers(query: str) -> list[int]:
        return [point["number"] for point in ask(f"{HARBOUR}/points?{query}")[1]["items"]]

    assert numbers("") == [1, 2, 3, 4, 5]
    assert numbers("side=Harbour+Board") == [2, 3]
    assert numbers("stance=criticism&stance=support") == [2, 3]
    assert numbers("coverage=missing:morning-sun") == [2, 3]
    assert numbers("q=reckless") == [3]
    assert numbers("limit=2&offset=3") == [4, 5]


@pytest.mark.usefixtures("harbour")
def test_offsets_lead_to_the_words_in_the_text_with_that_hash(ask: Ask) -> None:
    told = ask(f"{HARBOUR}/statements")[1]
    assert told["count"] == 8
    for one in told["items"]:
        text = Version.objects.get(sha256=one["sha256"]).text
        assert [text[start:end] for start, end in one["parts"]] == [one["text"]]
        assert text[one["start"] : one["end"]] == one["text"]
    assert {one["point"] for one in told["items"]} == {1, 2, 3, 4, 5}


@pytest.mark.usefixtures("harbour")
def test_coverage_has_the_nearest_passage_where_a_point_is_not(ask: Ask) -> None:
    told = ask(f"{HARBOUR}/coverage?stance=criticism")[1]
    cells = [(cell["outlet"], cell["status"], cell["nearest_text"], cell["score"]) for cell in told["items"]]
    assert cells == [
        ("The Courier", "absent", "Dockers defied the board on Monday.", 0.31),
        ("Evening Post", "verbatim", None, None),
        ("Morning Sun", "absent", None, None),
    ]


@pytest.mark.usefixtures("harbour")
def test_coverage_has_no_passage_that_is_hardly_alike_as_no_page_has(ask: Ask) -> None:
    Coverage.objects.filter(nearest__isnull=False).update(score=0.14)
    assert {cell["nearest_text"] for cell in ask(f"{HARBOUR}/coverage")[1]["items"]} == {None}


@pytest.mark.usefixtures("harbour")
def test_findings_rest_on_passages(ask: Ask) -> None:
    first = ask(f"{HARBOUR}/findings?limit=1")[1]["items"][0]
    assert first["text"] == "Only Evening Post quotes Bo Carr."
    assert [passage["text"] for passage in first["evidence"]] == ["This union is reckless & selfish."]
    assert (first["points"], first["confirmed"], len(first["searched"])) == ([3], False, 2)


@pytest.mark.parametrize("part", PARTS)
def test_nothing_is_told_of_an_article_that_was_deleted_since(harbour: Story, ask: Ask, part: str) -> None:
    harbour.articles.get(outlet__name="The Courier").delete()
    status, told = ask(f"{HARBOUR}/{part}")
    assert status == 200
    assert "The Courier" not in json.dumps(told)
    if part == "findings":
        left = harbour.articles.get(outlet__name="Morning Sun").pk
        assert [(one["text"], one["searched"], one["nearest"]) for one in told["items"]][:1] == [
            ("Only Evening Post quotes Bo Carr.", [left], [])
        ]


@pytest.mark.usefixtures("harbour")
def test_framing_has_the_measures_of_each_article(ask: Ask) -> None:
    told = ask(f"{HARBOUR}/framing")[1]
    assert [(one["outlet"], one["measures"]["loaded_own"]) for one in told] == [
        ("The Courier", {"heated": 1}),
        ("Evening Post", {}),
        ("Morning Sun", {}),
    ]


@pytest.mark.usefixtures("db")
def test_a_story_that_is_not_compared_says_so(ask: Ask) -> None:
    StoryFactory(title="Too new")
    status, told = ask("/stories/too-new/points")
    assert status == 404
    assert told["detail"] == "The story “too-new” is not compared yet: ask again when its analysis is done."


@pytest.mark.parametrize("part", PARTS)
def test_an_answer_is_all_of_one_comparison_while_the_story_is_compared_anew(story: Story, ask: Ask, part: str) -> None:
    def told() -> list[dict[str, object]]:
        answer = ask(f"/stories/{story.slug}/{part}")[1]
        items: list[dict[str, object]] = answer if part == "framing" else answer["items"]
        return items

    before = told()
    with compared_anew(story, times=2):
        assert told() == before != []


def test_a_story_has_the_counts_of_the_comparison_that_it_tells(story: Story, ask: Ask) -> None:
    before = ask(f"/stories/{story.slug}")[1]
    with compared_anew(story, times=1, before="articles_point"):
        told = ask(f"/stories/{story.slug}")[1]
    assert (told["points"], told["only_in_one"]) == (before["points"], before["only_in_one"])
    assert told["points"] > 0


def test_a_story_that_is_compared_anew_all_the_time_says_when_to_try_again(story: Story, client: Client) -> None:
    with compared_anew(story, times=3):
        response = client.get(f"/api/v1/stories/{story.slug}/points")
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert response.json()["detail"] == "This story is being compared anew just now: try again in a minute."


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("part", PARTS)
def test_queries_do_not_grow_with_the_story(client: Client, django_assert_max_num_queries: object, part: str) -> None:
    bound = django_assert_max_num_queries
    assert callable(bound)
    for articles, points in ((3, 4), (6, 12)):
        story = long_story(articles, points)
        with bound(9):
            assert client.get(f"/api/v1/stories/{story.slug}/{part}").status_code == 200
        Outlet.objects.update(licensed=False)
