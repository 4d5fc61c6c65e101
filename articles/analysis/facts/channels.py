"""Where an utterance was made ("on Instagram", "in a tweet"), and what carries it ("an email", "the memo")."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.analysis.types import Span

TOLD = "told "  # begins the value of what an outlet was told; that an interview was given says less
INTERVIEW = "interview"

_WHOSE = r"(?:an?|the|his|her|their)"
_SOME = rf"{_WHOSE} (?:[\w'-]+ ){{0,3}}"
# Each channel with the words that name it; the first that fits names it.
_CHANNELS = {
    "twitter": rf"(?:in|on|via) (?:{_WHOSE} |two |several )?(?:(?:series|string) of )?(?:tweets?|twitter)\b"
    r"|tweet(?:ed|ing|s)\b|(?-i:on X\b)",
    "instagram": r"on instagram\b|instagram (?:post|video|story)\b",
    "facebook": r"on facebook\b|facebook (?:post|page|video)\b",
    "youtube": r"on youtube\b|youtube video\b",
    "statement": rf"in {_SOME}statement\b",
    "letter": rf"in {_SOME}letter\b",
    "email": rf"(?:in|by) {_SOME}e-?mail\b",
    "memo": rf"in {_SOME}memo\b",
    INTERVIEW: rf"in {_SOME}interview\b",
    "speech": rf"in {_SOME}speech\b|in (?:his|her) (?:[\w-]+ ){{0,2}}address\b",
    "rally": rf"at {_SOME}rally\b",
    "press conference": rf"(?:at|during|in) {_SOME}(?:press|news) conference\b",
    "briefing": rf"(?:at|during|in) {_SOME}briefing\b",
}
_CHANNEL = re.compile(rf"\b(?:{'|'.join(f'(?P<c{n}>{words})' for n, words in enumerate(_CHANNELS.values()))})", re.I)
_NAMES = tuple(_CHANNELS)
_TOLD = re.compile(
    r"\b(?:told|tells) (?:the )?(?P<who>[A-Z][\w.'&-]*(?: (?:of the )?[A-Z][\w.'&-]*){0,3})(?=[\s,.:;\"]|$)"
)
_OUTLETS = (
    "news times post herald record journal guardian telegraph mail sun mirror magazine radio tv today press tribune "
    "standard express scotsman national globe observer independent chronicle reuters bbc itv cnn nbc cbs abc npr pbs "
    "fox sky lbc msnbc politico axios buzzfeed huffpost bloomberg ap associated afp channel weekly hill"
).split()
_OUTLET = re.compile(rf"\b(?:{'|'.join(_OUTLETS)})\b", re.I)
_PAPERS = (
    "e-?mail memo(?:randum)? letter statement report tweet post order missive directive article column op-ed speech "
    "book filing complaint lawsuit document text message video survey study poll"
).split()
_PAPER = re.compile(rf"\b(?P<paper>{'|'.join(_PAPERS)})s?\b", re.I)
_ONE_PAPER = {"memorandum": "memo", "e-mail": "email", "study": "survey", "poll": "survey", "lawsuit": "complaint"}


@dataclass(frozen=True, slots=True)
class Named:
    """A channel or a document as a text names it; ``value`` is its plain name."""

    span: Span
    value: str


def channels_in(folded: str, start: int, end: int) -> Iterator[Named]:
    """The channels that the words of ``folded[start:end]`` name, outside of what is said."""
    for match in _CHANNEL.finditer(folded, start, end):
        yield Named(Span(*match.span()), _NAMES[int((match.lastgroup or "c0")[1:])])
    for match in _TOLD.finditer(folded, start, end):
        who = match["who"].rstrip(".")
        if _OUTLET.search(who):  # "told Ann Roe" is no channel
            yield Named(Span(match.start(), match.start("who") + len(who)), f"{TOLD}{who.lower()}")


def paper_in(folded: str, start: int, end: int) -> Named | None:
    """What a document that speaks is called, None where no document is named."""
    match = _PAPER.search(folded, start, end)
    if match is None:
        return None
    word = match["paper"].lower()
    return Named(Span(*match.span()), _ONE_PAPER.get(word, word))
