"""The commands of the language core as a person runs them: real processes, real files, no database."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]

HARBOUR = (
    "Pier shut for good\r\n\r\n"
    "Scottish Labour leader Mara Delling said the sale was “a costly mistake”.\r\n\r\n"
    "READ MORE: the storm in pictures\r\n\r\n"
    "“We will not leave 🚢 the quay,” said Unite organiser Tobias Ferne.\r\n"
)
QUAYSIDE = "Scottish Labour leader Mara Delling said the sale was “a costly mistake”.\n\nThe pier closed on Friday.\n"

STATEMENT_KEYS = [
    "id", "start", "end", "parts", "kind", "in_headline", "cue", "speaker_span", "speaker", "speaker_kind", "side",
    "stances", "stance", "target", "confidence", "rule",
]  # fmt: skip
POINT_KEYS = ["id", "gist", "kind", "speaker", "side", "stances", "stance", "target", "only_in", "coverage"]
FRAMING_KEYS = {
    "words", "words_quoted", "words_own", "sides", "speakers", "stances", "verbs", "loaded_own", "points_alone",
    "points_missing",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles of one story, the first with Windows line ends; ``data`` is where a database would be made."""
    (tmp_path / "harbour.txt").write_bytes(HARBOUR.encode())
    (tmp_path / "quayside.txt").write_bytes(QUAYSIDE.encode())
    (tmp_path / "data").mkdir()
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py in ``folder``, with the data folder of a new installation."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        cwd=folder,
        env=os.environ | {"PARALLAX_DATA": str(folder / "data"), "PARALLAX_SECRET_KEY": "only for this test"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert list((folder / "data").iterdir()) == []
    return done


def output(done: subprocess.CompletedProcess[str]) -> Any:  # noqa: ANN401  # JSON, asserted on by the tests
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def complaint(done: subprocess.CompletedProcess[str]) -> str:
    """The one line that a failed command prints, and nothing on stdout."""
    assert done.returncode != 0
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    return line


def test_analyse_gives_offsets_into_the_file_as_it_is(folder: Path) -> None:
    done = run(folder, "analyse", "harbour.txt", "--format", "json")

    (article,) = output(done)["articles"]
    assert list(article) == ["file", "language", "headline", "sentences", "boilerplate", "statements", "loaded"]
    assert (article["file"], article["language"]) == ("harbour.txt", "en")
    assert HARBOUR[slice(*article["headline"])] == "Pier shut for good"
    assert [HARBOUR[slice(*span)] for span in article["boilerplate"]] == ["READ MORE: the storm in pictures"]
    assert [list(statement) for statement in article["statements"]] == [STATEMENT_KEYS, STATEMENT_KEYS]
    assert [
        (HARBOUR[s["start"] : s["end"]], s["kind"], HARBOUR[slice(*s["cue"])], s["speaker"], s["side"])
        for s in article["statements"]
    ] == [
        ("the sale was “a costly mistake”", "mixed", "said", "Mara Delling", "Labour"),
        ("We will not leave 🚢 the quay,", "direct", "said", "Tobias Ferne", "Trade unions"),
    ]
    assert done.stderr.splitlines() == ["Reading 1 of 1: harbour.txt"]


def test_analyse_can_be_told_that_no_file_has_a_headline(folder: Path) -> None:
    (article,) = output(run(folder, "analyse", "harbour.txt", "--no-headline"))["articles"]

    assert article["headline"] is None
    assert HARBOUR[slice(*article["sentences"][0])] == "Pier shut for good"


def test_compare_gives_points_framing_and_findings_by_file_as_named(folder: Path) -> None:
    files = ["./harbour.txt", str(folder / "quayside.txt")]
    done = run(folder, "compare", *files, "--format", "json")

    result = output(done)
    assert list(result) == ["articles", "points", "framing", "findings"]
    assert [article["file"] for article in result["articles"]] == files
    assert list(result["framing"]) == files
    assert all(set(framing) >= FRAMING_KEYS for framing in result["framing"].values())
    assert [list(point) for point in result["points"]] == [POINT_KEYS, POINT_KEYS]
    assert [
        (p["kind"], p["speaker"], p["only_in"], [cell["status"] for cell in p["coverage"].values()])
        for p in result["points"]
    ] == [
        ("statement", "Mara Delling", None, ["verbatim", "verbatim"]),
        ("statement", "Tobias Ferne", files[0], ["verbatim", "absent"]),
    ]
    assert all(
        list(cell) == ["status", "statements", "spans", "nearest"]
        for point in result["points"]
        for cell in point["coverage"].values()
    )
    assert [list(finding) for finding in result["findings"]] == [["rank", "kind", "text", "evidence"]]
    assert [e["file"] for finding in result["findings"] for e in finding["evidence"]] == [files[0]]
    assert done.stderr.splitlines() == [f"Reading 1 of 2: {files[0]}", f"Reading 2 of 2: {files[1]}", "Comparing"]


def test_knowledge_can_be_replaced(folder: Path) -> None:
    knowledge = {"sides": [{"name": "Crews"}], "speakers": [{"name": "Tobias Ferne", "side": "Crews"}]}
    (folder / "known.json").write_text(json.dumps(knowledge), encoding="utf-8")

    (article,) = output(run(folder, "analyse", "harbour.txt", "--knowledge", "known.json"))["articles"]

    assert [statement["side"] for statement in article["statements"]] == [None, "Crews"]


def test_an_empty_file_is_an_article_without_statements(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")

    (article,) = output(run(folder, "analyse", "empty.txt"))["articles"]

    assert article | {"language": None} == {
        "file": "empty.txt", "language": None, "headline": None, "sentences": [], "boilerplate": [],
        "statements": [], "loaded": [],
    }  # fmt: skip


def test_a_missing_file_is_named(folder: Path) -> None:
    done = run(folder, "analyse", "nowhere.txt")

    assert complaint(done) == "CommandError: nowhere.txt cannot be read: No such file or directory."


def test_a_file_that_is_not_utf_8_is_named_with_the_place(folder: Path) -> None:
    (folder / "latin.txt").write_bytes("Café".encode("latin-1"))

    done = run(folder, "compare", "harbour.txt", "latin.txt")

    assert complaint(done) == "CommandError: latin.txt is not UTF-8 (byte 3): save it as UTF-8 and try again."


def test_one_file_is_nothing_to_compare(folder: Path) -> None:
    done = run(folder, "compare", "harbour.txt")

    assert complaint(done) == "CommandError: A comparison needs at least two files: name one more."


def test_a_file_named_twice_is_refused(folder: Path) -> None:
    done = run(folder, "compare", "harbour.txt", "harbour.txt")

    assert complaint(done) == "CommandError: A file is named twice: name each once."


def test_bad_knowledge_is_one_sentence(folder: Path) -> None:
    (folder / "known.json").write_text('{"speakers": [{"name": "A", "side": "B"}]}', encoding="utf-8")

    done = run(folder, "analyse", "harbour.txt", "--knowledge", "known.json")

    assert complaint(done) == "CommandError: known.json: The speaker 'A' names the side 'B', which is not listed."


def test_knowledge_that_is_no_json_is_named(folder: Path) -> None:
    (folder / "known.json").write_text("sides:", encoding="utf-8")

    line = complaint(run(folder, "analyse", "harbour.txt", "--knowledge", "known.json"))

    assert line.startswith("CommandError: known.json is not JSON: ")
