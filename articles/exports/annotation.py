"""Ways to one passage for other programs: a W3C annotation, and a link into the outlet's own page."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from articles.analysis.types import Span

_AROUND = 32  # characters before and behind that tell one place of the same words from another, as the W3C's example
_LONGEST = 120  # characters that a link gives whole; of longer passages it has the first and the last words
_ENDS = 5  # words


def annotation(text: str, parts: Sequence[Span], readable: Sequence[Span], *, address: str, source: str) -> str:
    """JSON-LD of a Web Annotation whose targets quote each part in ``source``, with what stands around it.

    What stands around is taken from the ``readable`` stretches of the text alone.
    """
    data: dict[str, Any] = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": address,
        "type": "Annotation",
        "motivation": "highlighting",
        "target": [{"source": source, "selector": selector(text, part, readable)} for part in parts],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def selector(text: str, part: Span, readable: Sequence[Span]) -> dict[str, str]:
    """The ``TextQuoteSelector`` of one part."""
    around = next((span for span in readable if span.start <= part.start and part.end <= span.end), part)
    return {
        "type": "TextQuoteSelector",
        "exact": text[slice(*part)],
        "prefix": text[max(around.start, part.start - _AROUND) : part.start],
        "suffix": text[part.end : min(around.end, part.end + _AROUND)],
    }


def text_fragment(url: str, words: str) -> str:
    """The address of a page that opens at these words, in browsers that know text fragments; "" for no address.

    >>> text_fragment("https://news.example/a#top", "well-known, and safe")
    'https://news.example/a#top:~:text=well%2Dknown%2C%20and%20safe'
    """
    if not url or not words.split():
        return ""
    said = words.split()
    several_lines = len([line for line in words.splitlines() if line.strip()]) > 1
    if len(" ".join(said)) > _LONGEST or several_lines:
        told = f"{_encoded(said[:_ENDS])},{_encoded(said[-_ENDS:])}" if len(said) > 2 * _ENDS else _encoded(said)
    else:
        told = _encoded(said)
    return f"{url}{'' if '#' in url else '#'}:~:text={told}"


def _encoded(words: Sequence[str]) -> str:
    """Also hyphens, which part what stands around from what is looked for."""
    return quote(" ".join(words), safe="").replace("-", "%2D")
