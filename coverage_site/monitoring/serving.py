"""The monitoring address of a process that is no web server: a small one in a thread."""

import socket
import sys
import threading
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from coverage_site.environment import Address
from coverage_site.monitoring.answering import Health, monitor


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _ServerV6(_Server):
    address_family = socket.AF_INET6


class _Quiet(WSGIRequestHandler):
    timeout = 10  # seconds for a request to come in

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that it has there
        """Say nothing: a question every few seconds is no news."""


def serve(address: Address, health: Health) -> None:
    """Answer at ``address`` from now on, as long as the process runs. Exits where it cannot be opened."""
    kind = _ServerV6 if ":" in address.host else _Server
    try:
        server = make_server(address.host, address.port, monitor(health), server_class=kind, handler_class=_Quiet)
    except OSError as problem:
        sys.exit(f"PARALLAX_MONITOR: {address} cannot be opened: {problem.strerror}. Choose another port.")
    threading.Thread(target=server.serve_forever, name="monitor", daemon=True).start()
