"""The forms of a page as whoever attacks reads them: every field, whatever is around it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_TYPED = {"text", "search", "url", "email", "password", "number", "date", "time", "datetime-local", "hidden"}
_CHOSEN = {"checkbox", "radio"}


@dataclass
class Form:
    """Where a form is sent and how, what stands in its fields, and the names of those that take any text."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self._open: Form | None = None
        self._area = self._choice = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self._open)
        if self._open is None:
            return
        name, kind = given.get("name", ""), given.get("type", "text")
        if tag == "option" and self._choice and "selected" in given:
            self._open.fields[self._choice] = [given.get("value", "")]
        elif tag == "select":
            self._choice = name
        elif tag == "textarea":
            self._area = name
            self._put(name, "")
        elif tag == "input" and name and kind in _TYPED:
            self._put(name, given.get("value", ""))
        elif tag == "input" and name and kind in _CHOSEN and "checked" in given:
            self._open.fields.setdefault(name, []).append(given.get("value", "on"))

    def handle_endtag(self, tag: str) -> None:
        self._open = None if tag == "form" else self._open
        self._area = "" if tag == "textarea" else self._area
        self._choice = "" if tag == "select" else self._choice

    def handle_data(self, data: str) -> None:
        if self._open is not None and self._area:
            self._open.fields[self._area] = [self._open.fields[self._area][0] + data]

    def _put(self, name: str, value: str) -> None:
        assert self._open is not None
        self._open.fields[name] = [value]
        if name not in self._open.typed and name != "csrfmiddlewaretoken":
            self._open.typed.append(name)


def forms_in(html: str) -> list[Form]:
    """All forms of a page."""
    reader = _Reader()
    reader.feed(html)
    return reader.forms
