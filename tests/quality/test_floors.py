"""Floors only fall with a written reason."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.quality.floors import FILE, Floor, floors_from, highest_committed, lowered_without_reason
from tests.quality.table import PAGE, with_table

REASON = "The gold of two articles was mended, and both now count two statements more."


def test_no_floor_of_this_project_fell_without_a_reason(root: Path, floors: dict[str, Floor]) -> None:
    assert lowered_without_reason(floors, highest_committed(root)) == []


def test_every_floor_was_reached(floors: dict[str, Floor]) -> None:
    assert [key for key, floor in floors.items() if not floor.holds(floor.reached)] == []


def test_the_documented_figures_are_those_of_the_floors(floors: dict[str, Floor]) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == with_table(page, floors), "run python -m tests.quality.pin none"


def entry(floor: float, **more: Any) -> dict[str, Any]:
    return {"floor": floor, "reached": floor, "date": "2026-11-22", **more}


def faults(now: dict[str, dict[str, Any]], highest: dict[str, float]) -> int:
    return len(lowered_without_reason(floors_from(json.dumps(now)), highest))


def lowering(to: float, reason: str = REASON) -> dict[str, Any]:
    return {"from": 0.9, "to": to, "date": "2026-11-22", "reason": reason}


def test_a_floor_may_rise_and_a_new_one_may_come() -> None:
    assert faults({"a.x": entry(0.9), "a.y": entry(0.1)}, {"a.x": 0.8}) == 0


def test_a_lower_floor_needs_a_reason_that_is_about_this_fall() -> None:
    assert faults({"a.x": entry(0.8)}, {"a.x": 0.9}) == 1
    assert faults({"a.x": entry(0.8, lowered=[lowering(0.8)])}, {"a.x": 0.9}) == 0
    assert faults({"a.x": entry(0.8, lowered=[lowering(0.8, "later")])}, {"a.x": 0.9}) == 1
    assert faults({"a.x": entry(0.7, lowered=[lowering(0.8)])}, {"a.x": 0.9}) == 1


def test_a_floor_that_is_gone_is_told() -> None:
    assert faults({}, {"a.x": 0.9}) == 1


def test_where_less_is_better_a_rise_is_the_fall() -> None:
    assert faults({"a.traps": entry(1, most=True)}, {"a.traps": 0}) == 1
    assert Floor(0, 0, "", most=True).holds(0)
    assert not Floor(0, 0, "", most=True).holds(1)


def test_the_strictest_floor_of_all_commits_counts(tmp_path: Path) -> None:
    def commit(floor: float) -> None:
        file.write_text(json.dumps({"a.x": entry(floor)}))
        for arguments in (["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"]):
            subprocess.run(["git", "-C", str(tmp_path), *arguments], check=True)

    file = tmp_path / "floors.json"
    subprocess.run(["git", "-C", str(tmp_path), "init", "-q"], check=True)
    for floor in (0.5, 0.9, 0.7):
        commit(floor)
    assert highest_committed(tmp_path, file) == {"a.x": 0.9}


def test_without_history_nothing_is_compared(tmp_path: Path) -> None:
    assert highest_committed(tmp_path, tmp_path / "floors.json") == {}


@pytest.mark.parametrize("key", ["floor", "reached", "date"])
def test_every_entry_is_whole(key: str) -> None:
    assert all(key in values for values in json.loads(FILE.read_text(encoding="utf-8")).values())
