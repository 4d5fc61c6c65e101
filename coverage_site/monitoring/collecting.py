"""The figures of all jobs, from the database, whenever somebody asks for the metrics."""

from collections.abc import Iterator

from django.db import connection
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from articles.leases import lost
from articles.models import JobState
from articles.tasks import KINDS
from coverage_site.monitoring.limits import Asked
from coverage_site.queues import queue

LIMIT = 3.0  # seconds for all of it; Prometheus itself waits for ten
_COUNTED = (JobState.WAITING, JobState.RUNNING, JobState.FAILED)


class JobsCollector(Collector):
    """What waits, runs and failed, for how long, and whether the database told it."""

    def collect(self) -> Iterator[Metric]:
        """The figures; where the database or the queue does not answer in time, only that."""
        try:
            figures = _asked.answer(LIMIT)
        except Exception:
            figures = []
        told = 1 if figures else 0
        yield GaugeMetricFamily("parallax_jobs_told", "Whether database and queue told of the jobs.", value=told)
        yield from figures


def _figures() -> list[Metric]:
    try:
        return [*_of_jobs(), GaugeMetricFamily("parallax_queue_length", "Tasks ready for a worker.", queue().length())]
    finally:
        connection.close()


def _of_jobs() -> list[Metric]:
    jobs = GaugeMetricFamily("parallax_jobs", "Jobs that are not done, by their state.", labels=("kind", "state"))
    silent = GaugeMetricFamily(
        "parallax_jobs_silent", "Running jobs whose worker was not heard of for a lease.", labels=("kind",)
    )
    oldest = GaugeMetricFamily(
        "parallax_oldest_waiting_seconds", "Since when the oldest job has waited.", labels=("kind",)
    )
    heard = GaugeMetricFamily(
        "parallax_oldest_heartbeat_seconds", "The longest silence of a worker of a running job.", labels=("kind",)
    )
    for kind in KINDS:
        name = kind.name
        numbers = kind.model.objects.open().counted()
        for state in _COUNTED:
            jobs.add_metric((name, state), numbers.get(state, 0))
        silent.add_metric((name,), lost(kind.model).count())
        for family, state, since in (
            (oldest, JobState.WAITING, "created_at"),
            (heard, JobState.RUNNING, "heard_at"),
        ):
            first = kind.model.objects.filter(state=state).with_now().order_by(since).values_list(since, "now").first()
            moment, now = first or (None, None)
            family.add_metric((name,), max(0.0, (now - moment).total_seconds()) if now and moment else 0)
    return [jobs, silent, oldest, heard]


_asked = Asked("how are the jobs?", _figures)
