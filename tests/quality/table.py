"""The table of figures in docs/methods.md, made from the floors."""

from collections.abc import Mapping
from pathlib import Path

from tests.quality.floors import Floor

PAGE = Path(__file__).resolve().parents[2] / "docs" / "methods.md"
_BEGIN, _END = "<!-- figures -->", "<!-- /figures -->"


def table(floors: Mapping[str, Floor]) -> str:
    """One line a figure, in the order of the floors."""
    lines = ["| task | figure | reached | floor | on |", "|---|---|---|---|---|"]
    for key, floor in floors.items():
        task, _, figure = key.partition(".")
        at_most = "at most " if floor.most else ""
        lines.append(f"| {task} | {figure} | {floor.reached} | {at_most}{floor.floor} | {floor.date} |")
    return "\n".join(lines)


def with_table(page: str, floors: Mapping[str, Floor]) -> str:
    """The page with its table renewed."""
    before, _, rest = page.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    return f"{before}{_BEGIN}\n{table(floors)}\n{_END}{after}"
