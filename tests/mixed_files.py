"""Two hundred files of every kind in one archive, some of them bad: what an import has to report is known exactly."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from tests.unit.intake.made import archive, pdf, word

FILES = 200
_SENTENCE = (
    "The council of district {n} voted on Monday to close pier {n} for repairs, and its leader said that there was no "
    "other way to keep the {n} boats of the harbour safe in the winter storms."
)


@dataclass(frozen=True, slots=True)
class Mixed:
    """An archive with what an import of it has to count."""

    data: bytes
    counts: dict[str, int]


def mixed_files(count: int = FILES) -> Mixed:
    """An archive of ``count`` files: of some texts another file has a copy, for the same outlet or for another one.

    The outlet of files that name none has to be given, and not to be The Herald. Each kind has files that are refused.
    """
    makers: list[Callable[[int], tuple[str, bytes, str]]]
    makers = [_text, _page, _word, _pdf, _csv, _jsonl, _copy, _bad, _elsewhere]
    files: dict[str, bytes] = {}
    counts = {"added": 0, "new version": 0, "duplicate": 0, "refused": 0}
    for number in range(count):
        name, data, became = makers[number % len(makers)](number)
        files[name] = data
        for one in became.split("+"):
            counts[one] += 1
    return Mixed(archive(files), counts)


def told(number: int) -> str:
    """The text of one article; no two are the same."""
    return _SENTENCE.format(n=number)


def _text(number: int) -> tuple[str, bytes, str]:
    return f"{number:03}.txt", told(number).encode(), "added"


def _page(number: int) -> tuple[str, bytes, str]:
    body = f"<p>{told(number)}</p><p>{told(number)} It had been closed before.</p>"
    head = f'<title>Pier {number} shut</title><link rel="canonical" href="https://courier.example/{number}">'
    page = f"<html><head>{head}</head><body><article><h1>Pier {number} shut</h1>{body}</article></body></html>"
    return f"{number:03}.html", page.encode(), "added"


def _word(number: int) -> tuple[str, bytes, str]:
    return f"{number:03}.docx", word(told(number)), "added"


def _pdf(number: int) -> tuple[str, bytes, str]:
    return f"{number:03}.pdf", pdf(told(number)), "added"


def _csv(number: int) -> tuple[str, bytes, str]:
    rows = f'text,outlet,url\n"{told(number)}",The Herald,https://herald.example/{number}\n'
    rows += f'"{told(number)} Later it opened.",The Herald,https://herald.example/{number}\n,The Herald,\n'
    return f"{number:03}.csv", rows.encode(), "added+new version+refused"


def _jsonl(number: int) -> tuple[str, bytes, str]:
    row = json.dumps({"text": told(number), "title": f"Pier {number}", "date": "2026-03-04T18:30:00Z"})
    return f"{number:03}.jsonl", f"{row}\n{{\n".encode(), "added+refused"


def _copy(number: int) -> tuple[str, bytes, str]:
    return f"{number:03}-copy.txt", told(number - 6).encode(), "duplicate"


def _elsewhere(number: int) -> tuple[str, bytes, str]:
    return f"{number:03}-elsewhere.csv", f'text,outlet\n"{told(number - 8)}",The Herald\n'.encode(), "added"


def _bad(number: int) -> tuple[str, bytes, str]:
    bad = [("exe", b"MZ"), ("pdf", b"%PDF-1.4"), ("txt", b""), ("docx", archive({"a": b"a"})), ("html", b"<html>")]
    ending, data = bad[number // 8 % len(bad)]
    return f"{number:03}-bad.{ending}", data, "refused"
