"""What all trials have in common: what one tells, and a load of imports whose every acknowledgement is remembered."""

import hashlib
import http.client
import json
import random
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from tests import hosts
from tests.chaos import ask as ask_database
from tests.chaos_texts import OUTLETS, text_of
from tests.serving import Site

STUCK = 60.0  # seconds without a job that gets done: a lease, and the longest pause before a retry, are shorter

type Figure = int | float | str


@dataclass(slots=True)
class Told:
    """What a trial saw. ``wrong`` has a sentence for each thing that did not hold."""

    figures: dict[str, Figure] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def expect(self, holds: object, otherwise: str) -> None:
        """Note ``otherwise`` where something does not hold."""
        if not holds:
            self.wrong.append(otherwise)


@dataclass(frozen=True, slots=True)
class Piece:
    """One article that is sent."""

    text: str
    outlet: str
    url: str
    story: str

    @property
    def sha256(self) -> str:
        """What it is known by when it is stored."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def piece(number: int, *, sentences: int = 6, a_story: int = 5) -> Piece:
    """One of many different articles, ``a_story`` of them in each story."""
    outlet = OUTLETS[number % len(OUTLETS)]
    text = f"Report {number} of the day.\n\n{text_of(number, outlet, sentences)}"
    return Piece(text, outlet, f"https://{outlet.split()[-1].lower()}.example/{number}", f"Story {number // a_story}")


def prepared(site: Site) -> str:
    """Make a site's database, static files and an admin; the token by which programs may send it articles."""
    site.environment |= {"PARALLAX_READ": "public", "PARALLAX_SECRET_KEY": "only for this trial", "PARALLAX_LEASE": "4"}
    site.environment |= {"PARALLAX_LOG": "json", "DJANGO_SUPERUSER_PASSWORD": "typed by hand"}
    hosts.prepare(site)
    site.manage("createsuperuser", "--noinput", "--username", "admin", "--email", "admin@example.org")
    return site.manage("api_token", "trial", "--scope", "import", "--scope", "read").strip()


def send(address: str, token: str, given: Piece, *, timeout: float = 30) -> tuple[int, str]:
    """Send one article; the status, and the sentence of a refusal. 0 where there was no answer."""
    boundary, name = uuid.uuid4().hex, "article.jsonl"
    row = json.dumps({"text": given.text, "outlet": given.outlet, "url": given.url, "story": given.story})
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'
    body = f"{head}{row}\r\n--{boundary}--\r\n".encode()
    parts = urlsplit(address)
    assert parts.hostname
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=timeout)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": f"multipart/form-data; boundary={boundary}"}
    try:
        connection.request("POST", f"/api/v1/imports?{urlencode({'story': given.story})}", body, headers)
        answer = connection.getresponse()
        told = answer.read().decode(errors="replace")
    except (OSError, http.client.HTTPException) as error:
        return 0, str(error)
    finally:
        connection.close()
    return answer.status, json.loads(told).get("detail", "") if told.startswith("{") else told


class Load:
    """Threads that send articles until they are stopped, each its own."""

    def __init__(self, urls: Sequence[str], token: str, *, senders: int, pause: float) -> None:
        self.acknowledged: list[Piece] = []
        self.acknowledged_at: list[float] = []
        self.statuses: Counter[int] = Counter()
        self.refusals: Counter[str] = Counter()
        self._urls, self._token, self._pause = urls, token, pause
        self._numbers = iter(range(1_000_000))
        self._lock, self._over = threading.Lock(), threading.Event()
        self._threads = [threading.Thread(target=self._send, daemon=True) for _ in range(senders)]

    def start(self) -> None:
        """Begin to send."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Send no more, and wait for what is on its way."""
        self._over.set()
        for thread in self._threads:
            thread.join()

    def next_piece(self) -> Piece:
        """One that was not sent before."""
        with self._lock:
            return piece(next(self._numbers))

    def _send(self) -> None:
        chance = random.Random(id(self))  # noqa: S311 - which host is asked is no secret
        while not self._over.is_set():
            given = self.next_piece()
            status, told = send(chance.choice(self._urls), self._token, given)
            with self._lock:
                self.statuses[status] += 1
                if status == 202:
                    self.acknowledged.append(given)
                    self.acknowledged_at.append(time.monotonic())
                else:
                    self.refusals[told] += 1
            self._over.wait(self._pause)


@contextmanager
def load(urls: Sequence[str], token: str, *, senders: int = 3, pause: float = 0.2) -> Iterator[Load]:
    """Articles that are sent meanwhile."""
    sending = Load(urls, token, senders=senders, pause=pause)
    sending.start()
    try:
        yield sending
    finally:
        sending.stop()


def unfinished(site: Site) -> int:
    """How many jobs wait or run."""
    going_on = "SELECT count(*) FROM {} WHERE state IN ('waiting', 'running')"
    return sum(ask_database(site, going_on.format(kind))[0][0] for kind in ("articles_run", "articles_import"))


def drain(site: Site, told: Callable[[], str]) -> None:
    """Wait until no job is left; AssertionError with what is ``told`` when none gets done for as long as ``STUCK``."""
    left, since = unfinished(site), time.monotonic()
    while left:
        time.sleep(0.5)
        now = unfinished(site)
        if now != left:
            left, since = now, time.monotonic()
        assert time.monotonic() - since < STUCK, f"{left} jobs are left, and none gets done:\n{told()[-4000:]}"


def failed(site: Site) -> int:
    """How many jobs failed."""
    query = "SELECT count(*) FROM {} WHERE state = 'failed'"
    return sum(ask_database(site, query.format(kind))[0][0] for kind in ("articles_run", "articles_import"))


def hold_against(site: Site, acknowledged: Sequence[Piece], told: Told) -> None:
    """Note every acknowledged article that is not stored exactly once, and every job that is not done."""
    stored = Counter(str(row[0]) for row in ask_database(site, "SELECT sha256 FROM articles_version"))
    lost = [given for given in acknowledged if stored[given.sha256] != 1]
    told.figures |= {"acknowledged": len(acknowledged), "lost": len(lost), "failed jobs": failed(site)}
    told.expect(acknowledged, "Nothing was acknowledged.")
    told.expect(
        not lost,
        f"{len(lost)} of {len(acknowledged)} acknowledged articles are not stored exactly once"
        f" (times stored: {Counter(stored[given.sha256] for given in lost)}; {_became(site)}).",
    )
    told.expect(not failed(site), f"{failed(site)} jobs failed.")


def _became(site: Site) -> str:
    """What the reports of all imports say became of their rows, each with one reason."""
    query = "SELECT became, count(*), min(because) FROM articles_importrow GROUP BY became"
    return ", ".join(f"{number} {became}: {because}" for became, number, because in ask_database(site, query))
