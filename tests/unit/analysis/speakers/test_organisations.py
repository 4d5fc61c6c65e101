"""Organisations that a text names."""

import pytest

from articles.analysis.knowledge import Knowledge, KnownSpeaker
from articles.analysis.speakers.camps import Camps
from articles.analysis.speakers.organisations import organisations_in, undotted, written_out
from articles.analysis.types import SpeakerKind

CAMPS = Camps(Knowledge(speakers=(KnownSpeaker("Dockers' Union", SpeakerKind.ORGANISATION, None, ("DU",)),)))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", []),
        ("the Northmoor Harbour Board met", ["Northmoor Harbour Board"]),
        ("the Center for Quay Policy met", ["Center for Quay Policy"]),
        ("Quayside Forever, a charity, met", ["Quayside Forever"]),
        ("the DU met", ["Dockers' Union"]),
        ("the Quay Planning Agency (QPA) met. The QPA said", ["Quay Planning Agency"] * 3),
        ("Quaymart met the crews", []),
        ("the board met", []),
    ],
)
def test_organisations_by_knowledge_by_name_and_by_description(text: str, names: list[str]) -> None:
    assert [named.name for named in organisations_in(text, CAMPS, ())] == names


@pytest.mark.parametrize(("name", "plain"), [("Q.P.A.", "QPA"), ("Quay Inc.", "Quay Inc."), ("J. Roe", "J. Roe")])
def test_abbreviations_without_stops(name: str, plain: str) -> None:
    assert undotted(name) == plain


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        (["The Harbour Workers Union (HWU) met."], {"HWU": "Harbour Workers Union"}),
        (["The Harbour Workers Union met.", "The HWU met again."], {"HWU": "Harbour Workers Union"}),
        (["The Harbour Workers Union met. Heavy Water Users met the HWU."], {}),
        (["The Harbour Workers Union met."], {}),
        ([], {}),
    ],
)
def test_the_names_behind_initials(texts: list[str], names: dict[str, str]) -> None:
    assert written_out(texts) == names
