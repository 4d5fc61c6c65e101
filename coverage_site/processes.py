"""Running several processes as one: all of them start, and all of them stop."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import NamedTuple, Self

POLL = 0.1  # seconds between two looks at the processes


class Ended(NamedTuple):
    """A process that is no longer there: its name, and its exit code (negative: the signal that ended it)."""

    name: str
    code: int


class Processes:
    """Named child processes; leaving the ``with`` block stops every one of them, however it is left.

    Each child leads a process group of its own: a Ctrl-C of the terminal reaches only this process, which
    then stops the children in order, and a child's own children end with it.
    """

    def __init__(self, *, grace: float) -> None:
        """``grace``: the seconds that a child has for finishing its work before it is killed."""
        self._grace = grace
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(
        self,
        name: str,
        command: Sequence[str],
        *,
        pass_fds: Sequence[int] = (),
        told: Mapping[str, str] | None = None,
    ) -> None:
        """Start one more; ``pass_fds`` are the open files that it may keep, ``told`` its further environment."""
        environment = os.environ | dict(told or {})
        self._running[name] = subprocess.Popen(  # noqa: S603 - our own command lines  # nosec B603
            command, pass_fds=pass_fds, env=environment, start_new_session=True
        )

    def ended(self) -> Ended | None:
        """The first process found to have ended by itself; None while all run."""
        for name, process in self._running.items():
            code = process.poll()
            if code is not None:
                return Ended(name, code)
        return None

    def stop(self) -> None:
        """Ask all to end, wait for ``grace`` seconds, kill what is left. Harmless when nothing runs."""
        self._signal(signal.SIGTERM)
        deadline = time.monotonic() + self._grace
        while any(process.poll() is None for process in self._running.values()) and time.monotonic() < deadline:
            time.sleep(POLL)
        self._signal(signal.SIGKILL)
        for process in self._running.values():
            process.wait()
        self._running.clear()

    def _signal(self, number: signal.Signals) -> None:
        """To each child's whole group: one that ended may have left children behind."""
        for process in self._running.values():
            try:
                os.killpg(process.pid, number)
            except ProcessLookupError:
                continue
