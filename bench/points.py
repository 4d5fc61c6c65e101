"""``bench/points.py``: the points of made stories of 3 to 200 articles, beside comparing all sentences with all.

Each article has 40 sentences: some that many articles carry word for word or with words changed, the rest its own.
All are statements, so that nothing is spared. Beside it stands the plain way, rapidfuzz's token_sort_ratio over all
pairs of sentences of different articles, on one core in the same run: another machine shares the ratio, not the times.
"""

import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from rapidfuzz import fuzz, process

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from articles.analysis.points.grouping import group  # noqa: E402  # found once its folder is on the path
from articles.analysis.points.points import points_of  # noqa: E402
from articles.analysis.points.telling import StoryIndex, between_statements, place  # noqa: E402
from articles.analysis.types import AnalysedArticle, Kind, Span, SpeakerKind, Statement  # noqa: E402
from bench.report import Section, Table, machine, publish  # noqa: E402

SIZES = (3, 10, 50, 200)
SENTENCES = 40
SMALL = tuple("the of to and a in that for with on by as at his".split())
SHARED = 12  # of each article's sentences, from a pool that grows with the story
ABOUT = (
    f"Milliseconds of processor time for a made story whose articles have {SENTENCES} statements: to find which say "
    "the same (“joined”); and with that how each article carries them, from a search of all texts (“points”). “One "
    "more” is what the last article adds to the latter. Beside them stands the comparison of all sentences with all "
    "(rapidfuzz, token_sort_ratio), which finds likenesses alone. The better of two runs: the second knows the words "
    "already, as a worker does."
)
JUDGED = (("joined statements", -2), ("points", -1))  # with the columns of their ratios
AT_LEAST = {50: 30, 200: 80}  # times as fast as all pairs, of the product's own requirements


def main() -> None:
    """Print the table, and write it into docs/performance.md."""
    names = (*SIZES, *(n - 1 for n in SIZES[1:]))
    stories = {n: dict(list(made(max(SIZES)).items())[:n]) for n in names}
    points_of(stories[3])  # loads the embeddings
    rows = []
    for n in SIZES:
        joined = milliseconds(lambda n=n: joined_statements(stories[n]))  # type: ignore[misc]
        taken = milliseconds(lambda n=n: points_of(stories[n]))  # type: ignore[misc]
        less = milliseconds(lambda n=n: points_of(stories[n - 1])) if n - 1 in stories else 0.0  # type: ignore[misc]
        plain = milliseconds(lambda n=n: all_pairs(stories[n]))  # type: ignore[misc]
        figures = (joined, taken, taken - less, plain)
        ratios = (f"{plain / joined:.1f}", f"{plain / taken:.1f}")
        rows.append((str(n), *(f"{figure:.0f}" for figure in figures), *ratios))
        print(*rows[-1], sep="  ", flush=True)
    heads = ("articles", "joined", "points", "one more", "all pairs", "all pairs ÷ joined", "all pairs ÷ points")
    limits = ", ".join(f"{times} times at {n} articles" for n, times in AT_LEAST.items())
    judged = ", ".join(f"of {what}: {'kept' if all_kept(rows, at) else 'NOT kept'}" for what, at in JUDGED)
    parts = (ABOUT, Table(heads, rows), f"Wanted are {limits}; {judged}.")
    publish(Section("points", "Points of a story", "make bench-points", machine(), parts))


def all_kept(rows: Sequence[tuple[str, ...]], ratio: int) -> bool:
    """Whether a column of ratios keeps all limits."""
    return all(float(row[ratio]) >= AT_LEAST.get(int(row[0]), 0) for row in rows)


def joined_statements(story: dict[str, AnalysedArticle]) -> object:
    """The statements that say the same, and nothing of the articles that have none of them."""
    placed = [place(key, a.text, s) for key, a in story.items() for s in a.statements]
    return group(placed, between_statements(StoryIndex(story, placed)))


def milliseconds(work: Callable[[], object]) -> float:
    """CPU time of one run, the least of two."""
    times = []
    for _ in range(2):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times) * 1000


def all_pairs(story: dict[str, AnalysedArticle]) -> None:
    """Every sentence against every sentence of the articles before it."""
    before: list[str] = []
    for article in story.values():
        texts = [article.text[s.start : s.end] for s in article.sentences]
        if before:
            process.cdist(texts, before, scorer=fuzz.token_sort_ratio, workers=1)
        before += texts


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
    pool = [language.sentence() for _ in range(60 + 2 * count)]
    return {f"a{n}": article(language, pool) for n in range(count)}


def article(language: Language, pool: list[list[str]]) -> AnalysedArticle:
    """One article: sentences of the pool, half of them with a word changed, among sentences of its own."""
    told = [list(one) for one in language.chance.sample(pool, SHARED)]
    for one in told[::2]:
        one[language.chance.randrange(len(one))] = language.drawn(1)[0]
    told += [language.sentence() for _ in range(SENTENCES - SHARED)]
    language.chance.shuffle(told)
    lines = [" ".join(one).capitalize() + "." for one in told]
    spans = tuple(places(lines))
    statements = tuple(
        Statement(
            id=f"s{n}", parts=(span,), kind=Kind.DIRECT, in_headline=False, paragraph=n, cue=None, cue_tone=None,
            speaker_span=None, speaker=language.chance.choice(language.speakers), speaker_kind=SpeakerKind.PERSON,
            organisation=None, side=None, stances=(), confidence=0.9, rule="made",
        )
        for n, span in enumerate(spans, start=1)
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
