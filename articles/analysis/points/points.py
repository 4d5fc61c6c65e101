"""Points: the rows of a comparison, with how each article carries them."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from articles.analysis.points.coverage import ABSENT, Search, cells_of, sentences_said
from articles.analysis.points.grouping import group
from articles.analysis.points.narration import shared_narration
from articles.analysis.points.ruled import RuledCells
from articles.analysis.points.silence import Silence
from articles.analysis.points.telling import Placed, StoryIndex, between_statements, place
from articles.analysis.rulings.bonds import bonds_of
from articles.analysis.rulings.values import OnCell, OnPoints, Place, Ruling, known
from articles.analysis.types import AnalysedArticle, Cell, Kind, Point, PointKind, Stance, Status

_GIST_LENGTH = 180


def points_of(
    articles: Mapping[str, AnalysedArticle],
    published: Mapping[str, datetime] | None = None,
    incomplete: Collection[str] = (),
    origins: Mapping[str, str] | None = None,
    rulings: Sequence[Ruling] = (),
) -> tuple[Point, ...]:
    """All points of a story: statements first by where they first stand, then shared narration.

    ``published``: when articles came out, in any time zone, where that is known. ``incomplete``: those known to be cut.
    ``origins``: for articles that are copies the fullest one that they are counted with.
    ``rulings``: what editors have said of points and of who carries them, the oldest first.
    """
    placed = [place(key, a.text, s) for key, a in articles.items() for s in a.statements if not s.in_headline]
    story = StoryIndex(articles, placed)
    pairs = between_statements(story)
    places = known([Place(p.article, p.statement.parts) for p in placed], rulings)
    bonds = bonds_of((ruling for ruling in rulings if isinstance(ruling, OnPoints)), places)
    groups = group(placed, pairs, bonds)
    search = Search(story, groups.members, pairs)
    silence = Silence(story, published or {}, incomplete)
    ruled = RuledCells(articles, incomplete)
    ruled.give([r for r in rulings if isinstance(r, OnCell)], places, groups.members)
    points = []
    for number, numbers in enumerate(groups.members):
        members = [placed[i] for i in numbers]
        cells = silence.typed(cells_of(number, members, search), members)
        cells, cleared = ruled.heeded(number, cells, sentences_said(members))
        similar = tuple(f"p{n + 1}" for n in sorted(groups.similar.get(number, ())))
        doubted = search.doubted[number] - cleared
        alone = only_in(cells, doubted)
        alone_once = only_in(cells, doubted, origins) if origins else alone
        point = _point(f"p{number + 1}", members, cells, (alone, alone_once), similar)
        points.append(replace(point, ruled=bonds.of(numbers)))
    for told in shared_narration(story):
        cells = ruled.heeded_narration(silence.typed(told))
        points.append(_narration(f"p{len(points) + 1}", cells, articles, origins))
    return tuple(points)


def _point(
    ident: str,
    members: Sequence[Placed],
    cells: Mapping[str, Cell],
    alone: tuple[str | None, str | None],
    similar: tuple[str, ...],
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
        only_in=alone[0],
        coverage=cells,
        similar=similar,
        only_in_once=alone[1],
    )


def only_in(
    cells: Mapping[str, Cell], doubted: frozenset[str] = frozenset(), origins: Mapping[str, str] | None = None
) -> str | None:
    """The one article that carries a point, when every other cell is ``absent`` beyond doubt; None else.

    With ``origins`` the articles of one origin are one: of several that carry it the fullest is named.
    """
    told = [(key, cell.status) for key, cell in cells.items() if cell is not ABSENT]  # few of many cells
    carrying = [key for key, status in told if status.carries]
    origin = (origins or {}).get
    homes = {origin(key, key) for key in carrying}
    if len(homes) != 1:
        return None
    home = homes.pop()
    unsure = [*doubted, *(key for key, status in told if status is not Status.ABSENT)]
    if any(origin(key, key) != home for key in unsure) or all(origin(key, key) == home for key in cells):
        return None
    return home if home in carrying else carrying[0]


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


def _narration(
    ident: str, cells: Mapping[str, Cell], articles: Mapping[str, AnalysedArticle], origins: Mapping[str, str] | None
) -> Point:
    key, span = next((key, cell.spans[0]) for key, cell in cells.items() if cell.status is Status.VERBATIM)
    gist = _shortened(articles[key].text[span.start : span.end])
    return Point(
        ident, gist, PointKind.NARRATION, None, None, None, (), only_in(cells), cells,
        only_in_once=only_in(cells, origins=origins),
    )  # fmt: skip


def _shortened(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _GIST_LENGTH else words[:_GIST_LENGTH].rsplit(" ", 1)[0] + " …"
