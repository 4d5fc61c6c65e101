"""``bench/points.py``: the points of made stories of 3 to 200 articles, beside comparing all sentences with all.

Each article has 40 sentences: some that many articles carry word for word or with a word left out, the rest its own.
All are statements, so that nothing is spared. Beside it stands the plain way, rapidfuzz's token_sort_ratio over all
pairs of sentences of different articles, on one core in the same run: another machine shares the ratio, not the times.
"""

import random
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, combinations
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from articles.analysis.points.grouping import Groups, group  # noqa: E402  # found once its folder is on the path
from articles.analysis.points.points import points_of  # noqa: E402
from articles.analysis.points.telling import StoryIndex, between_statements, place  # noqa: E402
from articles.analysis.types import AnalysedArticle, Kind, Span, SpeakerKind, Statement  # noqa: E402
from bench.report import Section, Table, machine, publish  # noqa: E402

type Story = Mapping[str, AnalysedArticle]
type Pair = tuple[int, int]

SIZES = (3, 10, 50, 200)
SENTENCES = 40
SMALL = tuple("the of to and a in that for with on by as at his".split())
TURNS = 15
SHARED = 12  # of each article's sentences, from a pool that grows with the story
ABOUT = (
    f"Milliseconds of processor time for a made story whose articles have {SENTENCES} statements: to find which say "
    "the same (“joined”); and with that how each article carries them, from a search of all texts (“points”). “One "
    f"more” is what the last article adds to each, the median of {TURNS} runs with it and without it. Beside them is "
    "the comparison of all sentences with all (rapidfuzz, token_sort_ratio), which finds likenesses alone; its F1, "
    "over pairs of sentences that were made of one, is that of its best limit. The best of three runs: the later "
    "ones know the words already, as a worker does."
)
JUDGED = (("joined statements", -2), ("points", -1))  # with the columns of their ratios
HEADS = (
    "articles", "joined", "points", "one more joined", "one more in points", "all pairs", "MB more", "F1",
    "F1 of all pairs", "all pairs ÷ joined", "all pairs ÷ points",
)  # fmt: skip
LIMITS = range(60, 100, 5)
OWN = "its own"
AT_LEAST = {50: 30, 200: 80}  # times as fast as all pairs, of the product's own requirements


def main() -> None:
    """Print the table, and write it into docs/performance.md."""
    names = (*SIZES, *(n - 1 for n in SIZES))
    stories = {n: dict(list(made(max(SIZES)).items())[:n]) for n in names}
    points_of(stories[3])  # loads the embeddings
    at_first = most_memory()
    rows = []
    for n in SIZES:
        joined, points = (milliseconds(work, stories[n]) for work in (joined_statements, points_of))
        more = most_memory() - at_first
        plain = milliseconds(lambda story: list(all_pairs(story)), stories[n])
        last = [added(work, stories[n], stories[n - 1]) for work in (joined_statements, points_of)]
        figures = (joined, points, *last, plain, more)
        scores = (f1(pairs_joined(joined_statements(stories[n]), stories[n]), stories[n]), f1_of_all_pairs(stories[n]))
        row = [str(n), *(f"{figure:.0f}" for figure in figures), *(f"{score:.3f}" for score in scores)]
        rows.append((*row, f"{plain / joined:.1f}", f"{plain / points:.1f}"))
        print(*rows[-1], sep="  ", flush=True)
    limits = ", ".join(f"{times} times at {n} articles" for n, times in AT_LEAST.items())
    judged = ", ".join(f"of {what}: {'kept' if all_kept(rows, at) else 'NOT kept'}" for what, at in JUDGED)
    parts = (ABOUT, Table(HEADS, rows), f"Wanted are {limits}; {judged}.")
    publish(Section("points", "Points of a story", "make bench-points", machine(), parts))


def all_kept(rows: Sequence[tuple[str, ...]], ratio: int) -> bool:
    """Whether a column of ratios keeps all limits."""
    return all(float(row[ratio]) >= AT_LEAST.get(int(row[0]), 0) for row in rows)


def joined_statements(story: Story) -> Groups:
    """The statements that say the same, and nothing of the articles that have none of them."""
    placed = [place(key, a.text, s) for key, a in story.items() for s in a.statements]
    return group(placed, between_statements(StoryIndex(story, placed)))


