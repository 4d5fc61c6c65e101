"""Which full names are one person's."""

import pytest

from articles.analysis.speakers.forms import fullest, same_person


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Joseph R. Roe", "Joe Roe"),
        ("Ann Roe", "Ann M. Roe"),
        ("A. Roe", "Ann Roe"),
        ("Tim Roe", "Timothy Roe"),
        ("Bob Roe", "Robert Roe"),
        ("Mary Delling", "Mary Deling"),
        ("Aldwyn Roe", "Aldwynn Roe"),
    ],
)
def test_forms_of_one_name(first: str, second: str) -> None:
    assert same_person(first, second)
    assert same_person(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Michael Roe", "Michelle Roe"),
        ("Joe Roe", "John Roe"),
        ("George W. Roe", "George H. W. Roe"),
        ("Ann Roe", "Ann Voss"),
        ("Ann Lee", "Ann Lea"),
        ("Mary Roe", "Marvin Roe"),
    ],
)
def test_two_people(first: str, second: str) -> None:
    assert not same_person(first, second)


@pytest.mark.parametrize(
    ("forms", "shown"),
    [
        (["Ann Roe"], "Ann Roe"),
        (["A. Roe", "Ann Roe"], "Ann Roe"),
        (["Ann Roe", "Ann M. Roe"], "Ann M. Roe"),
        (["Bill Roe", "William T. Roe"], "William T. Roe"),
        (["Ann Roe", "Ann Voss Roe"], "Ann Voss Roe"),
    ],
)
def test_the_form_that_says_most(forms: list[str], shown: str) -> None:
    assert fullest(forms) == shown
