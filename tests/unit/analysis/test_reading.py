"""One article read by itself."""

import json

import pytest

from articles.analysis import Reading, model_notice, read, reading
from articles.analysis.text import model
from articles.analysis.types import Span

TEXT = (
    "Pier sale a blatant stunt\r\n\r\n"
    "Mara Delling slammed the sale.\r\n\r\n"
    "READ MORE: pier sold\r\n\r\n"
    "“It is a reckless stunt,” she said.\r\n"
)


def words(spans: tuple[Span, ...]) -> list[str]:
    return [TEXT[span.start : span.end] for span in spans]


def test_an_empty_text_gives_an_empty_reading() -> None:
    found = read("")

    assert (found.text, found.headline, found.paragraphs, found.sentences) == ("", None, (), ())
    assert (found.boilerplate, found.drafts, found.loaded) == ((), (), ())


def test_what_a_page_needs_is_json() -> None:
    layout = json.loads(json.dumps(read(TEXT).layout))

    assert list(layout) == ["language", "headline", "paragraphs", "sentences", "boilerplate", "loaded"]
    assert layout["headline"] == [0, 25]
    assert layout["boilerplate"] == [[63, 83]]


def test_sentences_leave_out_what_is_no_part_of_the_report() -> None:
    found = read(TEXT)

    assert words(found.paragraphs) == [line for line in TEXT.split("\r\n") if line]
    assert words(found.boilerplate) == ["READ MORE: pier sold"]
    assert words(found.sentences) == [
        "Pier sale a blatant stunt", "Mara Delling slammed the sale.", "“It is a reckless stunt,” she said.",
    ]  # fmt: skip


def test_loaded_terms_are_told_apart_by_voice() -> None:
    stunts = [(TEXT[t.span.start : t.span.end], t.voice.value) for t in read(TEXT).loaded if t.term == "stunt"]

    assert stunts == [("stunt", "outlet"), ("stunt", "quoted")]


def test_reading_twice_gives_the_same() -> None:
    assert read(TEXT) == read(TEXT)


@pytest.mark.parametrize("text", ["", "Le maire a déclaré que le quai resterait fermé jusqu’au mois de juin."])
def test_the_language_is_no_guess(text: str) -> None:
    assert read(text).language != "en"


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (model, reading):
        monkeypatch.setattr(module, "language_model", lambda: None, raising=False)
    monkeypatch.setattr(model, "find_spec", lambda _package: None)


@pytest.mark.usefixtures("no_model")
def test_without_a_language_model_a_notice_says_so() -> None:
    assert model_notice() == (
        "The language model is not installed, so only direct quotations are found: run make run again to install it."
    )


@pytest.mark.usefixtures("no_model")
def test_without_a_language_model_direct_quotations_are_found() -> None:
    found: Reading = read(TEXT)

    assert [words(draft.parts) for draft in found.drafts] == [["It is a reckless stunt,"]]


@pytest.mark.usefixtures("no_model")
def test_without_a_language_model_a_text_is_laid_out_all_the_same() -> None:
    found = read(TEXT)

    assert words(found.boilerplate) == ["READ MORE: pier sold"]
    assert len(found.sentences) == 3
