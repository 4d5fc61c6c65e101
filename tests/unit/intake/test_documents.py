"""Word documents and PDFs, made here by hand."""

from pathlib import Path

import pytest

from articles.intake.documents import paragraphs_of, pdf_text, word_text
from tests.unit.intake.made import TEXT, pdf, word, word_of_xml


def test_a_word_document_gives_its_paragraphs() -> None:
    assert word_text(word("The pier is shut.", "“For ever,” he said.")) == "The pier is shut.\n\n“For ever,” he said."


def test_a_word_document_brings_in_no_other_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("a secret of this machine")
    names = f'<!DOCTYPE a [<!ENTITY y SYSTEM "{secret.as_uri()}"><!ENTITY z "of the document">]>'
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "<w:p><w:r><w:t>The pier is shut.&y;</w:t></w:r></w:p>"
    document = f'{names}<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    assert word_text(word_of_xml(document.encode())) == "The pier is shut."


def test_a_pdf_gives_its_text() -> None:
    assert pdf_text(pdf(*TEXT)) == " ".join(TEXT)


@pytest.mark.parametrize("data", [pdf(), pdf("Scanned")])
def test_a_pdf_of_pictures_has_no_text(data: bytes) -> None:
    assert pdf_text(data) is None


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        ([], []),
        (["One line of words", "and one more.", "", "A new one."], ["One line of words and one more.", "A new one."]),
        (
            ["A long line of a paragraph that goes", "to its end here.", "The next one is just as long and", "ends."],
            ["A long line of a paragraph that goes to its end here.", "The next one is just as long and ends."],
        ),
        (["The harbour has no govern-", "ment of its own."], ["The harbour has no government of its own."]),
    ],
)
def test_lines_are_joined_to_paragraphs(lines: list[str], paragraphs: list[str]) -> None:
    assert paragraphs_of("\n".join(lines)) == "\n\n".join(paragraphs)
