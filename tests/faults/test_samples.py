"""Small samples of the trials of ``make chaos`` (docs/chaos.md), with the same real things."""

import pytest

from tests.chaos import POSTGRESQL, Ordeal, calm, on
from tests.faults.clocks import moved_clocks
from tests.faults.crowd import crowd_on_sqlite
from tests.faults.disk import can_mount, full_database, full_uploads
from tests.faults.restarts import restarted_postgresql, restarted_redis
from tests.faults.thrice import delivered_thrice
from tests.faults.upgrades import every_upgrade, killed_migrations, restored_backup

JOBS = Ordeal(jobs=6, sentences=12)
on_a_small_disk = pytest.mark.skipif(not can_mount(), reason="only root may mount a small disk")


@pytest.fixture(scope="module")
def undisturbed() -> str:
    with on("sqlite"):
        return calm(JOBS)


@on_a_small_disk
def test_a_full_disk_is_said_in_a_sentence_and_leaves_the_database_whole() -> None:
    assert full_database().wrong == []


@on_a_small_disk
def test_an_upload_without_room_is_said_in_a_sentence_and_leaves_nothing_behind() -> None:
    assert full_uploads().wrong == []


def test_postgresql_that_is_killed_under_load_costs_no_acknowledged_write() -> None:
    assert restarted_postgresql(1).wrong == []


def test_redis_that_is_killed_under_load_costs_no_acknowledged_write() -> None:
    assert restarted_redis(1).wrong == []


def test_a_clock_that_is_moved_leaves_one_result_a_job(undisturbed: str) -> None:
    assert moved_clocks(undisturbed, JOBS, url=POSTGRESQL).wrong == []


def test_a_job_that_is_delivered_three_times_is_done_once(undisturbed: str) -> None:
    assert delivered_thrice(undisturbed, JOBS, celery=True).wrong == []


def test_an_upgrade_keeps_every_row() -> None:
    assert every_upgrade(["0001_initial"], url=POSTGRESQL).wrong == []


def test_an_upgrade_that_is_killed_goes_on_where_it_was() -> None:
    assert killed_migrations(1, url="").wrong == []


def test_a_backup_by_the_documented_commands_is_restored_row_by_row() -> None:
    assert restored_backup(url=POSTGRESQL).wrong == []


def test_readers_and_writers_on_sqlite_are_not_locked_out_and_lose_nothing() -> None:
    assert crowd_on_sqlite(10, readers=4, writers=2, pause=1).wrong == []
