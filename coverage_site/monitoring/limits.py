"""Asking something that may hang, and answering in time all the same."""

import threading
from collections.abc import Callable


class TooSlow(Exception):
    """There was no answer in time."""


class Asked[T]:
    """A question that at most one thread asks at a time, so that one that hangs is not asked again and again."""

    def __init__(self, name: str, ask: Callable[[], T]) -> None:
        self._name, self._ask = name, ask
        self._lock = threading.Lock()
        self._asking: _Asking[T] | None = None

    def answer(self, seconds: float) -> T:
        """The answer, or the error that came instead of it; TooSlow after so many ``seconds``."""
        with self._lock:
            asking = self._asking
            if asking is None or asking.ended.is_set():
                asking = self._asking = _Asking(self._ask)
                threading.Thread(target=asking.run, name=self._name, daemon=True).start()
        if not asking.ended.wait(seconds):
            raise TooSlow(f"no answer in {seconds:g} seconds")
        return asking.result()


class _Asking[T]:
    def __init__(self, ask: Callable[[], T]) -> None:
        self._ask = ask
        self.ended = threading.Event()
        self._answer: list[T] = []
        self._error: Exception | None = None

    def run(self) -> None:
        try:
            self._answer.append(self._ask())
        except Exception as error:
            self._error = error
        finally:
            self.ended.set()

    def result(self) -> T:
        if self._error is not None:
            raise self._error
        return self._answer[0]
