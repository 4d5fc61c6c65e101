"""Everything in the articles of a story that may name a person, before it is judged."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from articles.analysis.lexicon.people import people_lexicon
from articles.analysis.speakers.candidates import Candidate, candidates_in, case, is_title_line
from articles.analysis.text.folding import fold
from articles.analysis.types import Span


class Gathered:
    """The candidates of all articles, in order; ``headings`` wait until the names are known."""

    def __init__(self, sources: Mapping[str, Sequence[Span]]) -> None:
        self.sources = sources
        self.texts: dict[str, str] = {}
        self.candidates: list[Candidate] = []
        self.headings: list[tuple[str, Span]] = []
        self._written: dict[str, Counter[str]] = {}  # each folded name with the marks and letters that texts write

    def read(self, key: str, text: str, body: Sequence[Span]) -> None:
        """Take the candidates of one article."""
        folded = fold(text)
        self.texts[key] = folded
        for paragraph in body:
            if is_title_line(folded[paragraph.start : paragraph.end]):
                self.headings.append((key, paragraph))
                continue
            for candidate in candidates_in(key, folded, *paragraph):
                self.candidates.append(candidate)
                if len(candidate.name) == candidate.span.end - candidate.span.start:
                    words = text[candidate.span.start : candidate.span.end].split()
                    written = " ".join(case(word) for word in words)
                    self._written.setdefault(candidate.name, Counter())[written] += 1

    def without_openers(self, known: Mapping[str, str]) -> None:
        """Leave out a first word that no name needs ("Even X Y knows"), where the rest is a name of its own."""
        names = {c.name for c in self.candidates if not c.alone}
        titled = {c.name for c in self.candidates if c.alone and c.title} | set(known)
        times = Counter(c.name for c in self.candidates)
        for number, candidate in enumerate(self.candidates):
            first, _, rest = candidate.name.partition(" ")
            if not rest or first.lower() in people_lexicon().forenames or first.endswith("."):
                continue
            if rest in names or (rest in titled and times[candidate.name] == 1 and self._opens(candidate)):
                start = candidate.span.start + len(first) + 1
                self.candidates[number] = replace(candidate, span=Span(start, candidate.span.end), name=rest)

    def _opens(self, candidate: Candidate) -> bool:
        before = self.texts[candidate.article][: candidate.span.start].rstrip("\"' ")
        return not before or before.endswith((".", "!", "?", "\n", ":"))

    def speaks(self, candidate: Candidate) -> bool:
        """Whether a statement is attributed to words that end in this name."""
        return any(
            s.start <= candidate.span.start and s.end == candidate.span.end
            for s in self.sources.get(candidate.article, ())
        )

    def shown(self, name: str) -> str:
        """A name as texts write it: with its accents and curled marks where any text has them."""
        writings = self._written.get(name, Counter({name: 1}))
        return max(writings, key=lambda w: (sum(not c.isascii() for c in w), writings[w], w))
