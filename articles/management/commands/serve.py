"""``make run``: everything that one machine needs, in one command that Ctrl-C ends."""

import errno
import os
import signal
import socket
import sys
import threading
import urllib.error
import urllib.request
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import OperationalError, connections

from articles.management.first_run import ADMIN, create_admin, has_users, write_secret_key
from articles.models import Run
from coverage_site.environment import env_int
from coverage_site.processes import Processes

os.environ.setdefault("PARALLAX_READ", "public")  # for the processes that are started

GRACE = 10.0  # seconds for the running analysis to finish after Ctrl-C
POLL = 0.2
EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - recognised, not chosen  # nosec B104


class Command(BaseCommand):
    """Prepares the data folder and the database, then runs web server and worker until it is stopped."""

    help = "Migrate, load the seeds into a new database, then run the web server and the worker until Ctrl-C."
    requires_system_checks = ()  # the secret key may not exist yet

    def handle(self, **options: Any) -> None:
        """Serve on PARALLAX_BIND (127.0.0.1) and PARALLAX_PORT (8000)."""
        host = os.environ.get("PARALLAX_BIND") or "127.0.0.1"
        port = env_int("PARALLAX_PORT", default=8000)
        with listen(host, port) as door:
            try:
                new = self.prepare()
            except OperationalError as problem:
                sys.exit(f"The database cannot be used: {str(problem).splitlines()[0]}")
            except KeyboardInterrupt:
                sys.exit("Stopped before everything was ready; make run goes on from here.")
            connections.close_all()
            self.run_until_stopped(door, address_of(host, port), new)

    def prepare(self) -> bool:
        """Bring files and database up to date; whether the database is new, with no first run finished."""
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        if not os.environ.get("PARALLAX_SECRET_KEY"):  # an empty settings.SECRET_KEY cannot even be looked at
            settings.SECRET_KEY = write_secret_key(settings.DATA_DIR / "secret-key")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        if has_users():
            return False
        self.say("New database: loading the example story ...")
        call_command("load_seeds", stdout=self.stdout, stderr=self.stderr)
        return True

    def run_until_stopped(self, door: socket.socket, address: str, new: bool) -> None:
        """Run both processes until a signal comes or one of them ends, which is an error."""
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: stop.set())
        with Processes(grace=GRACE) as processes:
            door_number = {"PARALLAX_DOOR": str(door.fileno())}
            processes.start("web server", web_server(), pass_fds=[door.fileno()], told=door_number)
            processes.start("worker", worker(), told=worker_environment())
            announced = False
            while not stop.wait(POLL):
                ended = processes.ended()
                if ended:
                    sys.exit(f"The {ended.name} ended by itself (exit code {ended.code}): all is stopped.")
                if not announced and answers(address) and (not new or idle()):
                    self.announce(address, new)
                    announced = True
            self.say("Stopping; a running analysis has ten seconds to finish ...")

    def announce(self, address: str, new: bool) -> None:
        """Where to go, and how to get in. The first admin is made here, where its password is sure to be read."""
        self.say(f"\nParallax is at {address}")
        if new:
            access = f"login {ADMIN}, password {create_admin()} (shown only now)"
        else:
            access = "its login was printed at the first run; make password sets a new one"
        self.say(f"The admin is at {address}admin/ - {access}")
        self.say("Ctrl-C stops everything.")

    def say(self, line: str) -> None:
        """One line, at once: whoever reads may be a pipe."""
        self.stdout.write(line)
        self.stdout.flush()


def listen(host: str, port: int) -> socket.socket:
    """The open port; the web server inherits it, so that nobody takes it in between. Exits when it is taken."""
    door = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
        door.listen()  # SO_REUSEADDR lets two bind to a port that nobody listens on yet
    except (OSError, OverflowError) as problem:
        door.close()
        if isinstance(problem, OSError) and problem.errno == errno.EADDRINUSE:
            sys.exit(
                f"Port {port} is in use: stop the program that uses it, or choose another port, "
                f"for example PARALLAX_PORT={port + 1} make run."
            )
        sys.exit(f"Port {port} of {host} cannot be opened: {problem}.")
    return door


def address_of(host: str, port: int) -> str:
    """What to type on this machine; listening everywhere includes 127.0.0.1."""
    name = "127.0.0.1" if host in EVERYWHERE else host
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


def web_server() -> list[str]:
    """The command line of gunicorn; what it serves on and how is in its settings."""
    return [
        *(sys.executable, "-m", "gunicorn", "coverage_site.wsgi:application"),
        *("--config", "python:coverage_site.web_server"),
    ]


def worker() -> list[str]:
    """The command line of the worker; it takes up what an earlier one left."""
    return [sys.executable, str(settings.BASE_DIR / "manage.py"), "work"]


def worker_environment() -> dict[str, str]:
    """What the worker is told beside what this process was: its own monitoring address, the port after the first."""
    address = settings.PARALLAX_MONITOR
    return {"PARALLAX_MONITOR": str(address._replace(port=address.port + 1))} if address else {}


def answers(address: str) -> bool:
    """Whether the web server answers at all; what it answers is for whoever opens the page."""
    try:
        with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own address  # nosec B310
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def idle() -> bool:
    """Whether every analysis that was asked for has ended, well or not."""
    return not Run.objects.going_on().exists()
