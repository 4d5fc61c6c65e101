"""One passage as others cite it: a sentence to read, BibTeX, and CSL-JSON."""

import datetime as dt
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from articles.analysis.types import Span

# What TeX would not print as it stands. BibTeX counts every brace, also one behind a backslash: none may stand alone.
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "$&#_%"},
}
_TEX_SIGNS = re.compile("|".join(map(re.escape, _TEX)))
_IN_ADDRESSES = re.compile(r"[{}\\\s\"<>^`|]")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_NO_HEADLINE = "[no headline given]"


@dataclass(frozen=True, slots=True)
class Cited:
    """A passage with where it stands. Empty texts and None were not given.

    ``quoted`` are the characters of ``parts``; ``stored`` is the day on which the text was stored here, ``address``
    that of the passage here.
    """

    outlet: str
    slug: str
    headline: str
    byline: str
    published: dt.date | None
    url: str
    language: str
    sha256: str
    parts: tuple[Span, ...]
    quoted: str
    stored: dt.date
    address: str

    @property
    def key(self) -> str:
        """Its name among references: letters, digits and hyphens of ASCII only."""
        first = self.parts[0].start
        return f"{self.slug}-{self.published.year if self.published else 'undated'}-{self.sha256[:8]}-{first}"


def readable(cited: Cited) -> str:
    """One sentence: outlet, headline, byline, day, address, the words, and which text they are of."""
    said = [f"{cited.outlet}, {f'“{cited.headline}”' if cited.headline else _NO_HEADLINE}"]
    said += [cited.byline] if cited.byline else []
    said += [_day(cited.published) if cited.published else "no date given"]
    said += [cited.url] if cited.url else []
    return f"{', '.join(said)}: “{_line(cited.quoted)}” ({_place(cited)}; {cited.address})."


def bibtex(cited: Cited) -> str:
    """One ``@misc`` entry in UTF-8, for BibTeX and biber."""
    fields = {
        "author": f"{{{tex(cited.byline or cited.outlet)}}}",
        "title": f"{{{tex(cited.headline or _NO_HEADLINE)}}}",
        "howpublished": tex(cited.outlet),
        "year": str(cited.published.year) if cited.published else "",
        "month": _MONTHS[cited.published.month - 1] if cited.published else "",
        "day": str(cited.published.day) if cited.published else "",
        "url": _tex_address(cited.url or cited.address),
        "urldate": cited.stored.isoformat(),
        "note": tex(_place(cited)),
        "annote": tex(cited.quoted),
    }
    lines = (f"  {name} = {value if name == 'month' else f'{{{value}}}'}," for name, value in fields.items() if value)
    return "\n".join([f"@misc{{{cited.key},", *lines, "}"])


def csl_json(cited: Cited) -> str:
    """A list of one item of CSL-JSON."""
    item = {
        "id": cited.key,
        "type": "article-newspaper",
        "title": cited.headline or _NO_HEADLINE,
        "container-title": cited.outlet,
        "author": [{"literal": cited.byline}] if cited.byline else None,
        "issued": _date_parts(cited.published) if cited.published else None,
        "accessed": _date_parts(cited.stored),
        "URL": cited.url or cited.address,
        "language": cited.language or None,
        "note": f"{_place(cited)}; {cited.address}",
        "annote": cited.quoted,
    }
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=1)


def tex(text: str) -> str:
    """A text as TeX prints it: its signs escaped, its white space made single blanks."""
    return _TEX_SIGNS.sub(lambda sign: _TEX[sign[0]], _line(text))


def written(parts: Sequence[Span], dash: str = "–") -> str:
    """The places of parts: "120–164", "120–164 and 200–230"."""
    return " and ".join(f"{part.start}{dash}{part.end}" for part in parts)


def _place(cited: Cited) -> str:
    return f"characters {written(cited.parts)} of the text stored on {_day(cited.stored)}, SHA-256 {cited.sha256}"


def _day(day: dt.date) -> str:
    return f"{day:%-d %B %Y}"


def _date_parts(day: dt.date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}


def _line(text: str) -> str:
    return " ".join(text.split())


def _tex_address(address: str) -> str:
    """An address without the characters that end a field; others stay, as the command for addresses takes them."""
    return _IN_ADDRESSES.sub(lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), address)
