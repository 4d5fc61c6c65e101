"""How a text is laid out: paragraphs, headline, and the lines that are not part of the report.

Boilerplate is told by its form alone (promo labels, sign-up lines, captions, credits), never by its subject.
"""

import re
from dataclasses import dataclass

from articles.analysis.text.folding import fold, trim
from articles.analysis.types import Span

_LABEL = re.compile(
    r"(?:read\s+(?:more|next|also|on)|also\s+read|related(?:\s+(?:articles?|stories|content|links?))?|see\s+also|"
    r"more\s+(?:on\s+this|from|stories)|watch|listen|live|don't\s+miss|recommended|trending|most\s+read|"
    r"editor's\s+picks?|in\s+pictures|gallery|explainer|analysis|opinion|subscribe|sign\s+up|photos?|images?|"
    r"picture|video|credit|caption|source)\s*[:|>\u2022-]",
    re.I,
)
_WHOLE = re.compile(
    r"(?:read\s+(?:more|next|also)|advertise?ment|story\s+continues\s+below.*|article\s+continues\s+.*|"
    r"continue\s+reading.*|site\s+(?:mobile\s+)?navigation|skip\s+(?:to|past)\b.*|share\s+(?:this|on)\b.*|"
    r"related\s+(?:articles?|stories|content|links?)|more\s+(?:on\s+this\s+story|stories)|most\s+read|trending|"
    r"comments?|follow\s+us\b.*|copyright\b.*|(?:\(c\)|©).*|all\s+rights\s+reserved.*|sponsored(?:\s+content)?|"
    r"this\s+(?:article|story|post)\s+(?:has\s+been|was)\s+(?:updated|amended|corrected).*|"
    r"(?:the\s+)?[\w .,&'-]{2,60}\s+contributed\s+(?:to\s+this\s+(?:report|story|article)|reporting).*|"
    r"like\s+us\s+on\b.*|watch\s+(?:the\s+)?(?:video|live|below|above)\b.*)[.:!]?",
    re.I,
)
_SIGN_UP = re.compile(
    r"^(?=.{0,400}$)(?=.*\b(?:newsletters?|inbox|our\s+app|e-?mail\s+(?:list|updates|alerts)|bulletin|whatsapp|subscri\w+)\b)"
    r".*\b(?:sign\s+up|subscribe|click\s+here|delivered|download|follow|register|get\s+(?:the|our|all)|join\s+our)\b",
    re.I | re.S,
)
_CREDIT = re.compile(
    r"^\W*(?:\w+[ ]){0,6}?(?:[\w ]{0,60}/)?"
    r"(?:getty|reuters|ap photo|afp|pa wire|shutterstock|alamy|epa)\b[^.]{0,60}\W*$",
    re.I,
)
_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_BULLET = re.compile(r"\s*(?:[-*\u2022\u25cf\u25aa>]|\d+[.)])\s+")
_LIST_LABEL = re.compile(
    r"(?:read\s+(?:more|next|also)|related\b.*|see\s+also|more\s+(?:on|from)\b.*|recommended.*)\s*:?", re.I
)
_ASIDE_LABEL = re.compile(
    r"(?!(?:Said|Stated|Added|Continued|Wrote|Replied|Explained|Concluded|Asked|Noted)\b)"
    r"(?:[A-Z][\w.&'-]*)(?:\s+(?:of|the|and|[A-Z][\w.&'-]*)){0,4}\s*:"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Paragraphs in order of the text; ``boilerplate`` are those of them that are no part of the report."""

    headline: Span | None
    paragraphs: tuple[Span, ...]
    boilerplate: tuple[Span, ...]

    @property
    def body(self) -> tuple[Span, ...]:
        """The paragraphs of the report: neither boilerplate nor headline."""
        left_out = set(self.boilerplate)
        return tuple(p for p in self.paragraphs if p not in left_out and p != self.headline)


def lay_out(text: str, *, headline: bool = True) -> Layout:
    """Divide ``text`` into its lines; ``headline=False`` says that none of them is a headline."""
    folded = fold(text)
    paragraphs = tuple(_lines(folded))
    head = _headline(text, folded, paragraphs) if headline else None
    boilerplate: list[Span] = []
    in_list = False
    for number, span in enumerate(paragraphs):
        line = folded[span.start : span.end]
        if span == head:
            continue
        bullet = _BULLET.match(line) is not None
        if (
            _is_boilerplate(line)
            or (in_list and bullet)
            or (head is not None and number < 3 and line == folded[head.start : head.end])
        ):
            boilerplate.append(span)
        in_list = _LIST_LABEL.fullmatch(line) is not None or (in_list and bullet)
    return Layout(headline=head, paragraphs=paragraphs, boilerplate=tuple(boilerplate))


def _lines(folded: str) -> list[Span]:
    spans = []
    for match in re.finditer(r"[^\n]+", folded):
        start, end = trim(folded, *match.span())
        if start < end:
            spans.append(Span(start, end))
    return spans


def _headline(text: str, folded: str, paragraphs: tuple[Span, ...]) -> Span | None:
    if len(paragraphs) < 2:
        return None
    first, second = paragraphs[0], paragraphs[1]
    blank_follows = len(_LINE_END.findall(text[first.end : second.start])) >= 2
    line = folded[first.start : first.end]
    repeats = line == folded[second.start : second.end]
    stops = line.rstrip("\"')]").endswith((".", "!", "?")) and not line.endswith("...")
    return first if blank_follows and (repeats or not stops) else None


def _is_boilerplate(line: str) -> bool:
    return bool(
        _LABEL.match(line)
        or _WHOLE.fullmatch(line)
        or _SIGN_UP.match(line)
        or _CREDIT.match(line)
        or _ASIDE_LABEL.fullmatch(line)
    )
