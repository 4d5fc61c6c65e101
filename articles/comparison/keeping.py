"""Values that were dear to make, kept in this process until others are wanted more.

What a key names never changes: a value is looked up under everything that it was made from, so none is ever stale.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, ClassVar
from weakref import WeakSet


class Keeper[V]:
    """At most ``most`` characters' worth of values; the least lately used are given up first."""

    _all: ClassVar["WeakSet[Keeper[Any]]"] = WeakSet()

    def __init__(self, most: int, weigh: Callable[[V], int]) -> None:
        self._most, self._weigh = most, weigh
        self._kept: OrderedDict[Hashable, tuple[V, int]] = OrderedDict()
        self._weight = 0
        self._lock = Lock()
        Keeper._all.add(self)

    def get(self, key: Hashable) -> V | None:
        """What is kept under a key; None for nothing."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            self._kept.move_to_end(key)
            return found[0]

    def keep(self, key: Hashable, value: V) -> V:
        """Keep a value, unless it alone would take more than a quarter of the room; the value."""
        weight = self._weigh(value)
        if weight > self._most // 4:
            return value
        with self._lock:
            self._weight += weight - self._kept.pop(key, (value, 0))[1]
            self._kept[key] = value, weight
            while self._weight > self._most:
                _, (_, given_up) = self._kept.popitem(last=False)
                self._weight -= given_up
        return value

    def forget(self) -> None:
        """Give up everything."""
        with self._lock:
            self._kept.clear()
            self._weight = 0

    @classmethod
    def forget_all(cls) -> None:
        """Give up everything that any keeper has."""
        for keeper in cls._all:
            keeper.forget()
