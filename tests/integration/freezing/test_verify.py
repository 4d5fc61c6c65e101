"""``manage.py verify``: byte for byte the same after whatever comes later, and what differs told."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from articles.models import Comparison, Freeze, Reading, Story, Version
from articles.pipeline import analyse_story
from tests.factories import UserFactory
from tests.integration.freezing.making import freeze, main_of, rewritten, rule_on_a_speaker


def told(capsys: pytest.CaptureFixture[str], digits: str) -> tuple[int, list[str]]:
    """The exit code of ``verify`` and all that it says."""
    try:
        call_command("verify", digits)
        code, error = 0, ""
    except CommandError as raised:
        code, error = raised.returncode, str(raised)
    return code, [*capsys.readouterr().out.splitlines(), *([error] if error else [])]


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
