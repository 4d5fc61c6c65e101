"""A small sample of ``make fuzz-api``."""

from tests.api_fuzz import closed_site, fuzz


def test_made_requests_meet_no_error_and_no_answer_that_was_not_described() -> None:
    with closed_site() as site:
        fuzzed = fuzz(site, 8)
    assert fuzzed.passed, fuzzed.told
    assert fuzzed.cases > 500
