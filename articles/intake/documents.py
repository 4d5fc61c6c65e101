"""Word documents and PDFs: their text, paragraph by paragraph. For the child process: both formats can be hostile."""

import io
import re
import statistics

import mammoth
import pypdf

_WORDS_OF_A_SCAN = 20  # fewer words in a whole PDF: its pages are pictures
_FULL_LINE = 0.75  # of the usual length of a page's lines: a shorter line that ends with a stop ends a paragraph
_STOPS = re.compile(r"[.!?:…][”\"’')\]]*$")
_HYPHEN = re.compile(r"(?<=[a-z])-$")


def word_text(data: bytes) -> str:
    """The text of a .docx, paragraphs parted by blank lines; raises where it is none."""
    return str(mammoth.extract_raw_text(io.BytesIO(data)).value).strip()


def pdf_text(data: bytes) -> str | None:
    """The text of a PDF with its lines joined to paragraphs; None where its pages are pictures.

    Raises where it is no PDF.
    An encrypted PDF that opens without a password is read; another one counts as pictures.
    """
    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        return None
    text = "\n\n".join(paragraphs_of(page.extract_text()) for page in reader.pages).strip()
    return text if len(text.split()) >= _WORDS_OF_A_SCAN else None


def paragraphs_of(page: str) -> str:
    """The lines of a page joined to paragraphs: at a blank line, or a short line with a stop, a new one begins."""
    lines = [" ".join(line.split()) for line in page.splitlines()]
    lengths = [len(line) for line in lines if len(line.split()) > 3]
    full = _FULL_LINE * statistics.median(lengths) if lengths else 0.0
    paragraphs = [""]
    for line in lines:
        if not line:
            paragraphs.append("")
            continue
        before = paragraphs[-1]
        paragraphs[-1] = _HYPHEN.sub("", before) + line if _HYPHEN.search(before) else f"{before} {line}".lstrip()
        if len(line) < full and (_STOPS.search(line) or len(paragraphs) == 1):
            paragraphs.append("")
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
