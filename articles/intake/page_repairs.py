"""What is mended around the extraction: bodies in several boxes, hidden cards, titles and promotion within the text."""

import re
from collections import defaultdict

from lxml.html import HtmlElement

_PARAGRAPH = 80  # characters that make a paragraph one of running text
_RUNNING = 2  # such paragraphs directly in a box make it one of the body's
_HIDDEN = re.compile(r"tooltip|popover|rollover-[\w-]*block|screen-reader|sr-only|visually-hidden", re.IGNORECASE)
_PROMOTION = re.compile(
    r"""
    (?:related|read\ more|read\ next|read\ also|see\ also|also\ read|more\ on\ this|watch|listen|leggi\ anche
      |lesen\ sie\ auch|mehr\ zum\ thema|(?:à\ )?lire\ aussi|le[ai]\ también|leia\ também)\s*[:|–—-]
    | (?:read\ more|read\ next|see\ also|recommended|advertisement|comments?|tags|trending|sponsored
      |related(?:\ (?:articles|stories|content|topics|coverage))?|share\ this(?:\ (?:article|story))?
      |most\ (?:read|popular))\W*$
    | also\ on\ \S+\.[a-z]{2,3}\b
    | (?:click|tap)\ here\b
    | (?:subscribe|sign\ up)\b.*\b(?:newsletters?|inbox|alerts|channel|updates|e-?mails?)\b
    | get\ the\b.*\b(?:newsletter|app|inbox)\b
    | follow\ (?:us|@|.{1,60}\ on\ (?:twitter|facebook|instagram)\b)
    | like\ this\ (?:story|article)\b
    | this\ copy\ is\ for\ your\ personal
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LONGEST_PROMOTION = 200
_SHOUTED = 5  # words in capitals alone: a link to another piece


def repair(tree: HtmlElement) -> None:
    """Mend the page in place, before extraction."""
    _join_boxes(tree)
    _drop_hidden(tree)


def without_title_and_promotion(lines: list[str], title: str | None) -> list[str]:
    """The lines of an article without its own title on top and without links to other things."""
    kept = [line for line in lines if not _promotes(line)]
    if kept and title and _folded(kept[0]) and _folded(kept[0]) in _folded(title):
        return kept[1:]
    return kept


def _promotes(line: str) -> bool:
    if len(line) > _LONGEST_PROMOTION:
        return False
    words = line.split()
    shouted = line.isupper() and len(words) >= _SHOUTED and line[-1] not in '.!?”"'
    return shouted or _PROMOTION.match(line.lstrip("-( ")) is not None


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _join_boxes(tree: HtmlElement) -> None:
    """Where one article's text stands in several boxes of one class, between them advertisements: make them one.

    The extraction takes the first such box alone.
    """
    boxes: dict[tuple[str, str, HtmlElement], list[HtmlElement]] = defaultdict(list)
    for box in tree.iter("div", "section"):
        if not box.get("class"):
            continue
        running = [p for p in box.findall("p") if len(p.text_content()) >= _PARAGRAPH]
        article = next(box.iterancestors("article", "main"), None)
        if len(running) >= _RUNNING and article is not None:
            boxes[box.tag, box.get("class"), article].append(box)
    for first, *others in boxes.values():
        for other in others:
            if not any(ancestor is first for ancestor in other.iterancestors()):
                first.extend(list(other))


def _drop_hidden(tree: HtmlElement) -> None:
    """Cards that open on a name within a paragraph are no words of it."""
    for element in list(tree.iter("span", "div")):
        if _HIDDEN.search(element.get("class") or "") and next(element.iterancestors("p"), None) is not None:
            element.drop_tree()
