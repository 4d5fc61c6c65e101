import pytest

from articles.analysis.points.phrases import can_be_shown, ended, is_vague, listed, owned, possessive, quoted, shown


@pytest.mark.parametrize(
    ("voice", "said"),
    [
        ("Mara Delling", "Mara Delling"),
        ("White House", "the White House"),
        ("Harbour Court", "the Harbour Court"),
        ("Quayside administration", "the Quayside administration"),
        ("Congress", "Congress"),
        ("House", "the House"),
        ("port workers", "the port workers"),
        ("but two dockers", "the two dockers"),
        ("Delling's lawyer", "Delling’s lawyer"),
        ("the sale", "the sale"),
        ("HWU", "HWU"),
    ],
)
def test_names_take_the_article_that_english_gives_them(voice: str, said: str) -> None:
    assert shown(voice) == said


def test_an_organisation_in_the_plural_takes_the_article() -> None:
    assert shown("Harbour Unions", "Harbour Unions") == "the Harbour Unions"


def test_possessives_of_plurals_have_the_mark_alone() -> None:
    assert [possessive(name) for name in ("the port workers", "Mara Delling")] == [
        "the port workers’",
        "Mara Delling’s",
    ]


@pytest.mark.parametrize("voice", ["you", "someone", "2%", "Just 2%", "my father's", "chance", "fight of the day"])
def test_nobody_in_particular_is_not_shown(voice: str) -> None:
    assert not can_be_shown(voice)


@pytest.mark.parametrize("voice", ["Mara Delling", "port workers", "committee", "report of the auditors"])
def test_people_bodies_and_papers_are_shown(voice: str) -> None:
    assert can_be_shown(voice)


def test_anybody_is_vague_and_a_named_party_is_not() -> None:
    assert is_vague("critics")
    assert is_vague("Harbour officials")
    assert not is_vague("Mara Delling")
    assert not is_vague("Harbour Party")


def test_names_in_a_row() -> None:
    assert [listed(names) for names in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a and b", "a, b and c"]


def test_marks_within_a_quotation_become_single() -> None:
    assert quoted('the “shabby” deal, said "Roe".') == "“the ‘shabby’ deal, said ‘Roe’”"


def test_a_possessive_within_a_possessive_is_avoided() -> None:
    assert owned("Delling’s lawyer", "criticism", "of the sale") == "criticism of the sale by Delling’s lawyer"
    assert owned("critics of the sale", "criticism", "") == "criticism by critics of the sale"
    assert owned("Mara Delling", "criticism", "") == "Mara Delling’s criticism"


def test_a_sentence_has_one_stop() -> None:
    assert [ended(words) for words in ("It is so", "It is in the U.S.")] == ["It is so.", "It is in the U.S."]
