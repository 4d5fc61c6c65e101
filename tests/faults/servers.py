"""A PostgreSQL and a Redis of a trial's own, which it may stop, kill and start again."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import redis

from tests.serving import free_port

_USER = "postgres"  # PostgreSQL refuses to run as root


@dataclass
class PostgreSQL:
    """One server with its data in ``folder``."""

    folder: Path
    port: int
    bin: Path

    @property
    def url(self) -> str:
        """Its database."""
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder}"
        self._control("start", "-o", options, "-l", str(self.folder / "log"))

    def stop(self, mode: str = "immediate") -> None:
        """End it: "immediate" is as a crash is, "fast" breaks off what is going on."""
        self._control("stop", "-m", mode)

    def _control(self, *arguments: str) -> None:
        _run([str(self.bin / "pg_ctl"), "-D", str(self.folder / "data"), "-w", *arguments])


@contextmanager
def postgresql() -> Iterator[PostgreSQL]:
    """A running one, gone in the end. Writes are durable, as they are by default."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    assert found, "PostgreSQL's programs are not in /usr/lib/postgresql: install the package postgresql."
    folder = Path(tempfile.mkdtemp(prefix="parallax-postgresql-"))
    if os.geteuid() == 0:
        shutil.chown(folder, _USER)
    server = PostgreSQL(folder, free_port(), found[-1])
    try:
        _run([str(server.bin / "initdb"), "-D", str(folder / "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8"])
        server.start()
        yield server
    finally:
        subprocess.run(
            _as_user([str(server.bin / "pg_ctl"), "-D", str(folder / "data"), "-m", "immediate", "stop"]),
            capture_output=True,
            check=False,
        )
        shutil.rmtree(folder, ignore_errors=True)


def _as_user(command: list[str]) -> list[str]:
    if os.geteuid() != 0:
        return command
    user = pwd.getpwnam(_USER)
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", *command]


def _run(command: list[str]) -> None:
    # Not through pipes: the server would keep them open.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(_as_user(command), stdout=output, stderr=output, cwd="/", check=False)
        output.seek(0)
        assert done.returncode == 0, output.read()


@dataclass
class Redis:
    """One server without persistence: what it held is lost when it ends."""

    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Its first database."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self.process = subprocess.Popen(
            ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
            stdout=subprocess.DEVNULL,
            cwd="/",
        )
        deadline = time.monotonic() + 20
        while True:
            try:
                with redis.Redis(port=self.port) as client:
                    client.ping()
            except redis.ConnectionError:
                assert time.monotonic() < deadline, "Redis did not start"
                time.sleep(0.05)
            else:
                return

    def stop(self) -> None:
        """End it at once."""
        if self.process:
            self.process.kill()
            self.process.wait()


@contextmanager
def own_redis() -> Iterator[Redis]:
    """A running one, gone in the end."""
    server = Redis(free_port())
    try:
        server.start()
        yield server
    finally:
        server.stop()
