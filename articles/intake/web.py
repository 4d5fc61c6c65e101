"""Pages and feeds from the Web: fetched in a child process, from public servers alone, within limits.

An address is checked as it is written (addresses.py), and its server again where the connection is made: the
address that was checked is the one that is connected to, after each redirect too, whatever a name leads to later.
No cookies are kept, no names or passwords sent, and no proxy or other setting of the environment is followed.
"""

import base64
import ipaddress
import json
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from enum import StrEnum
from http.cookiejar import DefaultCookiePolicy
from types import FrameType, TracebackType
from typing import Any, Self
from urllib.parse import urljoin

import requests
from requests_hardened import Config, Manager
from requests_hardened.ip_filter import InvalidIPAddress
from requests_hardened.ip_filter_adapter import IPFilterAdapter

from articles.intake.addresses import PORTS, Servers, check_address, shown_address
from articles.intake.limits import Child, Exceeded, Limits
from articles.intake.rows import Reason, Refusal

SECONDS = 10  # for one address, all redirects together
MOST_BYTES = 8_000_000  # unpacked
MOST_REDIRECTS = 5
USER_AGENT = "Parallax/0.1 (fetches articles that its editors compare; no browser)"
# The child's own clock ends a fetch after SECONDS; should it not even hear that, it is killed after twice these.
FETCH_LIMITS = Limits(seconds=6, megabytes=500)
_CHUNK = 1 << 16
_REDIRECTS = {301, 302, 303, 307, 308}
_UNCHANGED = 304
# Addresses of the public Internet that are a machine's own cloud all the same: what answers there is the provider's.
_OF_CLOUDS = {ipaddress.ip_address("168.63.129.16")}
_GONE = {404, 410}
_CLOSED = {401, 402, 403, 451}
_LATER = {408, 425, 429}


class Wanted(StrEnum):
    """What an address is fetched for."""

    PAGE = "page"
    FEED = "feed"


