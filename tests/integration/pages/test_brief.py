"""What a reader of only one outlet would not know: sentences, denominators, and the texts that they rest on."""

import hashlib

import pytest
from django.test import Client

from articles.analysis.types import Status
from articles.models import Coverage, Outlet, Story, Version
from tests.integration.pages.reading import Element, read_html
from tests.integration.pages.test_copies import STORY, stored
from tests.integration.pages.test_views import opened
from tests.stories import SIDES, Piece, Said, long_story, store


def plain(element: Element) -> str:
    return element.text.replace("\u00a0", " ").replace("\u202f", " ")


def lists(part: Element) -> list[list[str]]:
    """The items of each list of one outlet's part."""
    return [[plain(item) for item in one.all("li")] for one in part.all("ol")]


def test_what_others_carry_and_this_one_does_not_widest_reach_first(client: Client, harbour: Story) -> None:
    courier, post, sun = opened(client, harbour, "brief").all(".brief-outlet")
    assert courier.one("h3").text == "A reader of only The Courier would not know"
    assert plain(courier.all(".brief-summary")[0]) == (
        "Of 5 points it carries 2, 0 of them alone; 3 that others carry are not in it. Its full text was searched."
    )
    (missing,) = lists(courier)
    nearest = "nearest passage, 31 % alike"
    assert [one.partition(" · ") for one in missing] == [
        (
            "This union is reckless & selfish. Board Bo Carr",
            " · ",
            f"in 1 of 3 outlets: Evening Post ¶ 4; Morning Sun searched in full, not in it; {nearest}.",
        ),
        (
            "thanked the town for its help Union Ann Lee, in the words of Morning Sun",
            " · ",
            "in 1 of 3 outlets: Morning Sun ¶ 3; Evening Post searched in full, not in it.",
        ),
        (
            "he could not feed his children speaker not named, in the words of Morning Sun",
            " · ",
            "in 1 of 3 outlets: Morning Sun ¶ 2; Evening Post searched in full, not in it.",
        ),
    ]
    assert lists(sun)[0][0] == (
        "The offer is fair. It stays on the table. Board Bo Carr · in 2 of 3 outlets: The Courier ¶ 4, Evening Post "
        "¶ 3."
    )
    assert [one.text for one in post.all("h4")] == ["What Evening Post alone carries"]


def test_what_it_alone_carries_says_what_was_searched(client: Client, harbour: Story) -> None:
    _, post, sun = opened(client, harbour, "brief").all(".brief-outlet")
    assert plain(post.all(".brief-summary")[1]) == (
        "Each in 1 of 3 outlets: the full texts of The Courier and Morning Sun were searched."
    )
    assert lists(post)[1] == ["This union is reckless & selfish. Board Bo Carr: Evening Post ¶ 4."]
    assert len(lists(sun)[1]) == 2


def test_links_lead_to_the_passage_and_to_what_comes_nearest(client: Client, harbour: Story) -> None:
    item = opened(client, harbour, "brief").all(".brief-item")[0]
    address = harbour.get_absolute_url()
    links = [one.attributes["href"] for one in item.all("a")]
    assert links == [f"{address}?point=3#a2-p3", f"{address}?point=3#a1-nearest"]
    for link in links:
        beside = read_html(client.get(link).content.decode())
        assert len(beside.all(f"#{link.partition('#')[2]}")) == 1


def test_nothing_is_called_missing_or_alone_that_could_not_be_looked_for(client: Client, harbour: Story) -> None:
    morning = Version.objects.get(article__outlet__name="Morning Sun")
    silent = Coverage.objects.filter(version=morning, status=Status.ABSENT)
    assert silent.count() == 2
    silent.update(status=Status.UNREADABLE)
    morning.complete = False
    morning.save()
    harbour.comparison.points.update(only_in=None)  # type: ignore[union-attr]
    page = opened(client, harbour, "brief")
    assert "3 outlets checked, 2 with a full text; incomplete: Morning Sun." in plain(page.one(".sheet-facts"))
    _, post, sun = page.all(".brief-outlet")
    assert plain(sun.all(".brief-summary")[0]).endswith("Its text is incomplete: nothing follows from what it lacks.")
    assert plain(sun.one(".brief-unsure")) == "2 points could not be looked for (text incomplete): 2 and 3."
    assert "Nothing: no point" in sun.one(".brief-none").text
    assert [one.text for one in post.all("h4")] == ["Found in no other, but in doubt"]
    (doubtful,) = lists(post)[1]
    assert doubtful.partition(" · ")[2] == (
        "in 1 of 3 outlets: Evening Post ¶ 4; The Courier searched in full, not in it; Morning Sun: text incomplete."
    )


