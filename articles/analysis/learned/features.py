"""What the small trained models see of a sentence: its words, and for each word a few features by name.

No parser is needed: words by a pattern, names by their capitals. Names, and the target itself, are hidden from the
models, so that none of them can hold anything for or against a person, a party or an outlet.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from articles.analysis.lexicon.terms import stance_lexicon, wording_lexicon
from articles.analysis.text.folding import fold
from articles.analysis.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

TARGET, NAME = "<target>", "<name>"
TONE_FEATURES = ("distance", "clauses", "setting", "shape", "stance", "sign", "path", "role")
PARSED = frozenset({"path", "role", "tag", "head"})  # features that need a parse; "" where there is none
WORDING_FEATURES = ("setting", "shape", "ending", "wording", "stance", "sign", "tag", "role", "head")
_FAR = 6  # steps in a tree that are looked at
LONGEST = 70  # words of a sentence that a model looks at, around the target

_TOKEN = re.compile(r"[A-Za-z]\.(?:[A-Za-z]\.)+|\w+(?:['-]\w+)*|--+|\.\.+|[^\w\s]")
_BOUNDARIES = frozenset(
    ", ; : - -- ( ) . and but while because that who which although though as after when if or whom whose where".split()
)
_NEGATION = frozenset("not never no without nor neither hardly barely cannot".split())
_OPENERS = frozenset(
    "the a an in on at for but and if when after as it he she they his her their this that these those with by from "
    "while to of we i you there".split()
)


@dataclass(frozen=True, slots=True)
class Seen:
    """One sentence as a model sees it. ``spans`` and each of ``features`` have one entry a word."""

    words: tuple[str, ...]
    spans: tuple[Span, ...]
    features: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a sentence with what holds wherever the target is."""

    forms: tuple[str, ...]
    lower: tuple[str, ...]
    spans: tuple[Span, ...]
    quoted: tuple[bool, ...]
    negated: tuple[bool, ...]
    names: tuple[bool, ...]
    boundaries: tuple[int, ...]  # how many stand before each word, and in all


def seen_by_tone(sentence: str, start: int, end: int, doc: "Doc | None" = None) -> Seen:
    """The sentence around the target ``sentence[start:end]``; the target is hidden.

    ``doc`` is the parse of the folded sentence, where there is one.
    """
    words = _words(sentence)
    inside = [i for i, s in enumerate(words.spans) if s.start < end and s.end > start]
    first, last = (inside[0], inside[-1]) if inside else (0, 0)
    at_target = bool(words.quoted) and words.quoted[first]
    count = len(words.forms)
    keep = range(*_window(count, first))
    features: dict[str, list[str]] = {name: [] for name in TONE_FEATURES}
    features["path"], features["role"] = _parsed(doc, [words.spans[i] for i in keep], Span(start, end))
    shown: list[str] = []
    for i in keep:
        target = first <= i <= last
        side = "-" if i < first else "+"
        between = words.boundaries[first] - words.boundaries[i] if i < first else (
            words.boundaries[i + 1] - words.boundaries[last + 1]
        )  # fmt: skip
        features["distance"].append("target" if target else side + _bucket(first - i if i < first else i - last))
        features["clauses"].append("target" if target else f"{side}{min(between, 5)}")
        features["setting"].append(_setting(words, i) + ("q" if at_target else "-"))
        features["shape"].append(_shape(words.forms[i], name=words.names[i]))
        features["stance"].append("target" if target else _stance_group(words.lower[i]))
        features["sign"].append("target" if target else _sign(words.lower[i]))
        shown.append(TARGET if target else NAME if words.names[i] else words.lower[i])
    return Seen(tuple(shown), words.spans[keep.start : keep.stop], features)


def _parsed(doc: "Doc | None", spans: Sequence[Span], target: Span) -> tuple[list[str], list[str]]:
    """For each word the steps in the tree from the target to it, and what it is to its head.

    "nsubj/dobj" is what the verb has as object whose subject the target is.
    """
    inside = [t for t in doc if t.idx < target.end and t.idx + len(t) > target.start] if doc is not None else []
    if doc is None or not inside:
        return [""] * len(spans), [""] * len(spans)
    head = doc[inside[0].i : inside[-1].i + 1].root
    above: dict[int, list[str]] = {head.i: []}  # the target's head and what stands over it, with the steps up
    steps: list[str] = []
    node = head
    while node.head.i != node.i and len(steps) < _FAR:
        steps.append(node.dep_)
        node = node.head
        above[node.i] = list(steps)
    paths, roles = [], []
    for token in _tokens(doc, spans):
        roles.append(token.dep_ if token is not None else "")
        if token is None or target.start <= token.idx < target.end:
            paths.append("target" if token is not None else "")
            continue
        paths.append(_path(token, above))
    return paths, roles


