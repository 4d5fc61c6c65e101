"""What is nobody's mistake and passes: a disk that is full, a database that restarts. Told apart from errors."""

import errno
from collections.abc import Iterator
from enum import StrEnum


class Outage(StrEnum):
    """What is out of order, as a sentence that says what to do, for a request that stores all or nothing."""

    FULL = (
        "The disk is full, and nothing was stored: tell whoever looks after this installation, and send it again once "
        "there is space."
    )
    AWAY = "The database does not answer just now, and nothing was stored: try again in a minute."


# On a page a part of what was sent can be stored by then: a ruling, whose comparison was then cut off.
_READING = {
    Outage.FULL: "The disk is full: tell whoever looks after this installation.",
    Outage.AWAY: "The database does not answer just now: try again in a minute.",
}
_SENDING = {
    Outage.FULL: "The disk is full: tell whoever looks after this installation. Once there is space, look whether what "
    "you sent is there, and send it again if it is not.",
    Outage.AWAY: "The database does not answer just now: wait a minute, look whether what you sent is there, and send "
    "it again if it is not.",
}
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
# SQLite's main result codes: SQLITE_IOERR (a write that was cut short, too), SQLITE_FULL, SQLITE_CANTOPEN.
_SQLITE = {10: Outage.FULL, 13: Outage.FULL, 14: Outage.AWAY}
# Classes of PostgreSQL's SQLSTATE: connections, resources, an operator at work. disk_full is one of the resources.
_POSTGRESQL = ("08", "53", "57P")
_DISK_FULL = "53100"


def outage_of(error: BaseException | None) -> Outage | None:
    """The outage that an error comes from; None where it is an error of the program."""
    return next((found for one in _causes(error) if (found := _of_one(one))), None)


def sentence_of_page(outage: Outage, *, sent: bool) -> str:
    """What a page says of it; ``sent`` tells whether the reader sent something, or only asked for a page."""
    return (_SENDING if sent else _READING)[outage]


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _of_one(error: BaseException) -> Outage | None:
    if isinstance(error, OSError):
        return Outage.FULL if error.errno in _NO_SPACE else None
    code = getattr(error, "sqlite_errorcode", None)
    if isinstance(code, int):
        return _SQLITE.get(code & 0xFF)
    if hasattr(error, "sqlstate"):
        state = error.sqlstate or ""
        if state == _DISK_FULL:
            return Outage.FULL
        # Without a state PostgreSQL has said nothing: the connection is gone, or never came about.
        return Outage.AWAY if state.startswith(_POSTGRESQL) or _says_nothing(error, state) else None
    return None


def _says_nothing(error: BaseException, state: str) -> bool:
    return not state and any(kind.__name__ in {"OperationalError", "InterfaceError"} for kind in type(error).__mro__)
