"""All sections of the view as one frozen value."""

from dataclasses import dataclass

from articles.comparison.framed.distincts import Distincts, distinct_section
from articles.comparison.framed.naming import NamedGroup, names_section
from articles.comparison.framed.orders import Order, order_of
from articles.comparison.framed.parts import COLUMNS_AT_MOST, Chart, Table
from articles.comparison.framed.shared import SharedView, shared_section
from articles.comparison.framed.shares import (
    by_role,
    by_side,
    by_speaker,
    own_and_quoted,
    stances,
    verbs,
    voices_by,
)
from articles.comparison.framed.texts import Measured
from articles.comparison.framed.wordings import loaded_section
from articles.comparison.page import StoryPage
from articles.comparison.words import count


@dataclass(frozen=True, slots=True)
class FramingPage:
    """The view. ``counted`` says of how many statements; without any ``statements`` the charts of voices are empty."""

    counted: str
    statements: int
    wide: bool
    names: tuple[NamedGroup, ...]
    voices: tuple[Chart, ...]
    stances: Chart
    order: Order
    own: Chart
    loaded: Table
    verbs: Chart
    distinct: Distincts
    shared: SharedView | None


def framing_page(page: StoryPage) -> FramingPage:
    """The framing of the outlets that the filters leave; four queries, for what editors know of names."""
    measured = Measured(page)
    sides = voices_by(measured, "side")
    statements, of = measured.counted
    return FramingPage(
        counted=f"{statements} of {count(of, 'statement')}" if statements < of else count(of, "statement"),
        statements=statements,
        wide=len(measured.outlets) > COLUMNS_AT_MOST,
        names=names_section(measured),
        voices=(
            by_side(measured, sides),
            by_speaker(measured, voices_by(measured, "speaker")),
            by_role(measured, voices_by(measured, "role")),
        ),
        stances=stances(measured),
        order=order_of(measured, sides),
        own=own_and_quoted(measured),
        loaded=loaded_section(measured),
        verbs=verbs(measured),
        distinct=distinct_section(measured),
        shared=shared_section(measured) if len(measured.articles) > 1 else None,
    )
