"""What an editor has on the story page beside what everybody reads: the handles of forms, and the line that undoes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from articles.analysis.rulings.values import RulingKind
from articles.analysis.types import PointKind, Status, Thing
from articles.comparison import StoryPage
from articles.comparison.loading import claim_ident
from articles.comparison.passages import words_of
from articles.comparison.places import passages_of_point, written
from articles.comparison.rows import ArticleRow, Cell, PointRow
from articles.comparison.words import shortened
from articles.desk.passage_forms import AbsentForm
from articles.desk.point_forms import FindingForm
from articles.desk.seen import passage_of, seen_of_cell
from articles.desk.statement_forms import ConfirmForm, ident_of
from articles.desk.subjects import Subject, point_passages
from articles.desk.words import sentences
from articles.models import AnchorRole, Ruling, RulingState

_WORDS = 70


@dataclass(frozen=True, slots=True)
class StatementHandle:
    """One statement of the open point. ``confirm`` is None where everything about it is ruled on already."""

    ident: str
    query: str
    words: str
    confirm: ConfirmForm | None


@dataclass(frozen=True, slots=True)
class CellHandle:
    """An article that has no statement of the open point, which ``about`` names by a passage.

    ``absent`` is None where that cannot be said, or is said.
    """

    ident: str
    about: str
    query: str
    carries: bool
    absent: AbsentForm | None


@dataclass(frozen=True, slots=True)
class StatusLine:
    """What was just ruled or undone; ``undo`` are the rulings that can be taken back together, none if they were.

    ``waiting`` while the comparison that is shown does not heed them yet.
    """

    text: str
    undo: tuple[int, ...]
    waiting: bool = False

    @property
    def undo_ids(self) -> str:
        """The same as a form has them."""
        return "-".join(map(str, self.undo))


@dataclass(frozen=True, slots=True)
class Handles:
    """An editor's part of the page: handles by version (statements, cells) and by ident (findings).

    ``rulings`` counts those that stand, ``gone`` those of them whose text is gone. ``open`` names what the open point
    is made of, ``merge`` is the query of the form that merges it, empty where it cannot be. ``focus`` is the ident of
    the handle that was used, to which the focus goes; "drawer" or "findings" where that is gone, or empty.
    """

    rulings: int
    gone: int
    open: str
    merge: str
    statements: Mapping[int, tuple[StatementHandle, ...]]
    cells: Mapping[int, CellHandle]
    findings: Mapping[str, FindingForm]
    focus: str
    status: StatusLine | None


def handles_of(page: StoryPage, *, done: Sequence[Ruling] = ()) -> Handles:
    """The handles of a page; no query. ``done`` are rulings that were just made or undone, with their anchors."""
    states = page.story.comparison.rulings if page.story.comparison else {}
    point = page.point
    statements, cells = (_statements(page, point), _cells(page, point)) if point else ({}, {})
    findings = {finding.ident: FindingForm.of(finding) for finding in page.rows.findings}
    idents = {one.ident for handles in statements.values() for one in handles} | {c.ident for c in cells.values()}
    return Handles(
        rulings=len(states),
        gone=sum(state == RulingState.UNANCHORED for state in states.values()),
        open=written(passages_of_point(point)) if point else "",
        merge=_merge(page, point) if point else "",
        statements=statements,
        cells=cells,
        findings=findings,
        focus=_focus(done[0], idents | findings.keys(), has_point=point is not None) if done else "",
        status=status_line(done, states) if done else None,
    )


def status_line(done: Sequence[Ruling], states: Mapping[str, str]) -> StatusLine:
    """One line for rulings that were made, or undone, together; ``states`` are those of the comparison."""
    standing = tuple(ruling.pk for ruling in done if ruling.withdrawn_at is None)
    return StatusLine(sentences(done), standing, waiting=any(str(pk) not in states for pk in standing))


def _focus(ruling: Ruling, there: Collection[str], *, has_point: bool) -> str:
    """Where its editor goes on after a ruling: at its own handle, else near it; words of a column are no handle."""
    ident = handle_ident(ruling)
    if ident in there:
        return ident
    if ruling.thing is Thing.FINDING:
        return "findings"
    return "drawer" if has_point and ruling.kind != RulingKind.ADDED else ""


def handle_ident(ruling: Ruling) -> str:
    """The ident of the handle that a ruling, with its anchors, was made at."""
    anchors = list(ruling.anchors.all())
    if ruling.thing is Thing.COVERAGE:
        of_text = (a for a in anchors if a.role in {AnchorRole.PASSAGE, AnchorRole.SEARCHED})
        return next((cell_ident(anchor.version_id or 0) for anchor in of_text), "")
    if ruling.thing is Thing.FINDING:
        evidence = [(a.version_id or 0, a.start, a.end) for a in anchors if a.role == AnchorRole.EVIDENCE]
        version = next((a.version_id or 0 for a in anchors if a.role == AnchorRole.ABOUT), 0)
        return claim_ident(ruling.value["finding"], version, ruling.value["about"], evidence)
    moved = ruling.kind == RulingKind.SPAN and ruling.withdrawn_at is None
    role = AnchorRole.PARTS if moved else AnchorRole.ABOUT
    parts = [anchor for anchor in anchors if anchor.role == role and anchor.number == 0]
    return f"{parts[0].version_id}-{parts[0].start}-{parts[-1].end}" if parts else ""


def _statements(page: StoryPage, point: PointRow) -> dict[int, tuple[StatementHandle, ...]]:
    articles = {article.version_id: article for article in page.rows.articles}
    found: dict[int, list[StatementHandle]] = {}
    for statement in point.statements:
        article = articles[statement.version_id]
        form = ConfirmForm.of(Subject(statement, article, point))
        handle = StatementHandle(
            ident=ident_of(passage_of(statement)),
            query=urlencode({"statement": passage_of(statement), "back": page.address}),
            words=shortened(" ".join(words_of(article.text, statement.parts).split()), _WORDS),
            confirm=form if form.initial["said"] else None,
        )
        found.setdefault(statement.version_id, []).append(handle)
    return {version: tuple(handles) for version, handles in found.items()}


def _cells(page: StoryPage, point: PointRow) -> dict[int, CellHandle]:
    told = {statement.version_id for statement in point.statements}
    return {
        article.version_id: _cell(article, point, page)
        for article in page.rows.articles
        if article.version_id not in told and article.version_id in point.cells
    }


def _merge(page: StoryPage, point: PointRow) -> str:
    if point.kind != PointKind.STATEMENT or not point.statements:
        return ""
    return urlencode({"point": passage_of(point.statements[0]), "back": page.address})


def cell_ident(version: int) -> str:
    """The ident of the handle of a version's cell."""
    return f"cell-{version}"


def _cell(article: ArticleRow, point: PointRow, page: StoryPage) -> CellHandle:
    nearest = page.nearest.get(article.version_id, (None,))[0]
    cell: Cell = point.cells[article.version_id]
    said = cell.ruled is not None and cell.status is Status.ABSENT
    sayable = article.complete and (cell.status.carries or cell.status is Status.ABSENT) and not said
    if point.kind == PointKind.NARRATION and cell.status is Status.VERBATIM:
        sayable = False  # these words make the point
    named = point_passages(point)
    seen = seen_of_cell(cell, nearest).token
    initial = {"version": article.version_id, "point": " ".join(map(str, named)), "seen_coverage": seen}
    absent = AbsentForm(initial=initial, auto_id=False) if sayable else None
    query = urlencode({"version": article.version_id, "point": named[0], "back": page.address})
    return CellHandle(cell_ident(article.version_id), str(named[0]), query, cell.status.carries, absent)
