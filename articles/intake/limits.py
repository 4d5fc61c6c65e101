"""Work on foreign bytes in a child process that may use so much time and memory and no more.

A ``Child`` works on one piece after another, so that hundreds of files cost one start of Python. Each piece has
the whole of its limits; a child that went over them has ended, and the next piece gets a new one.
"""

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

_ROOT = Path(__file__).resolve().parents[2]
_DONE, _OUT_OF_MEMORY, _FAILED = "done", "out of memory", "failed"
_STARTING = 10  # seconds of wall time on top: a child on a busy machine has to start first
_ENDING = 0.2  # seconds of wall time from the end of its answers to the end of a child
_PIECES = 200  # of work for one child: parsers leave things behind
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds`` of computing and ``megabytes`` of memory for one piece of work."""

    seconds: int
    megabytes: int


@dataclass(frozen=True, slots=True)
class Exceeded:
    """The work was ended; ``reason`` is a clause ("it takes more than 20 seconds to read")."""

    reason: str


class Child:
    """A process that reads foreign bytes for this one. Use it in a ``with``: it is ended behind it."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._pieces = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process; the next piece of work would start another one."""
        self._end()

    def run(self, function: str, data: bytes, **arguments: str | int) -> Any:  # noqa: ANN401  # whatever JSON holds
        """What ``function`` ("package.module:name", bytes to JSON values) gives for ``data``, or ``Exceeded``."""
        if self._pieces >= _PIECES:
            self._end()
        process = self._process or self._start()
        self._pieces += 1
        asked = json.dumps({"function": function, "size": len(data), "arguments": arguments}).encode() + b"\n"
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(asked + data)
            process.stdin.flush()
            patience = 2 * self.limits.seconds + (_STARTING if self._pieces == 1 else 0)
            state, answer = _answer(process.stdout, time.monotonic() + patience)
        except (BrokenPipeError, EOFError):
            return Exceeded(self._reason(self._end(_ENDING)))
        except TimeoutError:
            self._end()
            return Exceeded(f"it takes more than {self.limits.seconds} seconds to read")
        if state == _DONE:
            return json.loads(answer)
        self._end()  # a parser that failed may have left the process in any state
        return Exceeded(
            f"it takes more than {self.limits.megabytes} MB of memory to read"
            if state == _OUT_OF_MEMORY
            else "it cannot be read as what it says it is"
        )

    def _start(self) -> subprocess.Popen[bytes]:
        self._process = subprocess.Popen(  # noqa: S603  # fixed words and numbers  # nosec B603
            [sys.executable, "-m", "articles.intake.limits", str(self.limits.seconds), str(self.limits.megabytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(_ROOT)},
        )
        return self._process

    def _end(self, patience: float = 0) -> int | None:
        """End the process, and give how it ended by itself, if it does in so many seconds; None where it was busy."""
        process, self._process, self._pieces = self._process, None, 0
        if process is None:
            return None
        with suppress(subprocess.TimeoutExpired):
            process.wait(patience)
        ended = process.returncode
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):  # what could not be written any more
                if pipe is not None:
                    pipe.close()
        return ended

    def _reason(self, code: int | None) -> str:
        if code == -getattr(signal, "SIGXCPU", 24):
            return f"it takes more than {self.limits.seconds} seconds to read"
        return f"it takes more than {self.limits.seconds} seconds or {self.limits.megabytes} MB to read"


def in_child(function: str, data: bytes, limits: Limits) -> Any:  # noqa: ANN401  # whatever JSON holds
    """One piece of work in a child of its own: what ``Child.run`` gives."""
    with Child(limits) as child:
        return child.run(function, data)


def _answer(pipe: IO[bytes], until: float) -> tuple[str, bytes]:
    """The state and the result of one piece; ``TimeoutError`` when it is late, ``EOFError`` when the child is gone."""
    received, told = bytearray(), None
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while told is None or len(received) < told["size"]:
            if not selector.select(max(0.0, until - time.monotonic())):
                raise TimeoutError
            chunk = os.read(pipe.fileno(), _CHUNK)
            if not chunk:
                raise EOFError
            received += chunk
            if told is None and b"\n" in received:
                head, _, received = received.partition(b"\n")
                told = json.loads(head)
    return told["state"], bytes(received)


def _work(seconds: int, megabytes: int) -> None:
    """In the child: one piece after another, until there is none or one goes wrong."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what parsers print is no answer
    _limit_memory(megabytes)
    while line := sys.stdin.buffer.readline():
        asked = json.loads(line)
        _limit_time(seconds)
        state, result = _piece(asked["function"], sys.stdin.buffer.read(asked["size"]), asked["arguments"])
        answers.write(json.dumps({"state": state, "size": len(result)}).encode() + b"\n" + result)
        answers.flush()
        if state != _DONE:
            return


def _piece(function: str, data: bytes, arguments: dict[str, str | int]) -> tuple[str, bytes]:
    module, _, name = function.partition(":")
    try:
        return _DONE, json.dumps(getattr(import_module(module), name)(data, **arguments)).encode()
    except MemoryError:
        return _OUT_OF_MEMORY, b""
    except Exception:  # foreign bytes find every hole of a parser
        return _FAILED, b""


def _limit_memory(megabytes: int) -> None:
    try:
        import resource  # noqa: PLC0415  # Windows has none; there the wall time alone holds
    except ImportError:
        return
    with suppress(ValueError, OSError):  # macOS refuses
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, megabytes * 2**20))


def _limit_time(seconds: int) -> None:
    """Let the process compute so many seconds more than it has until now."""
    try:
        import resource  # noqa: PLC0415
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    with suppress(ValueError, OSError):
        resource.setrlimit(
            resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + seconds, resource.RLIM_INFINITY)
        )


if __name__ == "__main__":
    _work(int(sys.argv[1]), int(sys.argv[2]))
