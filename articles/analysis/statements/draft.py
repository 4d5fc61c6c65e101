"""A statement as it is found in one article, before anyone knows who "she" is."""

from dataclasses import dataclass

from articles.analysis.types import Kind, Span


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement whose speaker is not resolved yet; ``source`` are the words that name the speaker."""

    parts: tuple[Span, ...]
    kind: Kind
    in_headline: bool
    paragraph: int
    cue: Span | None
    verb: str | None
    source: Span | None
    rule: str
    confidence: float

    @property
    def start(self) -> int:
        """Where the first part begins."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """Where the last part ends."""
        return self.parts[-1].end
