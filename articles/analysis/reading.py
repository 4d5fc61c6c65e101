"""Reading one article: the slow part of the analysis, done once for each text and independent of any story."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articles.analysis.statements.draft import Draft
from articles.analysis.statements.drafts import drafts_in
from articles.analysis.statements.selecting import may_report
from articles.analysis.statements.transcripts import Turn, labelled, turns_in
from articles.analysis.statements.units import units_in
from articles.analysis.text.layout import Layout, lay_out
from articles.analysis.text.model import language_model, words_alone
from articles.analysis.text.quotations import quotations_in
from articles.analysis.text.sentences import sentences_in
from articles.analysis.types import Kind, Loaded, Span
from articles.analysis.wording import loaded_in

_COMMONEST = frozenset("the of and to a in is was that for on with as by he she it at from said".split())
RELEASE = "2026.11"


def _version() -> str:
    """The release with a digest of the code and the lexicons: whatever changes what is found changes the version."""
    digest = hashlib.sha256()
    folder = Path(__file__).parent
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".py", ".json"}:
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return f"{RELEASE}+{digest.hexdigest()[:8]}"


ANALYSIS_VERSION = _version()


@dataclass(frozen=True, slots=True)
class Reading:
    """One article as read by itself. Speakers are still the words that the text names them by."""

    text: str
    language: str | None
    headline: Span | None
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    boilerplate: tuple[Span, ...]
    drafts: tuple[Draft, ...]
    loaded: tuple[Loaded, ...]

    @property
    def layout(self) -> dict[str, Any]:
        """What a page needs to show the text, as JSON values."""
        return {
            "language": self.language,
            "headline": self.headline,
            "paragraphs": self.paragraphs,
            "sentences": self.sentences,
            "boilerplate": self.boilerplate,
            "loaded": [
                {
                    "start": t.span.start,
                    "end": t.span.end,
                    "term": t.term,
                    "category": t.category,
                    "voice": t.voice.value,
                }
                for t in self.loaded
            ],
        }


def read(text: str, *, headline: bool = True) -> Reading:
    """Read one article; ``headline=False`` says that it has no headline. An empty text gives an empty reading."""
    layout = lay_out(text, headline=headline)
    left_out = frozenset(layout.boilerplate)
    body = [p for p in layout.paragraphs if p not in left_out]
    turns = turns_in(text, body)
    told = frozenset(paragraph for turn in turns for paragraph in turn.paragraphs)
    quotations = quotations_in(text, [p for p in body if p not in told])
    units = units_in(text, layout.paragraphs, quotations, headline=layout.headline, skip=left_out | told)
    model = language_model()
    speaking = [unit for unit in units if may_report(unit)]
    docs = list((model or words_alone()).pipe(unit.text for unit in speaking))  # unparsed: quotations only
    drafts = drafts_in(text, speaking, docs, quotations, _turn_drafts(turns, layout.paragraphs))
    drafts = _with_headline(text, layout, drafts)
    sentences = tuple(s for p in layout.paragraphs if p not in left_out for s in sentences_in(text, *p))
    quoted = [
        *(o for q in quotations for o in q.outer),
        *(part for turn in turns for part in turn.parts),
        *(p for d in drafts if d.kind is not Kind.DIRECT for p in d.parts),
    ]
    return Reading(
        text=text,
        language="en" if _is_english(text) else None,
        headline=layout.headline,
        paragraphs=layout.paragraphs,
        sentences=sentences,
        boilerplate=layout.boilerplate,
        drafts=drafts,
        loaded=loaded_in(text, body, quoted),
    )


def _turn_drafts(turns: Sequence[Turn], paragraphs: Sequence[Span]) -> list[Draft]:
    """The turns of a transcript as direct statements."""
    numbers = {paragraph: number for number, paragraph in enumerate(paragraphs, start=1)}
    return [
        Draft(
            parts=turn.parts, kind=Kind.DIRECT, in_headline=False, paragraph=numbers[turn.paragraphs[0]], cue=None,
            verb=None, source=turn.who, rule="turn of a transcript", confidence=0.9,
        )
        for turn in turns
    ]  # fmt: skip


def _with_headline(text: str, layout: Layout, drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """The statements with that of a headline "Roe: The pier must go" where none was found in it."""
    if not layout.paragraphs or any(draft.paragraph == 1 for draft in drafts):
        return drafts
    turn = labelled(text, layout.paragraphs[0], [d.source for d in drafts if d.source is not None])
    if turn is None or layout.paragraphs[0] in layout.boilerplate:
        return drafts
    marked = text[turn.parts[0].start - 1] in "'‘"
    said = Draft(
        parts=turn.parts, kind=Kind.DIRECT if marked else Kind.INDIRECT,
        in_headline=layout.paragraphs[0] == layout.headline, paragraph=1, cue=None, verb=None, source=turn.who,
        rule="label of a headline", confidence=0.6,
    )  # fmt: skip
    return (said, *drafts)


def _is_english(text: str) -> bool:
    """Whether the commonest English words make up at least a twelfth of a text, as they do of any real one."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    return bool(words) and sum(map(_COMMONEST.__contains__, words)) * 12 >= len(words)
