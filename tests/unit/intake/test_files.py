"""Files of every kind that is taken, and hostile ones: each ends with rows or with its reason."""

import io
import stat
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from articles.intake import READ_LIMITS, Child, Reason, Refusal, Row, Sizes, archives, read_any
from articles.intake.files import FileKind, kind_of
from tests.unit.intake.made import TEXT, archive, pdf, word, word_of_xml

SIZES = Sizes(text=100_000, document=40_000_000, archive=50_000_000)
PLAIN = "\n\n".join(TEXT)
PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>Pier shut</title><meta property="og:site_name" content="The Courier">'
    f"</head><body><article><h1>Pier shut</h1><p>{TEXT[0]}</p><p>{TEXT[0]} {TEXT[1]}</p></article></body></html>"
)


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    with Child(READ_LIMITS) as child:
        yield child


def read(child: Child, name: str, data: bytes) -> list[Row | Refusal]:
    return list(read_any(name, data, child, SIZES))


def sentence(child: Child, name: str, data: bytes) -> str:
    (refusal,) = read(child, name, data)
    assert isinstance(refusal, Refusal)
    return refusal.sentence


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", b"Words", FileKind.TEXT),
        ("README", b"Words", FileKind.TEXT),
        ("a.txt", b"\xef\xbb\xbf\n<!DOCTYPE html><p>", FileKind.PAGE),
        ("a.htm", b"<p>", FileKind.PAGE),
        ("a.txt", b"%PDF-1.4", FileKind.PDF),
        ("a", word("One"), FileKind.WORD),
        ("a.docx", archive({"a.txt": b"a"}), FileKind.WORD),
        ("a", archive({"a.txt": b"a"}), FileKind.ARCHIVE),
        ("A.CSV", b"text", FileKind.TABLE),
        ("a.exe", b"MZ", FileKind.OTHER),
    ],
)
def test_the_first_bytes_outweigh_the_name(name: str, data: bytes, kind: FileKind) -> None:
    assert kind_of(name, data) is kind


def test_a_file_of_each_kind_gives_its_text_with_what_it_says_of_itself(child: Child) -> None:
    assert read(child, "a.txt", PLAIN.encode()) == [Row(PLAIN, "a.txt")]
    assert read(child, "a.docx", word(*TEXT)) == [Row(PLAIN, "a.docx")]
    assert read(child, "a.pdf", pdf(*TEXT)) == [Row(" ".join(TEXT), "a.pdf")]
    assert read(child, "a.csv", b"text,outlet\nOne.,The Courier\n") == [
        Row("One.", "a.csv", place="line 2", outlet="The Courier")
    ]
    (page,) = read(child, "a.html", PAGE.encode())
    assert page == Row(
        f"Pier shut\n\n{TEXT[0]}\n\n{TEXT[0]} {TEXT[1]}", "a.html", headline="Pier shut", outlet="The Courier",
        language="en",
    )  # fmt: skip


def test_an_archive_gives_the_rows_of_its_files_and_a_reason_for_each_other(child: Child) -> None:
    packed = archive(
        {
            "north/a.txt": PLAIN.encode(),
            "__MACOSX/north/._a.txt": b"x",
            ".DS_Store": b"x",
            "a.exe": b"MZ",
            "b.zip": archive({"c.txt": b"c"}),
            "../../etc/d.txt": b"Words.",
            "e.csv": b"text\n\xc3\xa9\n",
        }
    )
    rows: list[Row] = []
    refusals: list[Refusal] = []
    for one in read(child, "news.zip", packed):
        if isinstance(one, Refusal):
            refusals.append(one)
        else:
            rows.append(one)
    assert rows == [
        Row(PLAIN, "news.zip/north/a.txt"),
        Row("Words.", "news.zip/../../etc/d.txt"),
        Row("é", "news.zip/e.csv", place="line 2"),
    ]
    assert [(one.file_name, one.reason) for one in refusals] == [
        ("news.zip/a.exe", Reason.UNKNOWN_KIND),
        ("news.zip/b.zip", Reason.BAD_ARCHIVE),
    ]


