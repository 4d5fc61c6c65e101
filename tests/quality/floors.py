"""The pinned floors: read, compared with what was ever committed, and raised when figures rise."""

import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("floors.json")
_LEAST_REASON = 30  # characters of a reason that says something


@dataclass(frozen=True, slots=True)
class Lowering:
    """One time that a floor was lowered, or given up (``to`` is None), and why."""

    origin: float
    to: float | None
    date: str
    reason: str


@dataclass(frozen=True, slots=True)
class Floor:
    """The least that a figure may be; ``most`` marks figures where less is better (traps taken)."""

    floor: float
    reached: float
    date: str
    most: bool = False
    lowered: tuple[Lowering, ...] = ()

    def holds(self, figure: float) -> bool:
        """Whether a figure is good enough."""
        return figure <= self.floor if self.most else figure >= self.floor

    def below(self, other: float) -> bool:
        """Whether this floor asks for less than ``other`` did."""
        return self.floor > other if self.most else self.floor < other


def floors_from(text: str) -> dict[str, Floor]:
    """The floors of a file's text by "task.figure"."""
    return {key: _floor(values) for key, values in json.loads(text).items()}


def _floor(values: Mapping[str, Any]) -> Floor:
    lowered = tuple(Lowering(e["from"], e["to"], e["date"], e["reason"]) for e in values.get("lowered", []))
    return Floor(values["floor"], values["reached"], values["date"], values.get("most", False), lowered)


def highest_committed(root: Path, file: Path = FILE) -> dict[str, float]:
    """The strictest floor of each figure in all commits of the file; empty where there is no history to look at."""
    name = file.relative_to(root).as_posix()
    highest: dict[str, float] = {}
    for commit in _git(root, "log", "--format=%H", "--", name).split():
        text = _git(root, "show", f"{commit}:{name}")
        for key, floor in (floors_from(text) if text else {}).items():
            if key not in highest or Floor(highest[key], 0, "", floor.most).below(floor.floor):
                highest[key] = floor.floor
    return highest


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""


def lowered_without_reason(floors: Mapping[str, Floor], highest: Mapping[str, float]) -> list[str]:
    """One sentence for each floor that asks for less than it once did without saying why."""
    faults = []
    for key, before in sorted(highest.items()):
        floor = floors.get(key)
        if floor is None:
            faults.append(f"The floor of {key} ({before}) is gone: put it back, or lower it with a reason.")
        elif floor.below(before) and not _explained(floor):
            faults.append(
                f"The floor of {key} fell from {before} to {floor.floor}: raise it, or add to its list `lowered` "
                f'{{"from": {before}, "to": {floor.floor}, "date": ..., "reason": ...}} with what was tried.'
            )
    return faults


def _explained(floor: Floor) -> bool:
    """Whether the last lowering is to this very floor and says why: an old reason does not cover a new fall."""
    if not floor.lowered:
        return False
    last = floor.lowered[-1]
    return last.to == floor.floor and len(last.reason.strip()) >= _LEAST_REASON
