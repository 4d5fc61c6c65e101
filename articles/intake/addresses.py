"""Web addresses as people give them: which may be fetched, told before anything is sent.

What a name leads to is not known here; that is checked where the connection is made (web.py).
"""

import ipaddress
import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from articles.intake.rows import Reason, Refusal

PORTS = {"http": 80, "https": 443}
LONGEST = 500  # characters; as many as are stored
_SHOWN = 120
_BROKEN = re.compile(r"[\s\\\x00-\x1f\x7f]")
# "2130706433", "0x7f.1" and "0177.0.0.1" are 127.0.0.1 to a resolver, and a name to whoever reads them.
_NUMBER = re.compile(r"(?:0[xX][0-9a-fA-F]*|[0-9]+)$")
# What tells an outlet where its readers came from, and changes nothing on the page.
_COUNTING = re.compile(
    r"utm_\w+|at_(?:campaign|medium|format|link\w*|ptr\w*)|ns_\w+|mc_[ce]id|fbclid|gclid|dclid|msclkid|cmpid|ocid",
    re.IGNORECASE,
)

type Servers = frozenset[tuple[str, int]]


def looks_like_address(words: str) -> bool:
    """Whether words are meant as a web address rather than as the name of a file."""
    return re.match(r"[a-z][a-z0-9+.-]*://", words.strip(), re.IGNORECASE) is not None


def shown_address(address: str) -> str:
    """An address as a sentence can name it: no control characters, and not too long."""
    plain = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in address.strip())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"


def check_address(words: str, *, also: Servers = frozenset()) -> str | Refusal:
    """The address in plain form, or why it is not fetched.

    ``also`` are further servers (address and port) that may be named; only tests have any.
    """
    address = words.strip()
    fault = _fault(address, {*PORTS.values(), *(port for _, port in also)})
    if fault is None:
        return plain_address(address)
    return Refusal(Reason.BAD_ADDRESS, f"{shown_address(address) or 'The address'} {fault}", shown_address(address))


def plain_address(address: str) -> str:
    """The address without its fragment and without what only counts where readers came from.

    >>> plain_address("https://courier.example/1?id=7&utm_source=rss#top")
    'https://courier.example/1?id=7'
    """
    parts = urlsplit(address)
    query = parts.query
    pairs = parse_qsl(query, keep_blank_values=True)
    if any(_COUNTING.fullmatch(name) for name, _ in pairs):
        query = urlencode([(name, value) for name, value in pairs if not _COUNTING.fullmatch(name)])
    return parts._replace(query=query, fragment="", path=parts.path or "/").geturl()


def host_of(address: str) -> str:
    """The domain of a web address in small letters, without "www."; empty where it is none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return (parts.hostname or "").removeprefix("www.") if parts.scheme in PORTS else ""


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one site: the same domain, or one within the other ("amp.courier.example")."""
    here, there = host_of(one), host_of(other)
    return bool(here and there) and (here == there or here.endswith(f".{there}") or there.endswith(f".{here}"))


def _fault(address: str, ports: set[int]) -> str | None:
    """What stands against an address, as the end of a sentence; None where nothing does."""
    if not address:
        return "is empty: give a web address on each line."
    if len(address) > LONGEST:
        return f"is longer than {LONGEST} characters: give the short address of the page."
    if _BROKEN.search(address):
        return "holds blanks or backslashes: copy the address again."
    try:
        server = urlsplit(address).netloc
        url = parse_url(address)  # what requests goes by
    except (LocationParseError, ValueError):
        return "cannot be read as a web address: copy it again."
    if "@" in server:
        return "holds a name or a password before the server: give the address without it."
    if url.scheme not in PORTS or not url.host:
        return "is no web address: give one that begins with https:// or http://."
    return _fault_of_server(url, ports)


def _fault_of_server(url: Url, ports: set[int]) -> str | None:
    host = (url.host or "").rstrip(".")
    if "%" in host:  # an interface of this machine, in IPv6
        return "cannot be read as a web address: copy it again."
    if url.port is not None and url.port not in ports:
        return f"asks for port {url.port}: only pages at the usual ports 80 and 443 are fetched."
    if _NUMBER.match(host.rpartition(".")[2]) and not _is_ip(host):
        return "names its server by a number in an unusual form: give the server’s name."
    if "." not in host and ":" not in host:
        return "names no server of the public Web: give the whole address."
    return None


def _is_ip(host: str) -> bool:
    try:
        ipaddress.IPv4Address(host)
    except ValueError:
        return False
    return True
