"""A file of any kind that is taken: which kind it is, and its rows, each parser in a child with limits."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from articles.intake.limits import Child, Exceeded, Limits
from articles.intake.plain import read_file
from articles.intake.rows import Page, Reason, Refusal, Row

# A page of 500,000 line breaks or a document that unpacks to gigabytes ends here, with its reason.
READ_LIMITS = Limits(seconds=9, megabytes=500)
TAKEN = "text (.txt), web pages (.html), Word documents (.docx), PDFs, tables (.csv, .jsonl) and .zip archives of these"

type Found = Callable[[int], None]


class FileKind(StrEnum):
    """What a file is, by its first bytes, else by the ending of its name."""

    TEXT = "text"
    PAGE = "page"
    WORD = "word"
    PDF = "pdf"
    TABLE = "table"
    ARCHIVE = "archive"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Sizes:
    """The most that is taken, in bytes: of one text, one page or document, and one archive or table."""

    text: int = 2_000_000
    document: int = 20_000_000
    archive: int = 200_000_000

    def of(self, kind: FileKind) -> int:
        """The most bytes of a file of this kind."""
        if kind in {FileKind.ARCHIVE, FileKind.TABLE}:
            return self.archive
        return self.document if kind in {FileKind.PAGE, FileKind.WORD, FileKind.PDF} else self.text


_ENDINGS = {
    ".txt": FileKind.TEXT, ".text": FileKind.TEXT, ".md": FileKind.TEXT, "": FileKind.TEXT,
    ".html": FileKind.PAGE, ".htm": FileKind.PAGE, ".xhtml": FileKind.PAGE,
    ".docx": FileKind.WORD, ".pdf": FileKind.PDF, ".zip": FileKind.ARCHIVE,
    ".csv": FileKind.TABLE, ".tsv": FileKind.TABLE, ".jsonl": FileKind.TABLE, ".ndjson": FileKind.TABLE,
    ".json": FileKind.TABLE,
}  # fmt: skip
_PAGE_BEGINS = (b"<!doctype html", b"<html")


def kind_of(name: str, data: bytes) -> FileKind:
    """The kind of a file: what its bytes say outweighs its name."""
    ending = Path(name).suffix.lower()
    if data.startswith(b"%PDF-"):
        return FileKind.PDF
    if data.startswith(b"PK\x03\x04"):
        office = b"[Content_Types].xml" in data[:4000]  # the first entry of every Office document
        return FileKind.WORD if office or ending == ".docx" else FileKind.ARCHIVE
    if data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGE_BEGINS):
        return FileKind.PAGE
    return _ENDINGS.get(ending, FileKind.OTHER)


def read_any(
    name: str,
    data: bytes,
    child: Child,
    sizes: Sizes,
    found: Found = lambda _: None,
    *,
    kind: FileKind | None = None,
) -> Iterator[Row | Refusal]:
    """The rows of a file, or why there are none; an archive gives those of its files, one after another.

    ``found`` is told how many more than one there will be, as soon as a table or an archive is opened.
    ``kind`` is given where it is known otherwise than by the name and the first bytes.
    """
    kind = kind or kind_of(name, data)
    if kind is FileKind.ARCHIVE:
        yield from _archive(name, data, child, sizes, found)
    else:
        yield from _single(name, data, kind, child, sizes, found)


def _single(
    name: str, data: bytes, kind: FileKind, child: Child, sizes: Sizes, found: Found
) -> Iterator[Row | Refusal]:
    most = sizes.of(kind)
    if not data:
        yield Refusal(Reason.EMPTY, f"{name} is empty: choose the file that holds the article's text.", name)
    elif kind is FileKind.OTHER:
        yield Refusal(Reason.UNKNOWN_KIND, f"{name} is of a kind that is not taken: give {TAKEN}.", name)
    elif len(data) > most and kind is not FileKind.TEXT:
        over = f"{name} is over the limit of {most / 1_000_000:g} MB"
        yield Refusal(Reason.TOO_LARGE, f"{over}: divide it, or paste its text.", name)
    elif kind is FileKind.TEXT:
        yield read_file(name, data, limit=sizes.text)
    elif kind is FileKind.PAGE:
        yield _page(name, child.run("articles.intake.html:page_values", data), sizes)
    elif kind is FileKind.TABLE:
        rows = child.run("articles.intake.tables:table_values", data, name=name, limit=sizes.text)
        yield from _table(name, rows, found)
    elif kind is FileKind.WORD:
        yield _document(name, child.run("articles.intake.documents:word_text", data), sizes)
    else:
        yield _document(name, child.run("articles.intake.documents:pdf_text", data), sizes)


def _page(name: str, found: Any, sizes: Sizes) -> Row | Refusal:  # noqa: ANN401  # what the child gave
    if isinstance(found, Exceeded):
        return _given_up(name, found)
    if found is None:
        return Refusal(
            Reason.NO_ARTICLE, f"{name} holds no article that can be told from the page: paste its text.", name
        )
    page = Page(**found)
    # The headline is a part of what the outlet published: the text begins with it, as a pasted one does.
    text = f"{page.title}\n\n{page.body}" if page.title else page.body
    read = read_file(name, text.encode(errors="replace"), limit=sizes.text)
    if isinstance(read, Refusal):
        return read
    return replace(
        read,
        headline=page.title or "",
        standfirst=page.standfirst or "",
        byline=page.byline or "",
        published=page.published or "",
        url=page.url or "",
        outlet=page.site or "",
        language=page.language or "",
        complete=page.complete,
    )


def _document(name: str, found: Any, sizes: Sizes) -> Row | Refusal:  # noqa: ANN401  # likewise
    if isinstance(found, Exceeded):
        return _given_up(name, found)
    if found is None:
        return Refusal(
            Reason.EMPTY, f"{name} holds no text, only pictures of pages or a password: paste its text.", name
        )
    return read_file(name, str(found).encode(errors="replace"), limit=sizes.text)


def _table(name: str, rows: Any, found: Found) -> Iterator[Row | Refusal]:  # noqa: ANN401  # likewise
    if isinstance(rows, Exceeded):
        yield _given_up(name, rows)
        return
    found(len(rows) - 1)
    for one in rows:
        yield Row(**one["row"]) if "row" in one else Refusal(**one["refusal"])


def _archive(name: str, data: bytes, child: Child, sizes: Sizes, found: Found) -> Iterator[Row | Refusal]:
    if len(data) > sizes.archive:
        yield Refusal(
            Reason.TOO_LARGE, f"{name} is over the limit of {sizes.archive / 1_000_000:g} MB: divide it.", name
        )
        return
    with TemporaryDirectory() as folder:
        entries = child.run("articles.intake.archives:unpack", data, folder=folder, limit=sizes.archive)
        if isinstance(entries, Exceeded):
            yield _given_up(name, entries)
            return
        if not entries:
            yield Refusal(Reason.EMPTY, f"{name} is an archive without files: check that it is the right one.", name)
            return
        found(len(entries) - 1)
        for entry in entries:
            yield from _entry(f"{name}/{entry['name']}", entry, child, sizes, found)


def _entry(name: str, entry: dict[str, str], child: Child, sizes: Sizes, found: Found) -> Iterator[Row | Refusal]:
    if "path" not in entry:
        yield Refusal(Reason(entry["reason"]), f"{name} {entry['fault']}.", name)
        return
    path = Path(entry["path"])
    data = path.read_bytes()
    path.unlink()
    kind = kind_of(name, data)
    if kind is FileKind.ARCHIVE:
        yield Refusal(
            Reason.BAD_ARCHIVE, f"{name} is an archive within an archive: unpack it and give its files.", name
        )
    else:
        yield from _single(name, data, kind, child, sizes, found)


def _given_up(name: str, exceeded: Exceeded) -> Refusal:
    return Refusal(Reason.TOO_HEAVY, f"{name} was given up: {exceeded.reason}. Paste the article’s text instead.", name)
