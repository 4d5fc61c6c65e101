"""Near copies are told from reports of the same event, on made texts (copies.json) and on the real ones beside them."""

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from articles.analysis.copies import LEAST_WORDS, RUN, Shared, agency_named, length, origins_of, shared, traces

MADE = json.loads(Path(__file__).with_name("copies.json").read_text(encoding="utf-8"))
PAIRS = {pair["name"]: pair for pair in MADE["pairs"]}
SHARED_FOLDER = Path(__file__).resolve().parents[4] / "shared"

word = st.text(alphabet="abcdefghij", min_size=3, max_size=6)
long_text = st.lists(word, min_size=LEAST_WORDS, max_size=160).map(" ".join)
any_text = st.text(max_size=200) | long_text


@pytest.mark.parametrize("name", PAIRS)
def test_made_pairs(name: str) -> None:
    pair: dict[str, Any] = PAIRS[name]
    first, second = MADE["texts"][pair["first"]], MADE["texts"][pair["second"]]

    found = shared(first, second).are_copies

    if "known_failure" in pair:
        assert found != pair["copies"], "judged rightly: take the mark away"
    else:
        assert found == pair["copies"]


@pytest.mark.parametrize("name", [name for name, pair in PAIRS.items() if pair["copies"]])
def test_copies_have_traces_in_common(name: str) -> None:
    texts = (MADE["texts"][PAIRS[name][which]] for which in ("first", "second"))
    ours, theirs = (set(traces(text)) for text in texts)
    assert len(ours & theirs) >= 0.1 * min(len(ours), len(theirs))


def test_real_reports_of_one_event_are_no_copies(seed_files: tuple[Path, ...]) -> None:
    stories = [[file.read_text(encoding="utf-8") for file in seed_files]]
    if (SHARED_FOLDER / "stories").is_dir():  # not everywhere: the texts belong to their publishers
        folders = sorted((SHARED_FOLDER / "stories").iterdir())
        stories += [[file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.txt"))] for folder in folders]
    found = [shared(*pair) for texts in stories for pair in combinations(texts, 2)]
    assert max(max(one.first, one.second) for one in found) < 0.5


def test_what_is_shared_is_counted_by_words() -> None:
    ours = " ".join(f"word{number}" for number in range(100))
    theirs = " ".join([*(f"word{number}" for number in range(60)), *(f"other{number}" for number in range(20))])
    assert shared(ours, theirs) == Shared(0.6, 0.75)


def test_a_run_shorter_than_five_words_is_not_shared() -> None:
    filler = [f"word{number}" for number in range(LEAST_WORDS)]
    four, five = "we will never ever".split(), "we will never ever go".split()
    assert shared(" ".join(filler + four), " ".join(four + [f"x{n}" for n in range(LEAST_WORDS)])).first == 0.0
    found = shared(" ".join(filler + five), " ".join(five + [f"x{n}" for n in range(LEAST_WORDS)]))
    assert found.first == RUN / (LEAST_WORDS + RUN)


@given(any_text, any_text)
def test_shares_are_from_0_to_1_and_the_same_both_ways(first: str, second: str) -> None:
    found = shared(first, second)
    assert 0.0 <= found.first <= 1.0
    assert 0.0 <= found.second <= 1.0
    assert shared(second, first) == Shared(found.second, found.first)


@given(any_text)
def test_a_text_is_a_copy_of_itself_unless_it_is_short(text: str) -> None:
    whole = float(length(text) >= LEAST_WORDS)
    assert shared(text, text) == Shared(whole, whole)
    assert bool(traces(text)) == bool(whole)


@given(long_text, st.integers(LEAST_WORDS, 160))
def test_a_text_cut_at_the_end_stands_wholly_in_the_longer_one(text: str, words: int) -> None:
    cut = " ".join(text.split()[:words])
    assume(length(cut) >= LEAST_WORDS)
    assert shared(cut, text).first == 1.0


@given(long_text, long_text, long_text)
def test_sixteen_words_in_a_row_leave_a_trace_in_both(before: str, common: str, after: str) -> None:
    run = " ".join(common.split()[:16])
    assert set(traces(f"{before} {run}")) & set(traces(f"{run} {after}"))


@given(st.lists(st.integers(1, 50), min_size=1, max_size=8), st.data())
def test_every_text_has_an_origin_that_is_its_own(lengths: list[int], data: st.DataObject) -> None:
    keys = {str(number): words for number, words in enumerate(lengths)}
    common = {pair: data.draw(st.floats(0, 1)) for pair in [(a, b) for a in keys for b in keys if a != b]}
    found = origins_of(keys, common)
    assert list(found) == list(keys)
    assert all(found[full] == full for full in found.values())
    assert all(keys[key] <= keys[full] for key, full in found.items())


def test_one_short_piece_in_two_long_ones_does_not_join_them() -> None:
    common = {("short", "one"): 0.9, ("short", "two"): 1.0, ("one", "short"): 0.3, ("two", "short"): 0.3}
    assert origins_of({"one": 300, "short": 80, "two": 290}, common) == {"one": "one", "short": "two", "two": "two"}


def test_of_equal_texts_the_first_stands_for_all() -> None:
    common = {(a, b): 1.0 for a in "abc" for b in "abc" if a != b}
    assert origins_of({"a": 90, "b": 90, "c": 90}, common) == {"a": "a", "b": "a", "c": "a"}


@pytest.mark.parametrize(
    ("byline", "text", "agency"),
    [
        ("By Ann Roe, PA", "The ferry sails.", "PA"),
        ("Press Association", "The ferry sails.", "PA"),
        ("", "LONDON (Reuters) - The ferry sails.", "Reuters"),
        ("", "WASHINGTON (AP) — The ferry sails.", "AP"),
        ("", "The ferry sails.\n\nAgence France-Presse\n", "AFP"),
        ("Reuters", "WASHINGTON (AP) — The ferry sails.", None),
        ("", "The ferry sails.\n\nPhoto: Reuters", None),
        ("", "The ferry sails, Reuters reports, and the crew of it is glad of that.", None),
        ("By Pat Apple", "", None),
    ],
)
def test_the_agency_that_a_text_names(byline: str, text: str, agency: str | None) -> None:
    assert agency_named(text, byline) == agency
