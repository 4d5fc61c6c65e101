"""Points: the rows of a comparison, with how each article carries them."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from articles.analysis.points.coverage import Search, cells_of
from articles.analysis.points.grouping import group
from articles.analysis.points.narration import shared_narration
from articles.analysis.points.silence import Silence
from articles.analysis.points.telling import Placed, StoryIndex, between_statements, place
from articles.analysis.types import AnalysedArticle, Cell, Kind, Point, PointKind, Stance, Status

_GIST_LENGTH = 180


def points_of(
    articles: Mapping[str, AnalysedArticle],
    published: Mapping[str, datetime] | None = None,
    incomplete: Collection[str] = (),
) -> tuple[Point, ...]:
    """All points of a story: statements first by where they first stand, then shared narration.

    ``published``: when articles came out, in any time zone, where that is known. ``incomplete``: those known to be cut.
    """
    placed = [place(key, a.text, s) for key, a in articles.items() for s in a.statements if not s.in_headline]
    story = StoryIndex(articles, placed)
    pairs = between_statements(story)
    groups = group(placed, pairs)
    search = Search(story, groups.members, pairs)
    silence = Silence(story, published or {}, incomplete)
    points = []
    for number, numbers in enumerate(groups.members):
        members = [placed[i] for i in numbers]
        cells = silence.typed(cells_of(number, members, search), members)
        similar = tuple(f"p{n + 1}" for n in sorted(groups.similar.get(number, ())))
        points.append(_point(f"p{number + 1}", members, cells, only_in(cells, search.doubted[number]), similar))
    for cells in shared_narration(story):
        points.append(_narration(f"p{len(points) + 1}", silence.typed(cells), articles))
    return tuple(points)


def _point(
    ident: str, members: Sequence[Placed], cells: Mapping[str, Cell], alone: str | None, similar: tuple[str, ...]
) -> Point:
    named = [m.statement for m in members if m.statement.speaker] or [members[0].statement]
    speaker = Counter(s.speaker for s in named).most_common(1)[0][0]
    best = max((s for s in named if s.speaker == speaker), key=lambda s: s.confidence)
    return Point(
        id=ident,
        gist=_gist(members, speaker),
        kind=PointKind.STATEMENT,
        speaker=speaker,
        organisation=best.organisation,
        side=best.side,
        stances=_stances(members),
        only_in=alone,
        coverage=cells,
        similar=similar,
    )


def only_in(cells: Mapping[str, Cell], doubted: frozenset[str] = frozenset()) -> str | None:
    """The one article that carries a point, when every other cell is ``absent`` beyond doubt; None else."""
    silent = sum(cell.status is Status.ABSENT for cell in cells.values())
    if len(cells) < 2 or silent != len(cells) - 1:
        return None
    only = next(key for key, cell in cells.items() if cell.status is not Status.ABSENT)
    return only if cells[only].status.carries and not doubted - {only} else None


def _gist(members: Sequence[Placed], speaker: str | None) -> str:
    """The first sentence of a direct version if there is one, after the speaker's name."""
    best = max(members, key=lambda m: (m.statement.kind is Kind.DIRECT, sum(len(t) for t in m.texts)))
    words = _shortened(best.texts[0]) if best.texts else ""
    return f"{speaker}: {words}" if speaker else words


def _stances(members: Sequence[Placed]) -> tuple[Stance, ...]:
    """The stances of the members, those that most of them take first; neutral only when all are."""
    counted: Counter[tuple[str, str | None]] = Counter()
    first: dict[tuple[str, str | None], Stance] = {}
    for member in members:
        for position, stance in enumerate(member.statement.stances):
            counted[stance.stance, stance.target] += 3 - min(position, 2)
            first.setdefault((stance.stance, stance.target), Stance(stance.stance, stance.target, None))
    return tuple(first[key] for key, _ in sorted(counted.items(), key=lambda e: (-e[1], str(e[0])))[:3])


def _narration(ident: str, cells: Mapping[str, Cell], articles: Mapping[str, AnalysedArticle]) -> Point:
    key, span = next((key, cell.spans[0]) for key, cell in cells.items() if cell.status is Status.VERBATIM)
    gist = _shortened(articles[key].text[span.start : span.end])
    return Point(ident, gist, PointKind.NARRATION, None, None, None, (), only_in(cells), cells)


def _shortened(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _GIST_LENGTH else words[:_GIST_LENGTH].rsplit(" ", 1)[0] + " …"
