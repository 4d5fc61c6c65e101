"""Web addresses and feeds into the store: queued by editors and by the clock, carried out by whoever works.

Nothing is fetched where the setting ``PARALLAX_FETCH`` is off.
"""

from articles.fetching.carrying import carry_out, counts_of, new_fetcher
from articles.fetching.queue import ask_for, begin_reading, fetches_again
from articles.fetching.working import fetch_for_ever, fetch_next

OFF = "Fetching from the Web is off: whoever runs this installation can switch it on with PARALLAX_FETCH=1."

__all__ = [
    "OFF",
    "ask_for",
    "begin_reading",
    "carry_out",
    "counts_of",
    "fetch_for_ever",
    "fetch_next",
    "fetches_again",
    "new_fetcher",
]