@pytest.mark.parametrize(
    ("sizes", "written", "whole"),
    [
        ((60, 60, 1), [60, 40], 1),  # the second would go over: refused, and so is all behind it
        ((60, 40, 1), [60, 40], 2),
        ((60, 39, 1), [60, 39, 1], 3),
        ((99, 81), [81, 19], 1),  # the first is over its own limit, and given as it is for that to be said
    ],
)
def test_an_archive_never_unpacks_to_more_than_the_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sizes: tuple[int, ...], written: list[int], whole: int
) -> None:
    monkeypatch.setattr(archives, "MOST_BYTES", 100)
    packed = archive({f"{number}.txt": b"a" * size for number, size in enumerate(sizes)})
    entries = archives.unpack(packed, str(tmp_path), limit=80)
    assert [path.stat().st_size for path in sorted(tmp_path.iterdir())] == written
    assert ["path" in entry for entry in entries] == [number < whole for number in range(len(sizes))]
    assert {entry["reason"] for entry in entries[whole:]} <= {Reason.TOO_LARGE}


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.docx", "a.pdf", "a.csv", "a.exe"])
def test_an_empty_file_says_so(child: Child, name: str) -> None:
    assert sentence(child, name, b"") == f"{name} is empty: choose the file that holds the article's text."


def linked() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as out:
        info = zipfile.ZipInfo("secret.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        out.writestr(info, "/etc/passwd")
    return packed.getvalue()


def broken() -> bytes:
    packed = bytearray(archive({"a.txt": b"A pier. " * 500}))
    packed[40] ^= 0xFF
    return bytes(packed)


HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a page of 500,000 line breaks": (
        "a.html",
        lambda: b"<html><body><article>" + b"a<br>" * 500_000,
        " was given up: it takes more than",
    ),
    "a page of 100,000 paragraphs": (
        "a.html",
        lambda: b"<html><body><article>" + b"<p>One of very many words.</p>" * 100_000,
        " was given up: it takes more than",
    ),
    "a Word document that unpacks to much more": (
        "a.docx",
        lambda: word_of_xml(b"<a>" + b" " * 400_000_000 + b"</a>"),
        " was given up: it takes more than",
    ),
    "an archive of a file that unpacks to much more": (
        "a.zip",
        lambda: archive({"b.txt": bytes(100_000_000)}),
        "/b.txt is over the limit of 0.1 MB",
    ),
    "a link in an archive": ("a.zip", linked, "/secret.txt is a link to another file: put the file itself into"),
    "a broken archive": ("a.zip", broken, "/a.txt is broken in the archive: make the archive anew."),
    "an archive cut in half": ("a.zip", lambda: archive({"a": b"a" * 999})[:60], " was given up: it cannot be read as"),
    "a PDF that is none": ("a.pdf", lambda: b"%PDF-1.7\nnothing", " was given up: it cannot be read as what it says"),
    "a PDF of pictures": ("a.pdf", lambda: pdf("Page 1"), " holds no text, only pictures of pages or a password"),
    "a Word document that is none": ("a.docx", lambda: archive({"a": b"a"}), " was given up: it cannot be read as"),
    "a table of nothing": ("a.csv", lambda: b"\n", " has no rows"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_ends_with_its_reason(child: Child, what: str) -> None:
    name, made, fault = HOSTILE[what]
    assert sentence(child, name, made()).startswith(name + fault)


def test_a_page_in_another_encoding_than_it_says_ends_with_a_text_or_a_reason(child: Child) -> None:
    body = "<p>" + "桟橋は閉鎖された。今日から工事が始まる。" * 40 + "</p>"
    data = f'<html><head><meta charset="utf-8"></head><body><article>{body}</article></body></html>'.encode("shift_jis")
    (found,) = read(child, "a.html", data)
    assert "\ufffd" not in (found.text if isinstance(found, Row) else "")


def test_after_a_hostile_file_the_next_one_is_read(child: Child) -> None:
    read(child, "a.pdf", b"%PDF-1.7\nnothing more")
    assert read(child, "a.docx", word(*TEXT)) == [Row(PLAIN, "a.docx")]
