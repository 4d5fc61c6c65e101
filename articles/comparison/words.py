"""The words and signs in which the page says what was found; no colour stands alone."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.timezone import localtime

from articles.analysis.types import Span, Status

# At or below this a speaker is called probable: below it more than one reading of the text is open.
PROBABLE = 0.6

# Below this likeness (0 to 1) a nearest passage shares hardly more than its commonest words with a point.
NEAR = 0.15

SIDE_UNKNOWN = "side not known"

GLYPHS = {
    Status.VERBATIM: "●",
    Status.VARIANT: "●",
    Status.PARTIAL: "◐",
    Status.PARAPHRASE: "◒",
    Status.ABSENT: "○",
    Status.TOO_EARLY: "◌",
    Status.UNREADABLE: "◌",
    Status.UNCHECKED: "◌",
}
STATUS_WORDS = {
    Status.VERBATIM: "word for word",
    Status.VARIANT: "with other words in it",
    Status.PARTIAL: "in part",
    Status.PARAPHRASE: "in other words",
    Status.ABSENT: "does not have it",
    Status.TOO_EARLY: "published before it was said",
    Status.UNREADABLE: "text incomplete, could not be checked",
    Status.UNCHECKED: "could not be checked",
}
KIND_WORDS = {
    "direct": "quoted directly",
    "mixed": "partly quoted",
    "indirect": "told in other words",
}
STANCE_WORDS = {"criticism": "criticism of", "support": "support for", "neutral": "neutral towards"}
BARE_STANCES = {"criticism": "critical", "support": "supportive", "neutral": "neutral"}


def stance_words(stance: str, target: str) -> str:
    """A stance and its target as a phrase: "criticism of the strikes", "neutral"."""
    return f"{STANCE_WORDS.get(stance, stance)} {target}" if target else BARE_STANCES.get(stance, stance)


def percent(share: float) -> str:
    """A share (0 to 1) as whole per cents: "38 %"; a share that is not nothing is never "0 %"."""
    rounded = round(100 * share)
    return "under 1 %" if share > 0 and rounded == 0 else f"{rounded}\u00a0%"


def count(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: "1 statement", "2 statements"."""
    return f"{number}\u00a0{noun if number == 1 else plural or noun + 's'}"


def listed(items: Sequence[str], joiner: str = "and") -> str:
    """The items as a phrase: "a", "a and b", "a, b and c"; empty for none."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {joiner} {items[-1]}"


def moment(at: datetime, *, day: bool = True) -> str:
    """A time in words, in the time zone of the pages: "Tuesday 21 June 2022, 14:05"; ``day`` is that of the week."""
    return f"{localtime(at):{'%A ' if day else ''}%-d %B %Y, %H:%M}"


def passage(text: str, spans: Sequence[Span]) -> str:
    """The characters of the spans as one running text, its white space made single blanks."""
    return " ".join(" ".join(text[span.start : span.end].split()) for span in spans)


def shortened(text: str, longest: int = 160) -> str:
    """At most ``longest`` characters, cut between words and then ended with an ellipsis."""
    if len(text) <= longest:
        return text
    return f"{text[:longest].rsplit(' ', 1)[0].rstrip(' ,;:')} …"


def without_name(gist: str, speaker: str | None) -> str:
    """A gist without the speaker's name before it, where the name stands beside it anyway."""
    return gist.removeprefix(f"{speaker}: ") if speaker else gist
