"""Says loudly when the gate did not run, and shows every figure beside its floor when it did."""

from collections.abc import Callable

import pytest

from tests.quality.floors import FILE, Floor, floors_from
from tests.quality.measuring import data_missing

_SHOWN = pytest.StashKey[list[tuple[str, float, Floor]]]()


@pytest.fixture(scope="session")
def floors() -> dict[str, Floor]:
    """The pinned floors."""
    return floors_from(FILE.read_text(encoding="utf-8"))


@pytest.fixture
def show(pytestconfig: pytest.Config) -> Callable[[str, float, Floor], None]:
    """Put a figure into the table at the end."""
    shown = pytestconfig.stash.setdefault(_SHOWN, [])
    return lambda key, figure, floor: shown.append((key, figure, floor))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Write the table, or that there is none."""
    if missing := data_missing():
        terminalreporter.section("THE QUALITY GATE DID NOT RUN", red=True, bold=True)
        terminalreporter.line(f"{missing}: nothing was measured, so a fall in quality would go unseen.", red=True)
    elif shown := config.stash.get(_SHOWN, []):
        terminalreporter.section("quality on the dev data")
        for key, figure, floor in shown:
            terminalreporter.line(f"{key:45} {figure:8.4f}  floor {floor.floor:.3f}")
