"""A small sample of ``make chaos``."""

import pytest

from tests.chaos import chaos


@pytest.mark.database
def test_workers_killed_at_random_leave_one_result_each_as_if_undisturbed() -> None:
    assert chaos(jobs=8, seed=1) == []
