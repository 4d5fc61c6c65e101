"""The framing of the archive, of columns made by hand."""

from collections.abc import Sequence

import numpy as np

from articles.framing.archive import STANCES, TONES, OutletFraming, SideVoice, Statements, framing_of_archive

# outlet, story, version, side, stance, tone, start, end
_ROWS = [
    (1, 1, 11, 7, 1, 1, 0, 30),
    (1, 1, 11, 8, 3, 0, 40, 60),
    (1, 1, 11, 7, 1, 3, 70, 80),
    (1, 2, 12, 8, 2, 1, 5, 45),
    (2, 1, 21, 0, 3, 2, 9, 29),
]


def _columns(rows: Sequence[tuple[int, ...]]) -> Statements:
    return Statements(*(np.array(column, dtype=np.int64) for column in zip(*rows, strict=True)))


def test_sides_stances_and_verbs_are_counted_for_each_outlet() -> None:
    first, second = framing_of_archive(_columns(_ROWS))
    assert STANCES == ("criticism", "support", "neutral")
    assert TONES == ("neutral", "doubting", "heated")
    assert first == OutletFraming(
        outlet=1,
        statements=4,
        stories=2,
        texts=2,
        sides=(
            SideVoice(side=8, statements=2, stories=2, first=1, share=0.6),
            SideVoice(side=7, statements=2, stories=1, first=1, share=0.4),
        ),
        stances={"criticism": 2, "support": 1, "neutral": 1},
        verbs={"neutral": 2, "doubting": 0, "heated": 1},
    )
    assert second.sides == (SideVoice(side=0, statements=1, stories=1, first=1, share=1.0),)


def test_an_empty_archive_has_no_outlets() -> None:
    empty = np.array([], dtype=np.int64)
    assert framing_of_archive(Statements(*[empty] * 8)) == ()
