"""What the commands of the language core give, key by key; no database is there to be reached."""

import gzip
import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.integration.contract import ANALYSE, COMPARE, EXTRACT, GROUP, PREDICTIONS, faults, inconsistencies

ROOT = Path(__file__).resolve().parents[2]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))

PIER = (
    "Pier shut after storm\n\n"
    "Labour councillor Mara Delling said the sale was a costly mistake.\n\n"
    "Advertisement\n\n"
    "“We will not leave the quay,” claimed Unite organiser Tobias Ferne. The union slammed the plan.\n\n"
    "“It is our pier,” Delling said.\n"
)
QUAY = "Labour councillor Mara Delling said the sale was a costly mistake.\n\nThe pier closed on Friday.\n"
HAFEN = "Der Hafen bleibt geschlossen, weil der Sturm die Mole beschädigt hat.\n\nDie Stadt berät am Montag.\n"
PAGE = (
    "<html lang='en'><head><title>Pier shut</title></head><body><article><h1>Pier shut</h1>"
    + "".join(f"<p>The council said on day {n} that the old pier by the river would stay closed.</p>" for n in range(6))
    + "</article></body></html>"
)


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command as a person runs it, with a database that cannot be reached and a folder where none may be made."""
    data = folder / "data"
    data.mkdir(exist_ok=True)
    environment = {
        "PARALLAX_DATA": str(data), "PARALLAX_SECRET_KEY": "only for this test",
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        cwd=folder, env=os.environ | environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert list(data.iterdir()) == []
    return done


def evaluated(monkeypatch: pytest.MonkeyPatch, folder: Path, *arguments: str) -> Any:  # noqa: ANN401  # JSON
    """What ``evaluate`` gives in this process, where no test without a mark reaches the database."""
    monkeypatch.chdir(folder)
    out, err = StringIO(), StringIO()
    call_command("evaluate", *arguments, stdout=out, stderr=err)
    return json.loads(out.getvalue())


def output(done: subprocess.CompletedProcess[str]) -> Any:  # noqa: ANN401  # JSON, held against the contract
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("pier.txt", PIER), ("quay.txt", QUAY), ("hafen.txt", HAFEN)):
        (tmp_path / name).write_bytes(text.encode())
    return tmp_path


def test_the_seeds_compared_keep_the_contract(tmp_path: Path) -> None:
    texts = {str(path): path.read_bytes().decode("utf-8") for path in SEEDS}

    result = output(run(tmp_path, "compare", "--no-headline", *texts, "--format", "json"))

    assert faults(result, COMPARE) == []
    assert inconsistencies(result, texts) == []
    assert all(article["language"] == "en" and article["headline"] is None for article in result["articles"])
    assert sum(len(article["statements"]) for article in result["articles"]) > 20
    assert any(cell["nearest"] for point in result["points"] for cell in point["coverage"].values())
    assert any(article["boilerplate"] for article in result["articles"])


def test_made_articles_compared_keep_the_contract(folder: Path) -> None:
    texts = {"./pier.txt": PIER, str(folder / "quay.txt"): QUAY, "hafen.txt": HAFEN}

    result = output(run(folder, "compare", *texts))

    assert faults(result, COMPARE) == []
    assert inconsistencies(result, texts) == []
    pier, quay, hafen = result["articles"]
    assert [a["language"] for a in result["articles"]] == ["en", "en", None]
    assert (PIER[slice(*pier["headline"])], quay["headline"], hafen["headline"]) == (
        "Pier shut after storm",
        None,
        None,
    )
    assert [PIER[slice(*span)] for span in pier["boilerplate"]] == ["Advertisement"]
    assert [PIER[slice(*span)] for span in pier["sentences"]] == [
        "Pier shut after storm", "Labour councillor Mara Delling said the sale was a costly mistake.",
        "“We will not leave the quay,” claimed Unite organiser Tobias Ferne.", "The union slammed the plan.",
        "“It is our pier,” Delling said.",
    ]  # fmt: skip
    assert hafen["statements"] == []


def test_framing_counts_voices_verbs_and_words(folder: Path) -> None:
    framing = output(run(folder, "compare", "pier.txt", "quay.txt"))["framing"]

    assert {key: framing["pier.txt"][key] for key in ("words", "words_quoted", "words_own", "paragraphs")} == {
        "words": 37, "words_quoted": 10, "words_own": 27, "paragraphs": 5,
    }  # fmt: skip
    keys = ("words", "statements", "first_paragraph", "paragraphs")
    speakers = {row["speaker"]: [row[key] for key in keys] for row in framing["pier.txt"]["speakers"]}
    assert speakers["Mara Delling"] == [10, 2, 2, 2]
    assert speakers["Tobias Ferne"] == [6, 1, 4, 1]
    sides = {row["side"]: [row[key] for key in keys] for row in framing["pier.txt"]["sides"]}
    assert sides["Labour"] == [10, 2, 2, 2]
    shares = [row["share"] for row in framing["pier.txt"]["sides"]]
    assert sum(shares) == pytest.approx(1, abs=0.001)
    assert framing["pier.txt"]["verbs"]["doubting"] == 1
    assert framing["quay.txt"]["verbs"] == {"neutral": 1, "doubting": 0, "heated": 0}
    assert framing["quay.txt"]["points_alone"] == 0
    assert framing["quay.txt"]["points_missing"] == framing["pier.txt"]["points_alone"] > 0


def test_analyse_tells_of_each_file_by_itself(folder: Path) -> None:
    done = run(folder, "analyse", "hafen.txt", "./pier.txt")

    result = output(done)
    assert faults(result, ANALYSE) == []
    assert [article["file"] for article in result["articles"]] == ["hafen.txt", "./pier.txt"]
    assert done.stderr.splitlines() == ["Reading 1 of 2: hafen.txt", "Reading 2 of 2: ./pier.txt"]


def test_evaluate_needs_no_database(folder: Path) -> None:
    (folder / "rows.jsonl").write_text(json.dumps(ROWS["grouping"][0]), encoding="utf-8")

    done = run(folder, "evaluate", "grouping", "rows.jsonl")

    assert output(done)["rows"] == 1
    assert done.stderr.splitlines() == ["1 of 1 rows"]


def test_group_and_extract_keep_the_contract(folder: Path) -> None:
    rows = [{"id": str(n), "title": "Pier", "text": QUAY, "date": f"2026-03-0{n}", "outlet": "A"} for n in (3, 1, 2)]
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (folder / "page.html").write_text(PAGE, encoding="utf-8")

    grouped = output(run(folder, "group", "rows.jsonl", "--format", "json"))
    extracted = output(run(folder, "extract", "page.html", "--format", "json"))

    assert faults(grouped, GROUP) == []
    assert sorted(i for story in grouped["stories"] for i in story["articles"]) == ["1", "2", "3"]
    assert faults(extracted, EXTRACT) == []


ROWS: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    # a row without a label, the label, and a key that no row can do without
    "attribution": (
        {"id": "1", "text": PIER},
        {"attributions": [{"content": [[43, 60]], "cue": [[54, 58]], "source": [[0, 5]], "quoted": False}]},
        "text",
    ),
    "stance_stories": (
        {"story": "1", "outlet": "A", "title": "Pier", "sentences": {"0": "Delling slammed Ferne."}},
        {"stances": [{"sentence": "0", "subject": "Delling", "sentiment": "NEG", "object": "Ferne"}]},
        "sentences",
    ),
    "target_tone": (
        {"sentence": "Ferne is a fraud.", "start": 0, "end": 5, "target": "Ferne"},
        {"polarity": "negative"},
        "sentence",
    ),
    "loaded_wording": (
        {"sentence": "The radical mob rages.", "outlet": "A"}, {"loaded": True, "words": ["radical"]}, "sentence",
    ),
    "same_statement": (
        {"question": "Why?", "answers": [{"text": "to save money", "url": ""}, {"text": "it was old"}]},
        {"answers": [{"text": "to save money", "cluster": 1}, {"text": "it was old", "cluster": 2}]},
        "answers",
    ),
    "grouping": (
        {"id": "1", "date": "2026-03-01T08:00:00", "outlet": "A", "title": "Pier", "text": QUAY},
        {"story": "x"},
        "date",
    ),
}  # fmt: skip


@pytest.mark.parametrize("task", ROWS)
def test_evaluate_predicts_a_line_a_row_with_labels_or_without(
    folder: Path, task: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, label, needed = ROWS[task]
    second = row | ({"id": "2"} if task == "grouping" else {})
    (folder / "none.jsonl").write_text(f"{json.dumps(row)}\n{json.dumps(second)}\n", encoding="utf-8")
    (folder / "some.jsonl").write_text(f"{json.dumps(row)}\n{json.dumps(second | label)}\n", encoding="utf-8")
    bad = {key: value for key, value in second.items() if key != needed}
    (folder / "bad.jsonl").write_text(f"{json.dumps(row)}\n{json.dumps(bad)}\n", encoding="utf-8")

    none = evaluated(monkeypatch, folder, task, "none.jsonl", "--predictions", "none.out")
    some = evaluated(monkeypatch, folder, task, "some.jsonl", "--predictions", "some.out")
    with pytest.raises(CommandError, match=r"^In line 2 of bad\.jsonl, [^\n]*\.$"):
        evaluated(monkeypatch, folder, task, "bad.jsonl", "--predictions", "bad.out")

    assert [none.pop(key) for key in ("task", "rows", "labelled")] == [task, 2, 0]
    assert set(none.values()) == {None}
    assert [some[key] for key in ("task", "rows", "labelled")] == [task, 2, 1]
    assert all(isinstance(value, int | float) for key, value in some.items() if key != "task")
    lines = [json.loads(line) for line in (folder / "none.out").read_text("utf-8").splitlines()]
    assert len(lines) == 2
    assert [fault for line in lines for fault in faults(line, PREDICTIONS[task])] == []
    assert (folder / "some.out").read_bytes() == (folder / "none.out").read_bytes()
    assert not (folder / "bad.out").exists()


def test_evaluate_takes_folders_of_pages_and_of_stories(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "pages").mkdir()
    (folder / "pages" / "a.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    story = folder / "stories" / "01"
    story.mkdir(parents=True)
    (story / "east.txt").write_text(PIER, encoding="utf-8")
    (story / "west.txt").write_text(QUAY, encoding="utf-8")

    for task, place in (("extraction", "pages"), ("stories", "stories")):
        figures = evaluated(monkeypatch, folder, task, place, "--predictions", f"{task}.out")
        assert [figures.pop(key) for key in ("task", "rows", "labelled")] == [task, 1, 0]
        assert set(figures.values()) == {None}
        (line,) = (folder / f"{task}.out").read_text("utf-8").splitlines()
        assert faults(json.loads(line), PREDICTIONS[task]) == []
        if task == "stories":
            assert inconsistencies(json.loads(line), {"east": PIER, "west": QUAY}) == []
