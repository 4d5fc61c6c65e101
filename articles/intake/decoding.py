"""Which characters the bytes of a text file stand for: certain signs first, a careful guess last."""

import codecs
import re
from dataclasses import dataclass

# A lead byte of UTF-8 with all its continuation bytes: in a Windows-1252 text that would be "Ã©" or "â€™".
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# Western text sets accents, marks and dashes singly ("“Élan", "—“É"); four in a row are another script.
_FOREIGN_RUN = re.compile(rb"[\x80-\xff]{4}")
# French, the densest in accents of the Western languages, stays under 5 %; other scripts pass 50 %.
_MOST_HIGH_BYTES = 0.2

_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
# A stray form feed or end-of-file mark happens in real text files; one in a hundred does not.
_MOST_CONTROLS = 0.01


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the name of the encoding that it came in; a byte order mark is no part of the text."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded | None:
    """The characters of ``data``, or None when no encoding fits well enough to be trusted.

    UTF-8 with or without a byte order mark and UTF-16 with one are certain. Windows-1252 gives some
    character for nearly every byte, so it is taken only where the result is plausible Western text.
    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    return _strictly(data, "utf-8") or (_strictly(data, "cp1252") if _plausibly_western(data) else None)


def looks_binary(text: str) -> bool:
    """Whether decoded characters are those of a programme's own format rather than of a text."""
    return "\x00" in text or len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text)


def _strictly(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        return None


def _plausibly_western(data: bytes) -> bool:
    high = sum(byte >= 0x80 for byte in data)
    return high <= _MOST_HIGH_BYTES * len(data) and not _UTF8_SEQUENCE.search(data) and not _FOREIGN_RUN.search(data)
