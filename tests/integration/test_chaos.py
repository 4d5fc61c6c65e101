"""A small sample of ``make chaos``; CI runs it on SQLite and on PostgreSQL, each with both queues."""

import pytest

from tests.chaos import Ordeal, calm, faults, too_easy, wild

SAMPLE = Ordeal(jobs=8, sentences=12, workers=2, least_kills=1, least_again=0, seed=1)


@pytest.fixture(scope="module")
def undisturbed() -> str:
    return calm(SAMPLE)


@pytest.mark.database
@pytest.mark.parametrize("celery", [False, True], ids=["database", "celery"])
def test_workers_killed_at_random_leave_one_result_each_as_if_undisturbed(undisturbed: str, celery: bool) -> None:
    report = wild(SAMPLE, celery=celery)
    assert faults(SAMPLE, report, undisturbed) + too_easy(SAMPLE, report) == [], str(report)
