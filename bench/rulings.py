"""``bench/rulings.py``: how long an editor waits for a ruling in a made story of 10 articles, on a new SQLite database.

Each article has 30 paragraphs: statements that many articles carry, and the rest its own. A ruling is stored, the story
compared anew from its stored readings, and all rows written. Beside it stands the same comparison begun from nothing,
with every text read, and the time of the processor: a machine that is busy makes everybody wait.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

ARTICLES = 10
PARAGRAPHS = 30
SHARED = 10  # of each article's paragraphs
RULINGS = 20
LIMIT = 1.0  # seconds for one ruling, of the product's own requirements

_WHO = ("Ann Lee", "Bo Carr", "Cy Dent", "Dora Finch", "Ed Grove", "Fay Holt", "Gus Ibbs", "Hal Jope")
_BEGIN = ("We will never accept", "Nobody was asked about", "The council must explain", "Everybody here has paid for")
_WHAT = ("the closure of the harbour", "the price of the new boats", "this offer to the crews", "the plan for the quay")
_END = ("before the winter comes", "while the storms go on", "until the board has resigned", "as long as I am here")


def main() -> int:
    """Print the table; 1 when a ruling takes longer than its limit."""
    with tempfile.TemporaryDirectory(prefix="parallax-bench-") as folder:
        os.environ.pop("DATABASE_URL", None)
        os.environ |= {"PARALLAX_DATA": folder, "DJANGO_SETTINGS_MODULE": "coverage_site.settings"}
        import django  # noqa: PLC0415 - only after the settings are named
        from django.core.management import call_command  # noqa: PLC0415

        django.setup()
        call_command("migrate", verbosity=0)
        return timed()


def timed() -> int:
    """Time the rulings of one story."""
    from django.contrib.auth.models import User  # noqa: PLC0415 - only after Django is set up

    from articles.analysis.types import Kind, Span  # noqa: PLC0415
    from articles.ingest import NewStory, Piece, add_articles  # noqa: PLC0415
    from articles.pipeline import analyse_story  # noqa: PLC0415
    from articles.rulings import Asked, KindIs, Passage, Ruled, SpeakerIs, Stands, rule, stands, withdraw  # noqa: PLC0415

    editor = User.objects.create_user("bench")
    pieces = [Piece(text, f"Paper {number}") for number, text in enumerate(texts())]
    story = add_articles(pieces, NewStory("Harbour")).story
    assert story is not None
    whole = taken(lambda: analyse_story(story.pk))
    story.refresh_from_db()
    assert story.comparison is not None
    rows = list(story.comparison.statements.order_by("version", "start"))
    points = story.comparison.points.count()
    rulings, undoings = [], []
    for number in range(RULINGS):
        row = rows[number * len(rows) // RULINGS]
        place = Passage(row.version_id, tuple(Span(*part) for part in row.parts))
        what = SpeakerIs(place, "Ada Quay") if number % 2 else KindIs(place, Kind.MIXED)
        story.refresh_from_db()
        there = stands(story, what)
        assert isinstance(there, Stands)
        asked, made = Asked(what, there.seen), list[Ruled]()

        def ask(asked: Asked = asked, made: list[Ruled] = made) -> None:
            outcome = rule(story, asked, editor)
            assert isinstance(outcome, Ruled)
            made.append(outcome)

        rulings.append(taken(ask))
        if number % 4 == 0:
            undoings.append(taken(lambda made=made: withdraw(made[0].ruling, editor)))  # type: ignore[misc]
    print(f"A made story of {ARTICLES} articles, {len(rows)} statements, {points} points\n")
    print(f"{'':34} {'median':>8} {'fastest':>8} {'slowest':>8} {'processor':>10}")
    for name, times in (("all texts read and compared", [whole]), ("a ruling", rulings), ("undoing one", undoings)):
        waited, worked = [wall for wall, _ in times], [cpu for _, cpu in times]
        print(
            f"{name:34} {statistics.median(waited):7.2f}s {min(waited):7.2f}s {max(waited):7.2f}s"
            f" {statistics.median(worked):9.2f}s"
        )
    kept = statistics.median(wall for wall, _ in rulings) < LIMIT
    print(f"\nLimit for a ruling: {LIMIT:.0f} s, {'kept' if kept else 'NOT kept'}.")
    return 0 if kept else 1


def taken(work: Callable[[], object]) -> tuple[float, float]:
    """The seconds of one run: by the clock, and of the processor."""
    start, worked = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - worked


def texts() -> Iterator[str]:
    """The articles, the same each time."""
    chance = random.Random(7)  # noqa: S311 - no secret: the story must be the same in every run
    pool = [said(chance) for _ in range(2 * SHARED)]
    for number in range(ARTICLES):
        told = chance.sample(pool, SHARED) + [said(chance) for _ in range(PARAGRAPHS - SHARED)]
        chance.shuffle(told)
        yield f"Paper {number} reports from the harbour on a stormy day.\n\n" + "\n\n".join(told) + "\n"


def said(chance: random.Random) -> str:
    """A paragraph with one statement, quoted or reported."""
    who, words = chance.choice(_WHO), " ".join(chance.choice(part) for part in (_BEGIN, _WHAT, _END))
    reason = f"and {chance.choice(_WHAT)} costs {chance.randint(2, 900)} thousand pounds a week"
    if chance.random() < 0.5:
        return f"“{words}, {reason},” {who} said on the quay."
    return f"{who} said that {words[0].lower()}{words[1:]}, {reason}."


if __name__ == "__main__":
    sys.exit(main())
