"""Put on PYTHONPATH, this keeps a Python and all that it starts on this machine, and notes who tried to leave it.

Each line of the file ``GUARD_LOG`` is what happened and the program: "start", "connect" or "look up" with where to.
"""

import ipaddress
import os
import subprocess
import sys
from typing import Any

_HERE = os.path.dirname(__file__)  # noqa: PTH120 - as little as can be is imported in every process
_NAMES = {None, "", "localhost", "0.0.0.0"}  # noqa: S104 - compared with


def _note(what: str) -> None:
    program = " ".join(sys.orig_argv)[:200].replace("\n", " ")
    with open(os.environ["GUARD_LOG"], "a", encoding="utf-8") as log:  # noqa: PTH123 - likewise
        log.write(f"{what} | {program}\n")


def _is_here(host: object) -> bool:
    words = host.decode() if isinstance(host, bytes) else host
    if words in _NAMES:
        return True
    try:
        return ipaddress.ip_address(str(words)).is_loopback
    except ValueError:
        return False


def _heard(event: str, arguments: tuple[Any, ...]) -> None:
    if event in {"socket.connect", "socket.sendto"}:
        address = arguments[1]
        if isinstance(address, tuple) and not _is_here(address[0]):
            _note(f"connect {address[0]}")
            raise PermissionError(f"Nothing leaves this machine: {address[0]}")
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"} and not _is_here(arguments[0]):
        _note(f"look up {arguments[0]}")
        raise PermissionError(f"Nothing is looked up elsewhere: {arguments[0]}")


_start = subprocess.Popen.__init__


def _started(self: Any, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - whatever the library takes
    """Programs that give their children a path of their own keep the guard."""
    environment = dict(named.get("env") or os.environ)
    kept = [path for path in environment.get("PYTHONPATH", "").split(os.pathsep) if path and path != _HERE]
    named["env"] = {**environment, "PYTHONPATH": os.pathsep.join([_HERE, *kept])}
    _start(self, *arguments, **named)


if "GUARD_LOG" in os.environ:
    subprocess.Popen.__init__ = _started  # type: ignore[method-assign]
    sys.addaudithook(_heard)
    _note("start")