def _tokens(doc: "Doc | None", spans: Sequence[Span]) -> list["Token | None"]:
    """For each word the first token of the parse that begins in it."""
    starts = {token.idx: token for token in doc or ()}
    return [next((starts[at] for at in range(*span) if at in starts), None) for span in spans]


def _path(token: "Token", above: Mapping[int, Sequence[str]]) -> str:
    down: list[str] = []
    while token.i not in above and token.head.i != token.i and len(down) < _FAR:
        down.append(token.dep_)
        token = token.head
    if token.i not in above:
        return "elsewhere"
    up = above[token.i]
    if len(up) + len(down) > 4:
        return f"far{min(len(up) + len(down), 8)}"
    return "^".join(up) + "/" + ">".join(reversed(down))


def seen_by_wording(sentence: str, doc: "Doc | None" = None) -> Seen:
    """The sentence for the model of loaded wording; ``doc`` as for ``seen_by_tone``."""
    words = _words(sentence)
    keep = range(min(len(words.forms), LONGEST))
    spans, lower = words.spans[: keep.stop], words.lower
    features = {
        "setting": [_setting(words, i) for i in keep],
        "shape": [_shape(words.forms[i], name=words.names[i]) for i in keep],
        "ending": [lower[i][-3:] if lower[i].isalpha() and not words.names[i] else "" for i in keep],
        "wording": _wording_categories(sentence, spans),
        "stance": [_stance_group(lower[i]) for i in keep],
        "sign": [_sign(lower[i]) for i in keep],
    }
    tokens = _tokens(doc, spans)
    features["tag"] = [t.tag_ if t is not None else "" for t in tokens]
    features["role"] = [t.dep_ if t is not None else "" for t in tokens]
    features["head"] = [t.head.tag_ if t is not None else "" for t in tokens]
    shown = tuple(NAME if words.names[i] else words.lower[i] for i in keep)
    return Seen(shown, spans, features)


def _words(sentence: str) -> _Words:
    folded = fold(sentence)
    found = list(_TOKEN.finditer(folded))
    forms = tuple(match.group() for match in found)
    lower = tuple(form.lower() for form in forms)
    quoted, open_mark = [], False
    for form in forms:
        open_mark ^= form == '"'
        quoted.append(open_mark)
    negating = [word in _NEGATION or word.endswith("n't") for word in lower]
    return _Words(
        forms=forms,
        lower=lower,
        spans=tuple(Span(*match.span()) for match in found),
        quoted=tuple(quoted),
        negated=tuple(any(negating[max(0, i - 3) : i]) for i in range(len(forms))),
        names=tuple(_is_name(forms, i) for i in range(len(forms))),
        boundaries=tuple(accumulate((word in _BOUNDARIES for word in lower), initial=0)),
    )


def _is_name(forms: Sequence[str], i: int) -> bool:
    form = forms[i]
    if not form[0].isupper() or form == "I" or form.startswith("I'"):
        return False
    opens = i == 0 or forms[i - 1] in {".", '"', "!", "?", ":"}
    next_capital = i + 1 < len(forms) and forms[i + 1][0].isupper()
    return not opens or (next_capital and form.lower() not in _OPENERS)


def _window(count: int, first: int) -> tuple[int, int]:
    if count <= LONGEST:
        return 0, count
    start = max(0, min(first - LONGEST // 2, count - LONGEST))
    return start, start + LONGEST


def _bucket(distance: int) -> str:
    if distance <= 4:
        return str(distance)
    return "5" if distance <= 6 else "6" if distance <= 9 else "7" if distance <= 15 else "8"


def _setting(words: _Words, i: int) -> str:
    return ("q" if words.quoted[i] else "-") + ("n" if words.negated[i] else "-")


def _shape(form: str, *, name: bool) -> str:
    if name:
        return "name"
    if form.isupper() and len(form) > 1:
        return "capitals"
    if form[0].isupper():
        return "capital"
    return "digit" if form[0].isdigit() else "word" if form[0].isalnum() else "mark"


@cache
def _stance_group(word: str) -> str:
    match = stance_lexicon().pattern.fullmatch(word)
    return (match.lastgroup or "-") if match else "-"


@cache
def _sign(word: str) -> str:
    """Of which group of signs of comment or plain report a word is; each word is looked up once a process."""
    match = wording_lexicon().signs.fullmatch(word)
    return (match.lastgroup or "-") if match else "-"


def _wording_categories(sentence: str, spans: Sequence[Span]) -> list[str]:
    categories = ["-"] * len(spans)
    for span, category in wording_lexicon().matches(sentence, 0, len(sentence)):
        for i, word in enumerate(spans):
            if word.start < span.end and word.end > span.start:
                categories[i] = category
    return categories
