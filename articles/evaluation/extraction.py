"""Task ``extraction``: the text of the article on a web page."""

import gzip
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from articles.evaluation.lines import BadFile, row_of
from articles.evaluation.matching import score, share
from articles.evaluation.task import Figures, Item, Judged, Task
from articles.intake.html import page_text

SHINGLE = 4


class ExtractionTask(Task[bytes, str, str | None]):
    """Pages in, the bodies of their articles out."""

    name = "extraction"
    takes = 'a folder of pages NAME.html or NAME.html.gz, with NAME.json {"body"} beside'

    def items(self, path: Path) -> list[Item[bytes, str]]:
        """One page a row, in order of name."""
        if not path.is_dir():
            raise BadFile(f"{path} is no folder: name the folder that holds the pages.")
        pages = sorted(page for page in path.iterdir() if page.name.endswith((".html", ".html.gz")))
        if not pages:
            raise BadFile(f"The folder {path} holds no page (NAME.html or NAME.html.gz).")
        return [Item(_page(page), _body(page)) for page in pages]

    def predict(self, given: Sequence[bytes]) -> Iterator[str | None]:
        """The body of each page; None where none is found."""
        for page in given:
            yield page_text(page)

    def line(self, prediction: str | None) -> Mapping[str, Any]:
        """The body."""
        return {"body": prediction}

    def figures(self, judged: Sequence[Judged[bytes, str, str | None]]) -> Figures:
        """``f1``: the mean over pages of the F1 of 4-word shingles of the body, 0 to 1; 0 for no page."""
        each = [shingle_f1(row.prediction or "", row.label) for row in judged]
        return {"f1": share(sum(each), len(each)), "worst": min(each, default=0.0)}


def shingle_f1(found: str, meant: str) -> float:
    """F1 of the two texts' shingles of four words, counted as often as they occur; 1 when both are empty.

    A text of fewer words is one shingle. Case counts, marks do not. Source: Scrapinghub's article extraction
    benchmark (2020).
    """
    given, wanted = _shingles(found), _shingles(meant)
    if not given and not wanted:
        return 1.0
    return score((given & wanted).total(), given.total(), wanted.total()).f1


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    if not words:
        return Counter()
    return Counter(tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)))


def _page(path: Path) -> bytes:
    try:
        data = path.read_bytes()
        return gzip.decompress(data) if path.suffix == ".gz" else data
    except (OSError, EOFError, zlib.error) as error:
        raise BadFile(f"{path} cannot be read: {error}.") from error


def _body(page: Path) -> str | None:
    label = page.with_name(page.name.partition(".html")[0] + ".json")
    if not label.exists():
        return None
    row = row_of(label)
    return row.text("body") if row.has("body") else None
