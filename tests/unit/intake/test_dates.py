import pytest

from articles.intake.dates import iso_date


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("2022-06-21", "2022-06-21"),
        ("2022-06-21 14:05", "2022-06-21T14:05:00"),
        ("2022-06-21T14:05:00Z", "2022-06-21T14:05:00+00:00"),
        ("Tue, 21 Jun 2022 14:05:00 +0100", "2022-06-21T14:05:00+01:00"),
        ("21 June 2022", "2022-06-21"),
        ("Tuesday,  21st June 2022", "2022-06-21"),
        ("June 21, 2022", "2022-06-21"),
        ("Jun 21 2022 09:30", "2022-06-21T09:30:00"),
        ("2022/06/21", "2022-06-21"),
        ("3/4/2026", None),
        ("yesterday", None),
        ("", None),
        ("2022-13-40", None),
        ("0001-01-01T00:00:00Z", None),
        ("9999-12-31T23:59:59-05:00", None),
        ("9" * 5000, None),
    ],
)
def test_a_date_is_read_only_where_it_is_certain(words: str, found: str | None) -> None:
    assert iso_date(words) == found
