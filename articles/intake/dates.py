"""Dates as files give them: ISO, as e-mail writes them, and written out in English."""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

EARLIEST, LATEST = "1000", "9998"  # years
_WRITTEN = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%d %B %Y %H:%M", "%B %d %Y %H:%M", "%Y/%m/%d")
_DAY_NAME = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+", re.IGNORECASE)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)


def iso_date(words: str) -> str | None:
    """The date of ``words`` in ISO form, with its time and zone where they are given; None where it is not certain.

    "3/4/2026" is two dates, so it is none.

    >>> iso_date("Tuesday, 21st June 2022")
    '2022-06-21'
    """
    words = " ".join(words.split())
    for reading in (_iso, _from_mail, _written):
        try:
            found = reading(words)
        except (ValueError, IndexError, OverflowError):
            continue
        if found is not None and in_reach(found):
            return found
    return None


def in_reach(found: str) -> bool:
    """Whether a date in ISO form is one that every zone and both databases can hold; no article is of another.

    The year 1 is how some programs write that they know none.
    """
    return EARLIEST <= found[:4] <= LATEST


def _iso(words: str) -> str:
    if len(words) <= len("2022-06-21"):
        return date.fromisoformat(words).isoformat()
    return datetime.fromisoformat(words).isoformat()


def _from_mail(words: str) -> str:
    return parsedate_to_datetime(words).isoformat()


def _written(words: str) -> str | None:
    plain = _ORDINAL.sub("", _DAY_NAME.sub("", words)).replace(",", "")
    for form in _WRITTEN:
        try:
            moment = datetime.strptime(plain, form)  # noqa: DTZ007  # what gives no zone has none
        except ValueError:
            continue
        return moment.isoformat() if "%H" in form else moment.date().isoformat()
    return None
