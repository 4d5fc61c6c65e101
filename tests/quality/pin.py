"""``python -m tests.quality.pin [TASK ...]``: measure, raise floors that rose, renew the table in docs/methods.md.

Lowering is done by hand: change the floor, add to its ``lowered`` why, and run this with ``none``.
"""

import json
import os
import sys
from datetime import UTC, datetime
from math import floor as rounded_down
from typing import Any

MARGIN = 0.005  # other machines round a little differently


def main(names: list[str]) -> None:
    """Measure the named tasks (or all) and write the floors."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    from tests.quality.floors import FILE, floors_from  # noqa: PLC0415  # after the settings are named
    from tests.quality.measuring import measures  # noqa: PLC0415
    from tests.quality.table import PAGE, with_table  # noqa: PLC0415

    pinned: dict[str, dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
    for name, figures_of in measures().items():
        if names and name not in names:
            continue
        for key, figure in figures_of().items():
            entry = pinned.get(f"{name}.{key}")
            if entry is None or figure is None or entry.get("most"):
                continue
            floor = figure if isinstance(figure, int) else rounded_down((figure - MARGIN) * 1000) / 1000
            if floor > entry["floor"]:
                today = datetime.now(UTC).date().isoformat()
                entry.update(floor=floor, reached=round(figure, 4), date=today)
                sys.stdout.write(f"{name}.{key}: {floor}\n")
    text = json.dumps(pinned, indent=1) + "\n"
    FILE.write_text(text, encoding="utf-8")
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8"), floors_from(text)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
