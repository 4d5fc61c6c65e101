"""Quoted words that stand in the quotation marks of another article too."""

from articles.analysis.points.points import points_of
from articles.analysis.types import AnalysedArticle
from tests.unit.analysis.made import article, statement

SAID = "The crews were never told that the old pier would be sold, and nobody asked them."
FULL = f"The pier is sold.\n\n“{SAID}” said Mara Delling."


def carried(text: str, *speakers: str) -> tuple[str, list[str]]:
    """How an article carries Delling's words, and the words that show it."""
    other: AnalysedArticle = article(
        text, *(statement(text, text.split("“")[1].split("”", maxsplit=1)[0], who) for who in speakers)
    )
    point = points_of({"a": article(FULL, statement(FULL, SAID)), "b": other})[0]
    cell = point.coverage["b"]
    return cell.status.value, [text[start:end] for start, end in cell.spans]


def test_a_part_of_a_quotation_is_carried_whoever_is_given_as_its_speaker() -> None:
    text = "Tobias Ferne was angry. “Never told that the old pier would be sold,” he said of the board."

    assert carried(text, "Tobias Ferne") == ("partial", ["Never told that the old pier would be sold"])


def test_five_words_in_a_row_are_too_few() -> None:
    text = "Tobias Ferne was angry. “It fell; the old pier would be mended by the state,” he said."

    assert carried(text, "Tobias Ferne")[0] == "absent"


def test_words_that_the_other_article_does_not_quote_are_no_quotation_of_it() -> None:
    text = "Tobias Ferne, who was “away”, had a book: Never Told That The Old Pier Would Be Sold, a novel."

    assert carried(text)[0] == "absent"


def test_the_name_of_an_office_is_nobodys_words() -> None:
    name = "the Office of Management and Budget"
    hers, his = f"Cuts are what I bring to {name} in May,", f"A fire once shut {name} and every paper burnt,"
    one, other = f"“{hers}” said Mara Delling.", f"“{his}” said Tobias Ferne."

    found = points_of(
        {"a": article(one, statement(one, hers)), "b": article(other, statement(other, his, "Tobias Ferne"))}
    )

    assert [p.coverage["b"].status.value for p in found if p.speaker == "Mara Delling"] == ["absent"]