def test_one_outlet_is_chosen_and_its_own_choice_hides_no_points(client: Client, harbour: Story) -> None:
    page = opened(client, harbour, "brief", "outlet=the-courier")
    assert [one.text for one in page.all(".brief-outlet h3")] == ["A reader of only The Courier would not know"]
    assert page.one(".count strong").text.replace("\u00a0", " ") == "5 of 5 points"
    choices = page.all(".brief-choices a")
    assert [(one.text, one.attributes.get("aria-current")) for one in choices] == [
        ("All", None), ("The Courier", "true"), ("Evening Post", None), ("Morning Sun", None),
    ]  # fmt: skip
    assert [one.attributes["href"] for one in choices[:2]] == ["?#comparison", "?outlet=the-courier#comparison"]


def test_filters_narrow_the_points(client: Client, harbour: Story) -> None:
    page = opened(client, harbour, "brief", "side=Harbour+Board&outlet=morning-sun")
    assert [len(one) for one in lists(page.one(".brief-outlet"))] == [2]
    assert opened(client, harbour, "brief", "q=zeppelin").one(".nothing").text.startswith("No point fits all")


def test_every_text_is_named_with_its_address_and_hash(client: Client, harbour: Story) -> None:
    version = Version.objects.get(article__outlet__name="The Courier")
    version.article.url = "https://courier.example/strike"
    version.article.save()
    sources = opened(client, harbour, "brief").one(".brief-sources")
    lines = [one.text for one in sources.all("li")]
    assert [link.attributes["href"] for link in sources.all("a")] == ["https://courier.example/strike"]
    assert f"SHA-256 {hashlib.sha256(version.text.encode()).hexdigest()}" in lines[0]
    assert version.sha256 in lines[0]
    assert "No address given." in lines[1]
    assert harbour.comparison is not None
    assert f"comparison {harbour.comparison.fingerprint}" in sources.text
    assert f"http://testserver{harbour.get_absolute_url()}brief/" in sources.text


@pytest.mark.django_db
def test_of_many_outlets_each_has_its_first_points_and_leads_to_all(client: Client) -> None:
    story = long_story(10, 40)
    part = opened(client, story, "brief").all(".brief-outlet")[0]
    assert len(lists(part)[0]) == 8
    more = part.one(".brief-more a")
    assert more.text == "12 more: the whole brief of Outlet 0"
    whole = opened(client, story, "brief", more.attributes["href"].partition("#")[0].removeprefix("?"))
    assert len(lists(whole.one(".brief-outlet"))[0]) == 20
    assert "4 others searched in full" not in plain(part)
    assert "in 5 of 10 outlets: Outlet 1 ¶ 2, Outlet 3 ¶ 2, Outlet 5 ¶ 2, Outlet 7 ¶ 2 and 1 more" in plain(part)


@pytest.mark.django_db
def test_copies_counted_once_are_one_origin(client: Client) -> None:
    story = stored(STORY)
    each, once = (opened(client, story, "brief", query) for query in ("", "copies=once"))
    assert len(each.all(".brief-outlet")) == 5
    assert [one.one("h3").text for one in once.all(".brief-outlet")] == [
        "A reader of only Express (and 2 copies) would not know",
        "A reader of only The Herald would not know",
        "A reader of only The National would not know",
    ]
    assert "3 origins checked" in plain(once.one(".sheet-facts"))


@pytest.mark.django_db
def test_a_story_without_statements_says_so(client: Client) -> None:
    page = opened(client, store("Calm", [Piece("The Courier", "The sea is calm.")], SIDES), "brief")
    assert page.one(".nothing").text.startswith("No statement was found in these articles.")
    assert len(page.all(".brief-sources li")) == 1


@pytest.mark.django_db
def test_no_more_of_an_unlicensed_text_than_its_passages(client: Client) -> None:
    words = "We will fight. " * 40
    story = store("Long", [Piece("The Courier", f"Ann Lee said: “{words}”", [Said("fight", words.strip(), "Ann Lee")])])
    Outlet.objects.update(licensed=False)
    quoted = opened(client, story, "brief").one(".brief-words").text
    assert len(quoted) < 200
    assert quoted.endswith("…")
