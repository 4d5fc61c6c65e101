"""Zip archives: their files written apart into a folder under numbers, so that no name in them can lead anywhere."""

import io
import lzma
import stat
import zipfile
import zlib
from pathlib import Path
from typing import Any

from articles.intake.rows import Reason

MOST_FILES = 2_000
MOST_BYTES = 400_000_000  # of all files together, unpacked
_CHUNK = 1 << 20
_BEHIND = "stands behind the most that one archive may hold"
_BREAKS = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, EOFError, OSError, ValueError, RuntimeError,
)  # fmt: skip
_ASIDE = ("__MACOSX/", ".DS_Store", "Thumbs.db")  # what systems put beside the files


def unpack(data: bytes, folder: str, limit: int) -> list[dict[str, Any]]:
    """Write the files of an archive to ``folder``; what the child process runs. ``limit`` is of one file, in bytes.

    One entry a file: ``name``, and either ``path`` or ``reason`` and ``fault`` (a clause). Folders and what systems
    put beside files are passed over. Raises ``zipfile.BadZipFile`` where the data are no archive.
    """
    entries: list[dict[str, Any]] = []
    written = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = [info for info in archive.infolist() if not info.is_dir() and not _is_aside(info.filename)]
        for number, info in enumerate(files):
            name = _shown(info.filename)
            if number >= MOST_FILES or written >= MOST_BYTES:
                entries.append(_refused(name, Reason.TOO_LARGE, _BEHIND))
                continue
            fault = _fault(info)
            if fault is not None:
                entries.append(_refused(name, Reason.BAD_ARCHIVE, fault))
                continue
            path = Path(folder) / str(number)
            entry, size = _write(archive, info, path, limit, MOST_BYTES - written)
            written += size
            entries.append({"name": name, **entry})
    return entries


def _write(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path, limit: int, left: int
) -> tuple[dict[str, Any], int]:
    """Unpack one file, as much as is needed to see that it is too large: what an archive says of sizes can be a lie.

    Never more than ``left``; a file that is longer is refused, as half a text would pass for a whole one.
    """
    size, most = 0, min(limit + 1, left)
    try:
        with archive.open(info) as packed, path.open("wb") as out:
            while chunk := packed.read(min(_CHUNK, most - size)):
                out.write(chunk)
                size += len(chunk)
            goes_on = size == left and bool(packed.read(1))
    except _BREAKS:
        return {"reason": Reason.BAD_ARCHIVE, "fault": "is broken in the archive: make the archive anew"}, size
    if goes_on:
        return {"reason": Reason.TOO_LARGE, "fault": _BEHIND}, size
    return {"path": str(path)}, size


def _fault(info: zipfile.ZipInfo) -> str | None:
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a link to another file: put the file itself into the archive"
    if info.flag_bits & 0x1:
        return "needs a password: make the archive without one"
    return None


def _is_aside(name: str) -> bool:
    return name.startswith(_ASIDE) or name.rpartition("/")[2].startswith(("._", *_ASIDE))


def _shown(name: str) -> str:
    """The name as it can be shown: no control characters, no more than 200 characters."""
    return "".join(c if c.isprintable() else "�" for c in name)[-200:]


def _refused(name: str, reason: Reason, fault: str) -> dict[str, Any]:
    return {"name": name, "reason": reason, "fault": fault}
