import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PROCESSORS = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
MULTIPLYING = """
from django.conf import settings
settings.DEBUG
import numpy as np
many = np.ones((600, 600), dtype=np.float32)
many @ many
print(len(list(__import__("pathlib").Path("/proc/self/task").iterdir())))
"""


def threads(**chosen: str) -> int:
    """How many threads a process of the site has once it has multiplied matrices."""
    left = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    environment = {**left, "DJANGO_SETTINGS_MODULE": "coverage_site.settings", **chosen}
    done = subprocess.run(
        [sys.executable, "-c", MULTIPLYING], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return int(done.stdout)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="threads are counted as Linux tells them")
@pytest.mark.skipif(PROCESSORS < 2, reason="with one processor there is nothing to choose")
def test_a_process_of_the_site_takes_one_processor_unless_its_host_says_otherwise() -> None:
    assert threads() == 1
    assert threads(OPENBLAS_NUM_THREADS="2") == 2
