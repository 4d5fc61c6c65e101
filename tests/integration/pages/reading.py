"""A page as its reader sees it: the words of the elements that matter, read from the HTML."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"meta", "link", "input", "br", "img", "rect"})


@dataclass
class Element:
    """An element with its attributes, its children and its words."""

    tag: str
    attributes: dict[str, str]
    children: "list[Element | str]" = field(default_factory=list)

    @property
    def text(self) -> str:
        """All words inside, white space made single blanks."""
        return re.sub(r"\s+", " ", self.raw).strip()

    @property
    def raw(self) -> str:
        """All characters inside as they are."""
        return "".join(child if isinstance(child, str) else child.raw for child in self.children)

    def all(self, selector: str) -> "list[Element]":
        """Every element inside that fits "tag", ".class", "#id", "tag.class" or several of them parted by blanks."""
        first, _, rest = selector.partition(" ")
        found = [one for one in self._inside() if one.fits(first)]
        return [deeper for one in found for deeper in one.all(rest)] if rest else found

    def one(self, selector: str) -> "Element":
        """The only element that fits."""
        found = self.all(selector)
        assert len(found) == 1, f"{len(found)} elements fit {selector}"
        return found[0]

    def fits(self, simple: str) -> bool:
        """Whether tag, id and classes are those of a simple selector."""
        tag, *marks = re.findall(r"^[\w-]*|[.#][\w-]+", simple)
        classes = self.attributes.get("class", "").split()
        return tag in {"", self.tag} and all(
            mark[1:] in classes if mark[0] == "." else self.attributes.get("id") == mark[1:] for mark in marks
        )

    def _inside(self) -> "list[Element]":
        return [one for child in self.children if isinstance(child, Element) for one in (child, *child._inside())]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read_html(html: str) -> Element:
    """The document; fails on elements that are closed out of turn or left open."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1, f"<{reader.open[-1].tag}> is left open"
    return reader.open[0]