def milliseconds(work: Callable[[Story], object], story: Story, runs: int = 3) -> float:
    """CPU time of one run, the least of some."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work(story)
        times.append(time.process_time() - start)
    return min(times) * 1000


def added(work: Callable[[Story], object], story: Story, less: Story) -> float:
    """CPU time that the last article of a story adds: the median over runs with it and without it, by turns."""
    return statistics.median(milliseconds(work, story, 1) - milliseconds(work, less, 1) for _ in range(TURNS))


def all_pairs(story: Story, least: float = 0.0) -> Iterator["NDArray[np.float32]"]:
    """Every sentence against every sentence of the articles before it, 0 to 100; 0 for what is under ``least``."""
    before: list[str] = []
    for texts in sentences(story):
        yield process.cdist(texts, before, scorer=fuzz.token_sort_ratio, score_cutoff=least, workers=1)
        before += texts


def sentences(story: Story) -> Iterator[list[str]]:
    """The sentences of each article."""
    return ([article.text[s.start : s.end] for s in article.sentences] for article in story.values())


def f1(found: set[Pair], story: Story) -> float:
    """How well pairs of statements, by their numbers in the story, are those that were made of one sentence."""
    sources = [(key, statement.rule) for key, article in story.items() for statement in article.statements]
    told: dict[str, list[int]] = {}
    for number, (_, source) in enumerate(sources):
        if source != OWN:
            told.setdefault(source, []).append(number)
    wanted = {pair for numbers in told.values() for pair in combinations(numbers, 2)}
    return 2 * len(found & wanted) / max(1, len(found) + len(wanted))


def f1_of_all_pairs(story: Story) -> float:
    """The same for the likeness of all sentences, with the limit that suits the story best."""
    least = min(LIMITS)
    likeness = [row for table in all_pairs(story, least) for row in table]
    pairs = [
        (score, (int(other), n))
        for n, row in enumerate(likeness)
        for other in row.nonzero()[0]
        if (score := row[other])
    ]
    return max(f1({pair for score, pair in pairs if score >= limit}, story) for limit in LIMITS)


def pairs_joined(groups: Groups, story: Story) -> set[Pair]:
    """The pairs of statements of different articles that are one point."""
    article = [key for key, one in story.items() for _ in one.statements]
    pairs = (pair for members in groups.members for pair in combinations(members, 2))
    return {(one, other) for one, other in pairs if article[one] != article[other]}


def most_memory() -> float:
    """The most that the process has had so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Language:
    """Made words, drawn as often as words of real text are: the n-th most common one in proportion to 1/n."""

    def __init__(self, size: int = 12_000) -> None:
        self.chance = random.Random(7)  # noqa: S311  # no secret: the story must be the same in every run
        parts = ("ba", "de", "fi", "gor", "hun", "ka", "le", "min", "nor", "pu", "ra", "ste", "ti", "vol", "wen", "zu")
        self.words = [
            "".join(self.chance.choice(parts) for _ in range(self.chance.choice((2, 3, 3, 4)))) for _ in range(size)
        ]
        self.weights = list(accumulate(1 / (rank + 20) for rank in range(size)))
        self.speakers = [f"Speaker {self.chance.choice(self.words).title()}" for _ in range(80)]

    def speaker(self) -> str:
        """One of those who speak in the story."""
        return self.chance.choice(self.speakers)

    def drawn(self, count: int) -> list[str]:
        """Some words."""
        return self.chance.choices(self.words, cum_weights=self.weights, k=count)

    def sentence(self) -> list[str]:
        """Twelve to twenty-eight words, two in five of them the small words of English."""
        count = self.chance.randint(12, 28)
        return [self.chance.choice(SMALL) if self.chance.random() < 0.4 else word for word in self.drawn(count)]


def made(count: int) -> dict[str, AnalysedArticle]:
    """A story of ``count`` articles, the same each time."""
    language = Language()
    pool = [(language.sentence(), language.speaker()) for _ in range(60 + 2 * count)]
    return {f"a{n}": article(language, pool) for n in range(count)}


def article(language: Language, pool: Sequence[tuple[list[str], str]]) -> AnalysedArticle:
    """One article: sentences of the pool with their speakers, half with a word left out, among sentences of its own."""
    told = [(f"pool {n}", list(pool[n][0]), pool[n][1]) for n in language.chance.sample(range(len(pool)), SHARED)]
    for _, words, _ in told[::2]:
        del words[language.chance.randrange(len(words))]
    told += [(OWN, language.sentence(), language.speaker()) for _ in range(SENTENCES - SHARED)]
    language.chance.shuffle(told)
    lines = [" ".join(words).capitalize() + "." for _, words, _ in told]
    spans = tuple(places(lines))
    statements = tuple(
        Statement(
            id=f"s{n}", parts=(span,), kind=Kind.DIRECT, in_headline=False, paragraph=n, cue=None, cue_tone=None,
            speaker_span=None, speaker=speaker, speaker_kind=SpeakerKind.PERSON,
            organisation=None, side=None, stances=(), confidence=0.9, rule=source,
        )
        for n, (span, (source, _, speaker)) in enumerate(zip(spans, told, strict=True), start=1)
    )  # fmt: skip
    return AnalysedArticle("\n\n".join(lines), "en", None, spans, spans, (), statements, ())


def places(lines: list[str]) -> Iterator[Span]:
    """Where each line stands in the text of all."""
    start = 0
    for line in lines:
        yield Span(start, start + len(line))
        start += len(line) + 2


if __name__ == "__main__":
    main()
