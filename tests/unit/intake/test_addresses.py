"""Addresses in plain form, and what belongs together."""

import pytest

from articles.intake import Refusal
from articles.intake.addresses import LONGEST, check_address, host_of, looks_like_address, plain_address, same_site


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("  https://courier.example/1  ", "https://courier.example/1"),
        ("https://courier.example", "https://courier.example/"),
        ("https://courier.example/1?utm_source=rss&id=7&at_medium=feed#top", "https://courier.example/1?id=7"),
        ("https://courier.example/1?q=a%20b&empty=", "https://courier.example/1?q=a%20b&empty="),
        ("https://courier.example:443/1", "https://courier.example:443/1"),
        ("http://93.184.216.34/1", "http://93.184.216.34/1"),
    ],
)
def test_an_address_is_taken_in_plain_form(given: str, plain: str) -> None:
    assert check_address(given) == plain
    assert plain_address(plain) == plain


def test_a_long_address_is_refused_and_shown_in_short() -> None:
    refused = check_address(f"https://courier.example/{'a' * LONGEST}")
    assert isinstance(refused, Refusal)
    assert refused.sentence.endswith("… is longer than 500 characters: give the short address of the page.")
    assert len(refused.sentence) < 250


def test_nothing_at_all_is_told_too() -> None:
    refused = check_address(" ")
    assert isinstance(refused, Refusal)
    assert refused.sentence == "The address is empty: give a web address on each line."


@pytest.mark.parametrize(
    ("words", "is_address"),
    [("https://a.example", True), ("FTP://a", True), ("news/a.html", False), ("C:\\news\\a.html", False)],
)
def test_an_address_is_told_from_the_name_of_a_file(words: str, is_address: bool) -> None:
    assert looks_like_address(words) is is_address


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.courier.example/1", "http://courier.example/2", True),
        ("https://amp.courier.example/1", "https://www.courier.example/1", True),
        ("https://courier.example/1", "https://herald.example/1", False),
        ("https://evilcourier.example/1", "https://courier.example/1", False),
        ("https://courier.example/1", "no address", False),
    ],
)
def test_addresses_of_one_site_belong_together(one: str, other: str, same: bool) -> None:
    assert same_site(one, other) is same


def test_the_domain_is_told_without_www() -> None:
    assert host_of("https://WWW.Courier.Example/1") == "courier.example"
    assert host_of("ftp://courier.example") == host_of("http://[") == ""
