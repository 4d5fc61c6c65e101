"""What is measured in each process; figures of several processes of one web server are added up when asked for."""

import os

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
)
from prometheus_client.multiprocess import MultiProcessCollector

FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # the variable by which prometheus-client shares figures between processes
_SHARED = FOLDER in os.environ
_OWN = CollectorRegistry()
_SECONDS_OF_REQUESTS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.3, 1, 3, 10)
_SECONDS_OF_JOBS = (0.3, 1, 3, 10, 30, 100, 300, 1000)

REQUESTS = Counter(
    "parallax_requests", "Answers to requests, by view and status.", ("view", "method", "status"), registry=_OWN
)
REQUEST_SECONDS = Histogram(
    "parallax_request_seconds",
    "How long answers took, by view.",
    ("view",),
    buckets=_SECONDS_OF_REQUESTS,
    registry=_OWN,
)
JOBS = Counter(
    "parallax_job_attempts",
    "Attempts at jobs that ended in this worker: done, failed, lost to another worker, or stopped.",
    ("kind", "ended"),
    registry=_OWN,
)
JOB_SECONDS = Histogram(
    "parallax_job_seconds", "How long attempts at jobs took.", ("kind",), buckets=_SECONDS_OF_JOBS, registry=_OWN
)
REAPED = Counter(
    "parallax_leases_reaped", "Jobs that this worker took from one that was silent.", ("kind",), registry=_OWN
)
HEARTBEAT = Gauge(
    "parallax_worker_heartbeat_timestamp_seconds",
    "When this worker last looked after the jobs, in seconds since 1970.",
    multiprocess_mode="mostrecent",
    registry=_OWN,
)

if not _SHARED:
    ProcessCollector(registry=_OWN)
    PlatformCollector(registry=_OWN)
    GCCollector(registry=_OWN)


def registry() -> CollectorRegistry:
    """All figures of this process, or of all processes that share the folder, to be added to."""
    together = CollectorRegistry()
    if _SHARED:
        MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    else:
        together.register(_OWN)
    return together
