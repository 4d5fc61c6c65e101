"""What an editor sees of a thing when a page is drawn: it goes with the form, so that nothing is overwritten unseen."""

import json
from collections.abc import Mapping
from typing import Any

from articles.analysis.types import Span, Thing
from articles.comparison.rows import Cell, FindingRow, StatementRow
from articles.comparison.ruled import RuledRow, shown_of
from articles.models import Comparison
from articles.rulings import Passage, Seen


def passage_of(statement: StatementRow) -> Passage:
    """The statement as the rulings name it."""
    return Passage(statement.version_id, statement.parts)


def seen_of(statement: StatementRow, thing: Thing) -> Seen:
    """The ruling that the page shows at one thing, with what the machine says there."""
    return _seen(statement.ruled.get(thing.value), shown_of(statement, thing))


def seen_of_cell(cell: Cell, nearest: Span | None) -> Seen:
    """The ruling that the page shows at a cell, with what the machine says there."""
    shown = {
        "status": cell.status.value,
        "spans": [list(span) for span in cell.spans],
        "nearest": list(nearest) if nearest else None,
    }
    return _seen(cell.ruled, shown)


def seen_of_finding(finding: FindingRow) -> Seen:
    """The ruling that the page shows at a finding, which is what the machine says."""
    shown = {"finding": finding.kind, "about": list(finding.about), "text": finding.text, "holds": True}
    return Seen(frozenset({finding.ruled} if finding.ruled else ()), shown)


def seen_points(comparison: Comparison) -> Seen:
    """What the page shows of how statements are grouped."""
    return Seen(frozenset(map(int, comparison.rulings)))


def several(seen: Mapping[Thing, Seen]) -> str:
    """What is seen of several things as one text, for a form."""
    return json.dumps({thing.value: one.token for thing, one in seen.items()})


def read_several(text: str) -> dict[Thing, Seen]:
    """What ``several`` has written; raises ``ValueError`` on anything else."""
    stored = json.loads(text)
    if not isinstance(stored, dict):
        raise TypeError("The token is damaged.")
    return {Thing(thing): Seen.parse(token) for thing, token in stored.items()}


def _seen(ruled: RuledRow | None, shown: dict[str, Any] | None) -> Seen:
    if ruled is None:
        return Seen(frozenset(), shown)
    return Seen(frozenset({ruled.ruling}), dict(ruled.machine) if ruled.machine is not None else None)
