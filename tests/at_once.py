"""Several who do something at one moment."""

import threading
from collections.abc import Callable, Sequence

from django.db import connection


def at_once(works: Sequence[Callable[[], object]]) -> list[object]:
    """What each of ``works`` gives, or the exception that it ends in; each has a thread and a connection of its own."""
    results: list[object] = [None] * len(works)
    ready = threading.Barrier(len(works))

    def run(number: int, work: Callable[[], object]) -> None:
        try:
            ready.wait()
            results[number] = work()
        except BaseException as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n, work)) for n, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
