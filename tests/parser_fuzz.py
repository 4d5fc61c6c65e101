"""``make fuzz-parsers``: what reads foreign bytes and words, under atheris, which looks for new branches.

Each target of tests/parsers.py runs in a process of its own for ``PARALLAX_FUZZ_SECONDS`` (20). Needs the package
atheris, which there is for Python 3.13 on Linux.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, ModuleType

import django

from coverage_site.environment import env_int

# Whose branches are counted; all of what is imported would take a minute to prepare.
_READERS = (
    "articles.intake.",
    "articles.search.query",
    "articles.comparison.filters",
    "articles.comparison.rows",
    "articles.comparison.places",
    "articles.across.asked",
    "articles.freezing.",
    "feedparser",
    "coverage_site.throttle",
)


def main(arguments: list[str]) -> int:
    """Fuzz the target that is named; all of them, each for itself, where none is. 1 when one has failed."""
    if arguments:
        return _fuzz(arguments[0], arguments[1:])
    django.setup()
    seconds, failed = env_int("PARALLAX_FUZZ_SECONDS", default=20), 0
    from tests.parsers import TARGETS  # noqa: PLC0415 - after the settings

    for name in TARGETS:
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, "-m", "tests.parser_fuzz", name, f"-max_total_time={seconds}", "-max_len=4000"]
            command += ["-timeout=20", f"-artifact_prefix={folder}/"]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            runs = [line for line in done.stderr.splitlines() if line.startswith("Done ")]
            print(f"{name}: {runs[-1] if runs else done.stderr[-2000:]}", flush=True)
            failed += done.returncode != 0
            for found in Path(folder).iterdir():
                print(f"  {found.name}: {found.read_bytes()[:500]!r}")
    return 1 if failed else 0


def _functions(module: ModuleType) -> Iterator[FunctionType]:
    """Those that a module defines, also in its classes."""
    inside = [vars(one) for one in vars(module).values() if isinstance(one, type) and one.__module__ == module.__name__]
    for found in (vars(module), *inside):
        for one in list(found.values()):
            function = getattr(one, "__func__", one)
            if isinstance(function, FunctionType) and function.__module__ == module.__name__:
                yield function


def _fuzz(name: str, options: list[str]) -> int:
    import atheris  # noqa: PLC0415 - only here is it needed

    django.setup()
    from tests.parsers import TARGETS  # noqa: PLC0415

    for module in [module for name, module in sys.modules.items() if name.startswith(_READERS)]:
        for function in _functions(module):
            atheris.instrument_func(function)
    target = TARGETS[name]

    def one(data: bytes) -> None:
        given = data.decode("utf-8", errors="replace") if target.words else data
        try:
            target.run(given)
        except target.may:
            return

    atheris.Setup([sys.argv[0], *options], one)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    sys.exit(main(sys.argv[1:]))
