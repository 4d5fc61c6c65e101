"""Frozen comparisons: made once, opened unchanged whatever comes after, and verified byte for byte."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django.fixtures import Settings

from articles.comparison import Filters, story_page
from articles.comparison.tabs import MATRIX
from articles.freezing.codec import canonical
from articles.models import Comparison, Freeze, Outlet, Reading, Role, Side, Story, Version
from articles.pipeline import analyse_story
from articles.rulings import Passage, SpeakerIs
from tests.factories import StoryFactory, UserFactory, VersionFactory
from tests.integration.desk.conftest import person
from tests.integration.pages.reading import Element, read_html
from tests.integration.rulings.harbour import ruled
from tests.stories import harbour_story


def freeze(client: Client, story: Story, query: str = "") -> Freeze:
    response = client.post(f"{story.get_absolute_url()}freeze/", {"query": query})
    assert response.status_code == 302
    return Freeze.objects.get(sha256=response["Location"].split("/")[2])


def main_of(client: Client, frozen: Freeze) -> Element:
    response = client.get(frozen.get_absolute_url())
    assert response.status_code == 200
    return read_html(response.content.decode()).one("main")


def told(capsys: pytest.CaptureFixture[str], digits: str) -> tuple[int, list[str]]:
    """The exit code of ``verify`` and all that it says."""
    try:
        call_command("verify", digits)
        code, error = 0, ""
    except CommandError as raised:
        code, error = raised.returncode, str(raised)
    return code, [*capsys.readouterr().out.splitlines(), *([error] if error else [])]


def rewritten(frozen: Freeze, change: Any) -> Freeze:  # noqa: ANN401 - a function on the document
    """A copy of a frozen comparison with another content, under the hash of that."""
    data = json.loads(frozen.document)
    change(data)
    content = canonical(data)
    return Freeze.objects.create(
        sha256=hashlib.sha256(content).hexdigest(),
        title="Rewritten",
        document=content.decode(),
        frozen_by=frozen.frozen_by,
    )


def rule_on_a_speaker(story: Story, name: str) -> None:
    story.refresh_from_db()
    assert story.comparison
    statement = story.comparison.statements.order_by("pk")[0]
    what = SpeakerIs(Passage.parse(f"{statement.version_id}:{statement.start}-{statement.end}"), name)
    ruled(story, what, person(f"editor of {name}", Role.EDITOR))


def test_what_is_frozen_is_a_document_under_its_hash(story: Story, mara: Client) -> None:
    frozen = freeze(mara, story)
    assert hashlib.sha256(frozen.document.encode()).hexdigest() == frozen.sha256
    data = json.loads(frozen.document)
    assert canonical(data).decode() == frozen.document
    assert list(data) == ["analysis", "format", "found", "given", "story", "view"]
    texts = list(Version.objects.order_by("pk").values_list("text", "sha256"))
    assert [(one["text"], one["sha256"]) for one in data["given"]["articles"]] == texts
    assert len(data["found"]["comparison"]["points"]) == story.comparison.points.count()  # type: ignore[union-attr]


def test_the_same_comparison_is_kept_once_and_another_view_of_it_apart(story: Story, mara: Client) -> None:
    first, again = freeze(mara, story), freeze(mara, story, "?point=1")
    narrowed = freeze(mara, story, "?speaker=Tom+Reed")
    assert first.pk == again.pk != narrowed.pk
    assert Freeze.objects.count() == 2
    view = json.loads(narrowed.document)["view"]
    assert (view["query"], view["filters"], len(view["points"])) == ("?speaker=Tom+Reed", "Speaker: Tom Reed", 1)


def test_the_page_is_that_of_the_document_whatever_comes_after(story: Story, mara: Client) -> None:
    frozen = freeze(mara, story)
    before = main_of(mara, frozen).text
    rule_on_a_speaker(story, "Somebody Else")
    article = story.articles.get(outlet__name="Bay News")
    VersionFactory(article=article, number=2, text="All is new, and nobody says a word.")
    Side.objects.create(name="Harbour", short_name="Harb", colour="blue")
    analyse_story(story.pk)
    Reading.objects.all().delete()
    assert main_of(mara, frozen).text == before
    assert "Somebody Else" not in before


def test_it_shows_findings_and_each_point_beside_the_outlets(story: Story, mara: Client) -> None:
    main = main_of(mara, freeze(mara, story))
    rows = story_page(story, Filters({}), view=MATRIX)
    assert rows
    assert [one.one("h3").text.partition(" ")[0] for one in main.all(".frozen-point")] == [
        str(point.number) for point in rows.listed
    ]
    assert [one.text for one in main.all(".frozen-findings li .frozen-said")] == [f.text for f in rows.rows.findings]
    shared = next(one for one in main.all(".frozen-point") if "not risk a single boat" in one.one("h3").text)
    assert [cell.one("h4").text for cell in shared.all(".frozen-cell")] == [
        "● Bay News word for word, quoted directly",
        "● The Herald word for word, quoted directly",
    ]
    assert [cell.one(".frozen-text").text.rstrip(",.") for cell in shared.all(".frozen-cell")] == [
        "The harbour is not safe and we will not risk a single boat"
    ] * 2
    alone = next(one for one in main.all(".frozen-point") if "disgraceful" in one.one("h3").text)
    assert alone.all(".frozen-cell")[1].one("h4").text == "○ The Herald does not have it"
    assert alone.all(".frozen-cell")[1].all(".quiet")[0].text.startswith("Full text searched, ")


def test_it_verifies_byte_for_byte_after_a_forced_analysis(
    story: Story, mara: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    rule_on_a_speaker(story, "Mary Field")
    story.refresh_from_db()
    frozen = freeze(mara, story)
    Reading.objects.all().delete()
    Comparison.objects.all().delete()
    analyse_story(story.pk)
    code, lines = told(capsys, frozen.sha256)
    points = len(json.loads(frozen.document)["found"]["comparison"]["points"])
    assert code == 0
    assert lines[-1].startswith(f"{frozen.sha256}: Byte for byte the same: {points} points, ")
    assert freeze(mara, Story.objects.get(pk=story.pk)).pk == frozen.pk
    assert told(capsys, frozen.sha256[:12])[0] == 0


def test_rulings_of_later_do_not_count_and_those_of_then_do(
    story: Story, mara: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    rule_on_a_speaker(story, "Mary Field")
    frozen = freeze(mara, Story.objects.get(pk=story.pk))
    assert "1 ruling of editors counted: 1 on a speaker." in main_of(mara, frozen).text.replace("\u00a0", " ")
    rule_on_a_speaker(story, "Another Field")
    code, lines = told(capsys, frozen.sha256)
    assert (code, "Byte for byte the same" in lines[-1]) == (0, True)


def test_another_result_is_told_by_statement_and_point(
    story: Story, mara: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    def other(data: dict[str, Any]) -> None:
        found = data["found"]["comparison"]
        key = data["given"]["articles"][0]["key"]
        found["articles"][key]["statements"][0]["speaker"] = "Nobody"
        found["points"][0]["coverage"][key]["status"] = "partial"
        found["findings"] = found["findings"][1:]
        data["found"]["framing"][key]["words"] += 1

    frozen = rewritten(freeze(mara, story), other)
    code, lines = told(capsys, frozen.sha256)
    assert code == 1
    assert next(line for line in lines if line.startswith("Statement ")).endswith(
        "in Bay News: speaker was Nobody, is now Maria Field."
    )
    (point,) = [line for line in lines if line.startswith("Point 1 ")]
    assert "coverage in Bay News was partial" in point
    assert next(line for line in lines if line.startswith("Finding ")).endswith(" is new.")
    (reading,) = [line for line in lines if line.startswith("The reading of Bay News")]
    assert "framing, words was " in reading
    assert lines[-1] == f"{frozen.sha256}: Not the same: 4 differences."


def test_an_altered_document_or_text_is_told(story: Story, mara: Client, capsys: pytest.CaptureFixture[str]) -> None:
    frozen = freeze(mara, story)
    Freeze.objects.filter(pk=frozen.pk).update(document=frozen.document.replace("single boat", "simple boat"))
    code, lines = told(capsys, frozen.sha256)
    assert code == 1
    assert lines[0].startswith("The document was altered after it was frozen: its hash is ")
    assert any(line.startswith("The frozen text of Bay News does not have the hash") for line in lines)

    Freeze.objects.filter(pk=frozen.pk).update(document=frozen.document)
    bay = Version.objects.get(article__outlet__name="Bay News")
    Version.objects.filter(pk=bay.pk).update(text=bay.text + "x")
    code, lines = told(capsys, frozen.sha256)
    assert (code, lines[0]) == (
        1,
        "The text of Bay News that is stored here was altered: it does not have its own hash any more.",
    )


def test_a_text_that_is_gone_here_is_read_from_the_document(
    story: Story, mara: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    frozen = freeze(mara, story)
    story.articles.get(outlet__name="Bay News").delete()
    story.delete()
    code, lines = told(capsys, frozen.sha256)
    assert code == 0
    assert lines[0] == "The text of Bay News is not stored here any more; the frozen one was read."
    assert main_of(mara, frozen).one("h1").text == "Harbour shut"


@pytest.mark.parametrize("digits", ["0" * 64, "nonsense", "ab", "%", ""])
@pytest.mark.django_db
def test_an_unknown_hash_gets_one_sentence(capsys: pytest.CaptureFixture[str], digits: str) -> None:
    code, lines = told(capsys, digits)
    assert (code, len(lines)) == (1, 1)
    assert lines[0].startswith(f"No frozen comparison has the hash {digits!r}: copy it")


def test_a_document_of_another_release_says_so(story: Story, mara: Client, capsys: pytest.CaptureFixture[str]) -> None:
    frozen = rewritten(freeze(mara, story), lambda data: data.update(format="parallax-freeze/9"))
    code, lines = told(capsys, frozen.sha256)
    assert code == 1
    assert lines[0].startswith("The frozen comparison is of the form 'parallax-freeze/9'")
    page = mara.get(frozen.get_absolute_url())
    assert page.status_code == 200
    assert "of the form" in page.content.decode()


@pytest.mark.django_db
def test_a_comparison_that_is_behind_its_story_is_not_frozen(mara: Client, story: Story) -> None:
    VersionFactory(article=story.articles.first(), number=2, text="All is new.")
    response = mara.post(f"{story.get_absolute_url()}freeze/", {"query": ""})
    assert response.status_code == 409
    assert read_html(response.content.decode()).one(".lead").text.endswith("freeze it once it has been compared again.")
    waiting = StoryFactory(title="Not compared")
    assert mara.post(f"{waiting.get_absolute_url()}freeze/").status_code == 404
    assert mara.post(f"{harbour_story().get_absolute_url()}freeze/").status_code == 409
    assert Freeze.objects.count() == 0


def test_only_editors_freeze_and_whoever_may_read_opens(
    story: Story, mara: Client, client: Client, settings: Settings
) -> None:
    frozen, address = freeze(mara, story), f"{story.get_absolute_url()}freeze/"
    assert client.post(address)["Location"].startswith("/sign-in/")
    assert mara.get(address).status_code == 405
    assert "Frozen comparison" in main_of(client, frozen).text
    client.force_login(UserFactory())
    assert client.post(address).status_code == 403
    client.logout()
    settings.PARALLAX_READ = "login"
    for path in (frozen.get_absolute_url(), f"{frozen.get_absolute_url()}document.json"):
        assert client.get(path)["Location"].startswith("/sign-in/?next=/frozen/")


def test_the_menu_offers_the_button_to_editors_alone(story: Story, mara: Client, client: Client) -> None:
    for browser, buttons in ((mara, 1), (client, 0)):
        for view in ("", "matrix/"):
            page = read_html(browser.get(f"{story.get_absolute_url()}{view}?speaker=Tom+Reed").content.decode())
            assert len(page.all("#tool-freeze button")) == buttons
    freeze(mara, story)
    page = read_html(client.get(f"{story.get_absolute_url()}frozen/").content.decode())
    assert [one.text for one in page.all(".freezes code")] == [Freeze.objects.get().sha256]


def test_the_document_is_whole_only_for_who_may_read_whole_texts(story: Story, mara: Client, client: Client) -> None:
    frozen = freeze(mara, story)
    path = f"{frozen.get_absolute_url()}document.json"
    Outlet.objects.filter(name="The Herald").update(licensed=True)
    assert hashlib.sha256(mara.get(path).content).hexdigest() == frozen.sha256
    copy = json.loads(client.get(path).content)
    assert [bool(one["text"]) for one in copy["given"]["articles"]] == [False, True]
    assert copy["left_out"].startswith("The whole texts of Bay News, which are not licensed: sign in for the document")
    assert "closed the harbour after a night of storms" not in client.get(path).content.decode()
    Outlet.objects.update(licensed=True)
    assert hashlib.sha256(client.get(path).content).hexdigest() == frozen.sha256


@pytest.mark.django_db
def test_what_is_not_frozen_is_not_found(client: Client) -> None:
    for path in (f"/frozen/{'0' * 64}/", "/frozen/x/", f"/frozen/{'0' * 64}/document.json", "/stories/none/frozen/"):
        assert client.get(path).status_code == 404
    StoryFactory(title="Calm")
    page = read_html(client.get("/stories/calm/frozen/").content.decode())
    assert page.one(".lead").text.startswith("No comparison of this story is frozen yet.")


@pytest.mark.django_db
def test_a_document_of_the_first_release_opens_for_good(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    """Never write this file anew: documents like it are cited."""
    document = (Path(__file__).parent / "frozen.json").read_text(encoding="utf-8")
    sha256 = "27c05cbf9b9de33e270b2b328de26197a1564b42cd402e1bd5e3a1f2b4b1b028"
    assert hashlib.sha256(document.encode()).hexdigest() == sha256
    frozen = Freeze.objects.create(sha256=sha256, title="Kept", document=document, frozen_by=UserFactory())
    main = main_of(client, frozen)
    assert main.one("h1").text == "Harbour shut"
    assert [one.text for one in main.all(".frozen-article h3")] == ["Bay News", "The Herald"]
    assert len(main.all(".frozen-point")) == 3
    assert "could not be made again" not in " ".join(told(capsys, sha256)[1])


@pytest.mark.parametrize("key", ["given", "found"])
def test_a_document_that_cannot_be_read_says_so(
    story: Story, mara: Client, capsys: pytest.CaptureFixture[str], key: str
) -> None:
    frozen = rewritten(freeze(mara, story), lambda data: data.update({key: []}))
    assert told(capsys, frozen.sha256)[1][0].endswith("open it with the release that wrote it.")
    assert mara.get(frozen.get_absolute_url()).status_code == 200
