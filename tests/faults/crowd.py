"""Two web servers and two workers on one SQLite file, under readers and writers: nobody is locked out, nothing lost."""

import random
import tempfile
import threading
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from tests import hosts
from tests.chaos import ask
from tests.faults.trials import Piece, Told, drain, hold_against, piece, prepared, send, unfinished
from tests.serving import Site, site_in, using

_ADDRESSES = 12  # articles that are changed again and again
_PAGES = ("/", "/search/?q=harbour", "/stories/story-0/", "/stories/story-1/matrix/", "/outlets/", "/speakers/")


class _Crowd:
    def __init__(self, urls: list[str], token: str, pause: float) -> None:
        self.urls, self.token, self.pause = urls, token, pause
        self.over, self.lock = threading.Event(), threading.Lock()
        self.sent: list[Piece] = []
        self.answers: Counter[str] = Counter()
        self.texts = 0

    def write(self) -> None:
        """Send new texts of the same few articles: each must become a version of its own."""
        while not self.over.is_set():
            with self.lock:
                number, self.texts = self.texts, self.texts + 1
            base = piece(number % _ADDRESSES)
            given = Piece(f"{base.text}\n\nUpdate {number}.", base.outlet, base.url, base.story)
            status, told = send(self.urls[number % len(self.urls)], self.token, given)
            with self.lock:
                self.answers[f"write {status}"] += 1
                if status == 202:
                    self.sent.append(given)
                elif told:
                    self.answers[told[:200]] += 1
            self.over.wait(self.pause)

    def read(self, seed: int) -> None:
        """Read pages, as fast as they come."""
        chance = random.Random(seed)  # noqa: S311 - which page is read is no secret
        while not self.over.is_set():
            page = chance.choice(_PAGES)
            status = hosts.ask(chance.choice(self.urls) + page)[0]
            with self.lock:
                self.answers[f"read {status}"] += 1
            self.over.wait(0.1)


def crowd_on_sqlite(seconds: float, *, readers: int = 8, writers: int = 4, pause: float = 2.0) -> Told:
    """So many readers and writers for so long."""
    told = Told()
    with ExitStack() as stack:
        stack.enter_context(using(""))
        site = stack.enter_context(site_in(Path(stack.enter_context(tempfile.TemporaryDirectory())) / "data"))
        token = prepared(site)
        web = [stack.enter_context(hosts.web(site, PARALLAX_WEB_PROCESSES="1")) for _ in range(2)]
        workers = [stack.enter_context(hosts.worker(site)) for _ in range(2)]
        crowd = _Crowd([host.url for host in web], token, pause)
        for number in range(2):  # the stories that are read
            crowd.sent += [given for given in _of_story(number) if send(web[0].url, token, given)[0] == 202]
        threads = [threading.Thread(target=crowd.write) for _ in range(writers)]
        threads += [threading.Thread(target=crowd.read, args=[seed]) for seed in range(readers)]
        hosts.wait_for(lambda: not unfinished(site), lambda: "the first stories were not stored")
        for thread in threads:
            thread.start()
        time.sleep(seconds)
        crowd.over.set()
        for thread in threads:
            thread.join()
        drain(site, workers[0].printed)
        hold_against(site, crowd.sent, told)
        gaps = _gaps(site)
        locked = sum(host.printed().count("locked") for host in [*web, *workers])
    reads = crowd.answers["read 200"]
    told.figures |= {"seconds": seconds, "pages read": reads, "locked": locked, "gaps in versions": gaps}
    wrong = {answer: n for answer, n in crowd.answers.items() if answer not in {"read 200", "write 202"}}
    told.expect(not wrong, f"Answers that are neither a page nor an acknowledgement: {wrong}.")
    told.expect(reads, "Nothing was read.")
    told.expect(not locked, f"“locked” was logged {locked} times.")
    told.expect(not gaps, f"The versions of {gaps} articles are not numbered one after another.")
    return told


def _of_story(number: int) -> list[Piece]:
    return [piece(each) for each in range(5 * number, 5 * number + 5)]


def _gaps(site: Site) -> int:
    query = "SELECT article_id, count(*), max(number) FROM articles_version GROUP BY article_id"
    return sum(1 for _, number, newest in ask(site, query) if number != newest)
