"""``make fuzz-api``: thousands of made requests to a running site, each answer held against its own description.

The site is ``manage.py serve`` with the seeds, where reading needs a token, on SQLite or on the PostgreSQL of
``DATABASE_URL``. Schemathesis makes the requests from openapi.json: good ones, bad ones, and ones without a token.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from coverage_site.environment import env_int
from tests.serving import Site, site_in

CASES = 10_000  # at least
EXAMPLES = 420  # of each operation in each phase of one run; some run out of different requests before
PATIENCE = 3600  # seconds


# What can be searched for has a grammar, which a pattern does not tell: a lone quotation mark is refused, and may be.
CONFIG = """
[[operations]]
include-path-regex = "/search/"
checks.positive_data_acceptance.expected-statuses = ["2xx", "400", "401", "403", "404"]
"""


@dataclass(frozen=True, slots=True)
class Fuzzed:
    """How many requests were made, and what was wrong with their answers, as Schemathesis tells it."""

    cases: int
    passed: bool
    told: str


def fuzz(site: Site, examples: int, *, seed: int = 1) -> Fuzzed:
    """Make up to so many requests to each operation in each phase."""
    token = site.manage("api_token", "Fuzzing", "--scope", "read", "--scope", "import").strip()
    with tempfile.TemporaryDirectory() as folder:
        report, config = Path(folder) / "report.json", Path(folder) / "schemathesis.toml"
        config.write_text(CONFIG)
        done = subprocess.run(
            [
                *(
                    str(Path(sys.executable).parent / "schemathesis"),
                    "--config-file",
                    str(config),
                    "run",
                    f"{site.url}/api/v1/openapi.json",
                ),
                *("--header", f"Authorization: Bearer {token}", "--checks", "all", "--continue-on-failure"),
                *("--max-examples", str(examples), "--seed", str(seed), "--no-color", "--warnings", "off"),
                *("--generation-database", "none", "--report-json-path", str(report)),
            ],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        cases = json.loads(report.read_text())["test_cases"]["generated"] if report.exists() else 0
    return Fuzzed(cases, done.returncode == 0, done.stdout + done.stderr)


@contextmanager
def closed_site() -> Iterator[Site]:
    """A running site with the seeds, where reading needs a token."""
    with tempfile.TemporaryDirectory() as folder, site_in(Path(folder) / "site") as site:
        site.environment["PARALLAX_READ"] = "login"
        site.start()
        yield site


def main() -> int:
    """Run it, with one seed after the other, until enough was tried; 1 when anything was wrong."""
    cases, examples = 0, env_int("PARALLAX_FUZZ_EXAMPLES", default=EXAMPLES)
    with closed_site() as site:
        for seed in count(1):
            fuzzed = fuzz(site, examples, seed=seed)
            print(fuzzed.told, flush=True)
            cases += fuzzed.cases
            print(f"{cases} of {CASES} cases", flush=True)
            if not fuzzed.passed or not fuzzed.cases or cases >= CASES:
                break
    return 0 if fuzzed.passed and cases >= CASES else 1


if __name__ == "__main__":
    sys.exit(main())
