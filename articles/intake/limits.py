"""Work on foreign bytes in a child process that may use so much time and memory and no more."""

import json
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[2]
_OUT_OF_MEMORY = 3
_FAILED = 4
_TIME_UP = 24  # SIGXCPU
_STARTING = 10  # seconds of wall time on top: a child on a busy machine has to start first


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds`` of computing and ``megabytes`` of memory for one piece of work."""

    seconds: int
    megabytes: int


@dataclass(frozen=True, slots=True)
class Exceeded:
    """The work was ended; ``reason`` is a clause ("it takes more than 20 seconds to read")."""

    reason: str


def in_child(function: str, data: bytes, limits: Limits) -> Any:  # noqa: ANN401  # whatever JSON holds
    """What ``function`` ("package.module:name", bytes to JSON values) gives for ``data``, or ``Exceeded``."""
    command = [sys.executable, "-m", "articles.intake.limits", function, str(limits.seconds), str(limits.megabytes)]
    try:
        done = subprocess.run(  # noqa: S603  # fixed words and numbers
            command,
            input=data,
            capture_output=True,
            cwd=_ROOT,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(_ROOT)},
            timeout=2 * limits.seconds + _STARTING,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Exceeded(f"it takes more than {limits.seconds} seconds to read")
    if done.returncode == 0:
        return json.loads(done.stdout)
    if done.returncode == -_TIME_UP:
        return Exceeded(f"it takes more than {limits.seconds} seconds to read")
    if done.returncode == _OUT_OF_MEMORY:
        return Exceeded(f"it takes more than {limits.megabytes} MB of memory to read")
    if done.returncode == _FAILED:
        return Exceeded("it cannot be read as what it says it is")
    return Exceeded(f"it takes more than {limits.seconds} seconds or {limits.megabytes} MB to read")


def _work(function: str, seconds: int, megabytes: int) -> int:
    """In the child: set the limits, do the work, write its result. The exit code says what went wrong."""
    _limit(seconds, megabytes)
    module, _, name = function.partition(":")
    try:
        result = json.dumps(getattr(import_module(module), name)(sys.stdin.buffer.read()))
    except MemoryError:
        return _OUT_OF_MEMORY
    except Exception as error:  # foreign bytes find every hole of a parser
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        return _FAILED
    sys.stdout.write(result)
    return 0


def _limit(seconds: int, megabytes: int) -> None:
    try:
        import resource  # noqa: PLC0415  # Windows has none; there the wall time alone holds
    except ImportError:
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    with suppress(ValueError, OSError):  # macOS refuses
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, megabytes * 2**20))


if __name__ == "__main__":
    sys.exit(_work(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
