"""Short stretches of a text around what was found in it, as escaped HTML with our own marks."""

from collections.abc import Iterable, Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe

from articles.analysis.types import Span
from articles.search import Query, matches

_BEFORE, _AFTER = 90, 150  # characters: two lines and a half of a page
_MOST = 3


def marked(text: str, query: Query) -> SafeString:
    """The whole of a short text with what was found in it marked."""
    return _html(text, Span(0, len(text)), matches(text, query))


def fragments(
    text: str, query: Query, visible: Sequence[Span] | None = None, *, after: int = 0
) -> tuple[SafeString, ...]:
    """At most three stretches around passages that were found ``after`` a character that is shown already.

    With ``visible`` nothing else of the text stands in them; none where all that was found is elsewhere.
    """
    found = matches(text, query)
    pieces: list[SafeString] = []
    shown_to = after
    for span in found:
        bounds = _bounds(text, span, visible)
        if bounds is None or span.start < shown_to:
            continue
        window = _window(text, span, bounds)
        pieces.append(_piece(text, window, found))
        shown_to = window.end
        if len(pieces) == _MOST:
            break
    return tuple(pieces)


def opening(text: str, query: Query, longest: int = 420) -> SafeString:
    """A text from its beginning, with marks; cut after about ``longest`` characters, and then with what was found."""
    end = len(text) if len(text) <= longest else _word_end(text, longest)
    found = matches(text, query)
    if found and found[0].end > end:
        return _piece(text, _window(text, found[0], Span(0, len(text))), found)
    html = _html(text, Span(0, end), found)
    return html if end == len(text) else mark_safe(f"{html} …")  # noqa: S308 - _html escapes all text  # nosec B308


def _bounds(text: str, span: Span, visible: Sequence[Span] | None) -> Span | None:
    """Between which characters a stretch around ``span`` may lie; None where it must not be shown."""
    if visible is None:
        return Span(0, len(text))
    return next((seen for seen in visible if seen.start <= span.start and span.end <= seen.end), None)


def _window(text: str, span: Span, bounds: Span) -> Span:
    start, end = max(bounds.start, span.start - _BEFORE), min(bounds.end, span.end + _AFTER)
    if start > bounds.start:
        start = _word_start(text, start, span.start)
    if end < bounds.end:
        end = max(span.end, _word_end(text, end))
    return Span(start, end)


def _word_start(text: str, start: int, latest: int) -> int:
    """The next beginning of a word."""
    while start < latest and not (text[start - 1].isspace() and not text[start].isspace()):
        start += 1
    return start


def _word_end(text: str, end: int) -> int:
    """The last end of a word before ``end``; ``end`` itself in a text without blanks."""
    last = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end))
    return last if last > end - 60 else end


def _piece(text: str, window: Span, found: Iterable[Span]) -> SafeString:
    before = "… " if text[: window.start].strip() else ""
    after = " …" if text[window.end :].strip() else ""
    return mark_safe(f"{before}{_html(text, window, found)}{after}")  # noqa: S308 - likewise  # nosec B308


def _html(text: str, window: Span, found: Iterable[Span]) -> SafeString:
    pieces: list[str] = []
    at = window.start
    for span in found:
        start, end = max(span.start, window.start), min(span.end, window.end)
        if start < end:
            pieces += [escape(text[at:start]), f"<mark>{escape(text[start:end])}</mark>"]
            at = end
    return mark_safe("".join([*pieces, escape(text[at : window.end])]))  # noqa: S308 - every piece is escaped  # nosec B308
