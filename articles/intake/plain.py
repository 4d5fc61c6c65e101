"""Plain texts: .txt files, kept to the byte, and texts pasted into a form."""

from articles.intake.decoding import decode, looks_binary
from articles.intake.rows import Reason, Refusal, Row

_PASTED = "The pasted text"
# How other kinds of file begin, so that the reason can name what was chosen by mistake.
_BEGINNINGS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a Word document or another zipped file"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)


def read_file(name: str, data: bytes, *, limit: int) -> Row | Refusal:
    """The text of a file, decoded and otherwise untouched: line ends, spaces and marks stay as they are.

    ``limit`` is in bytes; of a larger file its first ``limit + 1`` bytes are enough.
    """
    if len(data) > limit:
        return _too_large(name, limit, file_name=name)
    kind = next((kind for beginning, kind in _BEGINNINGS if data.startswith(beginning)), None)
    if kind:
        return _not_text(name, f" (it looks like {kind})")
    decoded = decode(data)
    if decoded is None:
        return _not_text(name) if b"\x00" in data else _undecodable(name)
    if not decoded.text.strip():
        return Refusal(Reason.EMPTY, f"{name} is empty: choose the file that holds the article's text.", name)
    if looks_binary(decoded.text):
        return _not_text(name)
    return Row(decoded.text, name, decoded.encoding)


def read_pasted(text: str, *, limit: int) -> Row | Refusal:
    """The text of a form field as its writer saw it. ``limit`` is in bytes of UTF-8.

    A browser sends every line end of a field as CRLF, whatever was pasted (HTML, "constructing the form data
    set"), so CRLF goes back to the LF that the field itself held: a text pasted twice, or pasted and uploaded
    from a file with LF, is the same text. Nothing else is changed.
    """
    text = text.replace("\r\n", "\n")
    if not text.strip():
        return Refusal(Reason.EMPTY, f"{_PASTED} is empty: paste the article's text, or choose a file.")
    if looks_binary(text):
        return Refusal(
            Reason.NOT_TEXT,
            f"{_PASTED} holds characters that no article has: copy it again from the page or document.",
        )
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        return Refusal(Reason.UNDECODABLE, f"{_PASTED} holds half characters: copy it again from the page or document.")
    if size > limit:
        return _too_large(_PASTED, limit)
    return Row(text)


def _too_large(name: str, limit: int, *, file_name: str = "") -> Refusal:
    return Refusal(
        Reason.TOO_LARGE,
        f"{name} is over the limit of {limit / 1_000_000:g} MB: add one article at a time, as text alone.",
        file_name,
    )


def _not_text(name: str, detail: str = "") -> Refusal:
    return Refusal(
        Reason.NOT_TEXT,
        f"{name} is not plain text{detail}: save it as plain text (.txt, UTF-8), or paste its text.",
        name,
    )


def _undecodable(name: str) -> Refusal:
    return Refusal(
        Reason.UNDECODABLE,
        f"{name} cannot be read as UTF-8, UTF-16 or Windows-1252: save it as UTF-8 text, or paste its text.",
        name,
    )