_PAGES = {"text/html", "application/xhtml+xml"}
_TAKEN = {
    Wanted.PAGE: _PAGES,
    Wanted.FEED: {
        *_PAGES, "text/xml", "text/plain", "application/xml",
        "application/rss+xml", "application/atom+xml", "application/rdf+xml",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave. ``address`` is where it was found, after redirects; ``content_type`` as the server says.

    ``etag`` and ``modified`` are the server's names for this state, "" where it gives none. ``unchanged``: the server
    says that nothing is new since the state that was asked about, and ``data`` is empty.
    """

    address: str
    data: bytes
    content_type: str
    etag: str = ""
    modified: str = ""
    unchanged: bool = False


class Fetcher:
    """Fetches addresses, one after another, in a child process. Use it in a ``with``: it is ended behind it.

    ``also`` are servers (address and port) that are connected to although they are not public. Tests name their own
    server here; no setting of the environment does.
    """

    def __init__(self, *, also: Servers = frozenset()) -> None:
        self._also = also
        self._child = Child(FETCH_LIMITS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._child.close()

    def page(self, address: str) -> Fetched | Refusal:
        """The page at an address, or one sentence that says why there is none."""
        return self._fetch(address, Wanted.PAGE)

    def feed(self, address: str, *, etag: str = "", modified: str = "") -> Fetched | Refusal:
        """The feed at an address, unless it is still as it was when its server named its state so."""
        return self._fetch(address, Wanted.FEED, etag, modified)

    def _fetch(self, address: str, wanted: Wanted, etag: str = "", modified: str = "") -> Fetched | Refusal:
        asked = {
            "address": address, "wanted": wanted, "etag": etag, "modified": modified, "also": sorted(self._also),
        }  # fmt: skip
        found = self._child.run("articles.intake.web:fetched_values", json.dumps(asked).encode())
        if isinstance(found, Exceeded):
            return _refusal(address, Reason.NOT_REACHED, _TOO_MUCH)
        if "reason" in found:
            return Refusal(Reason(found["reason"]), found["sentence"], found["file_name"])
        return Fetched(**{**found, "data": base64.b64decode(found["data"])})


def fetched_values(data: bytes) -> dict[str, Any]:
    """``fetch`` with its arguments as JSON and its result as plain values; what the child process runs."""
    asked = json.loads(data)
    os.environ.setdefault("RES_OPTIONS", "timeout:2 attempts:2")  # a name server that is silent holds up nothing
    also = frozenset((host, port) for host, port in asked.pop("also"))
    found = fetch(**{**asked, "wanted": Wanted(asked["wanted"])}, also=also)
    if isinstance(found, Refusal):
        return {"reason": found.reason, "sentence": found.sentence, "file_name": found.file_name}
    return asdict(found) | {"data": base64.b64encode(found.data).decode()}


def fetch(
    address: str, wanted: Wanted, *, etag: str = "", modified: str = "", also: Servers = frozenset()
) -> Fetched | Refusal:
    """What an address gives; see ``Fetcher``, which runs this in a child process."""
    first = address
    state = {"If-None-Match": etag, "If-Modified-Since": modified}
    try:
        with _within(SECONDS), _session(wanted, also) as session:
            session.headers.update({name: value for name, value in state.items() if value})
            for _ in range(MOST_REDIRECTS + 1):
                checked = check_address(address, also=also)
                if isinstance(checked, Refusal):
                    return checked if address == first else _led_astray(first, checked)
                with session.get(checked, stream=True, timeout=SECONDS) as response:
                    if response.status_code not in _REDIRECTS:
                        return _taken(first, checked, response, wanted)
                    address = urljoin(checked, session.get_redirect_target(response) or "")
            return _refusal(first, Reason.NOT_SERVED, f"leads from page to page more than {MOST_REDIRECTS} times.")
    except (requests.RequestException, TimeoutError, OSError, ValueError) as error:
        return _failed(first, error)


def is_public(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether an address is one of the public Internet's, and no other one wrapped in it.

    The package's own filter stands before this one; it lets some forms of IPv6 through.
    """
    wrapped = ip.version == 6 and (ip.ipv4_mapped or ip.sixtofour or ip.teredo or ip.is_site_local)
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or wrapped or ip in _OF_CLOUDS)


class _PublicAdapter(IPFilterAdapter):  # type: ignore[misc]  # the package has no types
    """The package's adapter resolves a name and connects to just that address; here it has to be public, or named."""

    def __init__(self, scheme: str, also: Servers) -> None:
        self._scheme, self._also = scheme, also
        super().__init__(is_https_proto=scheme == "https", allow_loopback=bool(also))

    def build_connection_pool_key_attributes(
        self,
        request: requests.PreparedRequest,
        verify: bool | str,
        cert: str | tuple[str, str] | None = None,
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """The parameters of the connection, with the checked address in the place of the name."""
        host, pool = super().build_connection_pool_key_attributes(request, verify, cert)
        ip = ipaddress.ip_address(host["host"].strip("[]").partition("%")[0])
        port = host["port"] or PORTS[self._scheme]
        if (str(ip), port) not in self._also and not (is_public(ip) and port in PORTS.values()):
            raise InvalidIPAddress(ip)
        return host, pool


def _session(wanted: Wanted, also: Servers) -> requests.Session:
    session: requests.Session = Manager(
        Config(
            ip_filter_enable=True,
            ip_filter_allow_loopback_ips=False,
            never_redirect=True,  # each redirect is looked at here
            default_timeout=(SECONDS, SECONDS),
            user_agent_override=USER_AGENT,
        )
    ).get_session()
    session.trust_env = False  # no proxy, no .netrc
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.headers.update({"Accept": ", ".join(sorted(_TAKEN[wanted])), "Accept-Encoding": "gzip, deflate"})
    for scheme in PORTS:
        session.mount(f"{scheme}://", _PublicAdapter(scheme, also))
    return session


@contextmanager
def _within(seconds: int) -> Iterator[None]:
    """Raise ``TimeoutError`` in the block after so many seconds, whatever it waits for then.

    Outside the main thread, or without the signal (Windows), nothing happens: the process is killed a little later.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def late(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _taken(first: str, address: str, response: requests.Response, wanted: Wanted) -> Fetched | Refusal:
    """What a server answered at last."""
    etag, modified = (response.headers.get(name, "")[:200] for name in ("ETag", "Last-Modified"))
    if response.status_code == _UNCHANGED:
        return Fetched(address, b"", "", etag, modified, unchanged=True)
    if not response.ok:
        return _turned_away(first, response.status_code)
    content_type = response.headers.get("Content-Type", "")
    kind = content_type.partition(";")[0].strip().lower()
    if kind not in _TAKEN[wanted]:
        return _refusal(first, Reason.NOT_SERVED, _OTHER_KIND[wanted].format(shown_address(kind) or _NO_KIND))
    data = bytearray()
    for chunk in response.iter_content(_CHUNK):
        data += chunk
        if len(data) > MOST_BYTES:
            over = f"is larger than {MOST_BYTES / 1_000_000:g} MB: save the page and add it as a file."
            return _refusal(first, Reason.TOO_LARGE, over)
    return Fetched(address, bytes(data), content_type, etag, modified)


_OTHER_KIND = {
    Wanted.PAGE: "is no web page but {}: save it and add it as a file.",
    Wanted.FEED: "is no feed but {}: check the address.",
}
_NO_KIND = "of a kind that its server does not name"
_TOO_SLOW = f"did not give all that it has within {SECONDS} seconds: try it again later."
_TOO_MUCH = f"takes more than {SECONDS} seconds or {FETCH_LIMITS.megabytes} MB to fetch: save it and add it as a file."


def _turned_away(address: str, status: int) -> Refusal:
    if status in _GONE:
        return _refusal(address, Reason.NOT_SERVED, f"is not there ({status}): check the address.")
    if status in _CLOSED:
        return _refusal(address, Reason.NOT_SERVED, f"is not given to everybody ({status}): add its text or a file.")
    if status in _LATER or status >= 500:
        busy = f"could not be given by its server just now ({status}): try it again later."
        return _refusal(address, Reason.NOT_REACHED, busy)
    return _refusal(address, Reason.NOT_SERVED, f"was refused by its server ({status}): add its text or a file.")


def _led_astray(first: str, refused: Refusal) -> Refusal:
    return _refusal(first, Reason.BAD_ADDRESS, f"leads on to an address that is not fetched: {refused.sentence}")


def _failed(address: str, error: Exception) -> Refusal:
    """Why no answer came; the classes of ``requests`` overlap, so the order matters."""
    if isinstance(error, InvalidIPAddress):
        return _refusal(address, Reason.BAD_ADDRESS, "leads to a server that is not public, and is not fetched.")
    if isinstance(error, requests.Timeout | TimeoutError):
        return _refusal(address, Reason.NOT_REACHED, _TOO_SLOW)
    if isinstance(error, requests.exceptions.SSLError):
        proof = "cannot prove that it is the server that it says it is (https): check the address."
        return _refusal(address, Reason.NOT_REACHED, proof)
    if isinstance(error, requests.exceptions.ChunkedEncodingError | requests.exceptions.ContentDecodingError):
        return _refusal(address, Reason.NOT_REACHED, "broke off before all of it was there: try it again later.")
    if isinstance(error, requests.ConnectionError):
        return _refusal(address, Reason.NOT_REACHED, "could not be reached: check the address, or try it again later.")
    return _refusal(address, Reason.NOT_SERVED, "cannot be fetched as it is written: copy the address again.")


def _refusal(address: str, reason: Reason, fault: str) -> Refusal:
    return Refusal(reason, f"{shown_address(address)} {fault}", shown_address(address))
