"""Setting up, with real processes; the interpreters that are too old or too new are small scripts that say so."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coverage_site import bootstrap
from coverage_site.bootstrap import CannotSetUp, lock_hashes, read_stamp, set_up, supported, version_of

LOCK = "nothing-of-this-name==1.0 --hash=sha256:" + "0" * 64 + "\n"


def pretend_python(folder: Path, version: str) -> Path:
    """An executable that answers like a Python of ``version`` and can do nothing else."""
    python = folder / "python"
    python.write_text(f"#!/bin/sh\necho {version}\n")
    python.chmod(0o755)
    return python


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "requirements.txt").write_text("# no packages\n")
    (tmp_path / "requirements-dev.txt").write_text("# none for tests either\n")
    return tmp_path


@pytest.mark.parametrize(
    ("version", "runs"),
    [((3, 11), False), ((3, 12), True), ((3, 13), True), ((3, 14), True), ((3, 15), False), (None, False)],
)
def test_python_3_12_to_3_14_are_supported(version: tuple[int, int] | None, runs: bool) -> None:
    assert supported(version) == runs


def test_the_version_comes_from_the_interpreter_itself(tmp_path: Path) -> None:
    assert version_of(sys.executable) == sys.version_info[:2]
    assert version_of(str(pretend_python(tmp_path, "3 9"))) == (3, 9)
    assert version_of(str(tmp_path / "missing")) is None


def test_no_supported_python_is_one_sentence(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    too_new = str(pretend_python(tmp_path, "3 15"))
    monkeypatch.setattr(bootstrap, "pythons", lambda: iter([too_new]))

    with pytest.raises(CannotSetUp) as stopped:
        set_up(project, "run")

    major, minor = sys.version_info[:2]
    assert str(stopped.value) == (
        f"Parallax runs on Python 3.12 to 3.14, and here is only {major}.{minor}: "
        "install Python 3.13 and run make again."
    )
    assert not (project / ".venv").exists()


def test_python_3_14_is_taken_only_where_there_is_no_older_one(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    newest = str(pretend_python(tmp_path, "3 14"))
    monkeypatch.setattr(bootstrap, "pythons", lambda: iter([newest, sys.executable]))

    set_up(project, "run")

    major, minor = sys.version_info[:2]
    assert capsys.readouterr().out.startswith(f"Making .venv with Python {major}.{minor} ...")


def test_a_python_without_venv_is_one_sentence_that_names_the_package(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = pretend_python(tmp_path, "3 12")
    python.write_text('#!/bin/sh\n[ "$1" = -c ] && echo 3 12\n')
    monkeypatch.setattr(bootstrap, "pythons", lambda: iter([str(python)]))

    with pytest.raises(CannotSetUp) as stopped:
        set_up(project, "run")

    assert str(stopped.value) == (
        f"Python 3.12 cannot make a virtual environment in {project}: make the folder writable, "
        "and on Debian or Ubuntu run apt install python3.12-venv."
    )


@pytest.mark.parametrize(
    ("log", "sentence"),
    [
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "its hash differs"),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "The disk is full"),
        ("error: command '/usr/bin/gcc' failed\nERROR: Failed building wheel for x", "or a C compiler"),
        ("Collecting x\nERROR: x is not a valid wheel filename.", "pip says: ERROR: x is not a valid wheel filename."),
    ],
)
def test_what_pip_printed_becomes_one_sentence(log: str, sentence: str) -> None:
    told = bootstrap.why_pip_failed(log)

    assert sentence in told
    assert "\n" not in told


def test_an_environment_is_made_once_and_again_only_when_it_is_half_made_or_the_lock_changed(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "pythons", lambda: iter([sys.executable]))
    stamp = project / ".venv" / "parallax-installed"
    set_up(project, "run")
    assert read_stamp(stamp) == lock_hashes(project, "run")
    assert "Making .venv with Python" in capsys.readouterr().out

    set_up(project, "run")
    assert capsys.readouterr().out == ""

    (project / "requirements.txt").write_text("# another lock\n")
    set_up(project, "run")
    assert capsys.readouterr().out == "Installing 0 packages; the first time takes a minute or two ...\n"
    assert read_stamp(stamp) == lock_hashes(project, "run")

    stamp.unlink()
    (project / ".venv" / "bin" / "pip").unlink()
    set_up(project, "run")
    assert "Making again .venv with Python" in capsys.readouterr().out
    assert (project / ".venv" / "bin" / "pip").exists()


def test_the_packages_of_the_tests_serve_a_run_too(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "pythons", lambda: iter([sys.executable]))
    set_up(project, "test")
    capsys.readouterr()

    set_up(project, "run")

    assert capsys.readouterr().out == ""


def test_a_busy_machine_does_not_cost_the_environment(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up(project, "run")
    python = project / ".venv" / "bin" / "python"
    python.unlink()
    python.write_text("#!/bin/sh\nexec sleep 60\n")
    python.chmod(0o755)
    monkeypatch.setattr(bootstrap, "PATIENCE", 0.5)

    with pytest.raises(CannotSetUp, match="run make again when the machine has less to do"):
        set_up(project, "run")

    assert (project / ".venv" / "parallax-installed").exists()


def test_no_network_is_one_sentence_and_the_next_run_starts_over(project: Path) -> None:
    (project / "requirements.txt").write_text(LOCK)
    (project / "coverage_site").mkdir()
    source = Path(bootstrap.__file__).read_text(encoding="utf-8")
    (project / "coverage_site" / "bootstrap.py").write_text(source, encoding="utf-8")
    # Port 9 of this machine: nothing answers, as without a network.
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_CONFIG_FILE": os.devnull, "PIP_FIND_LINKS": ""}

    run = subprocess.run(
        [sys.executable, "-m", "coverage_site.bootstrap", "run"],
        cwd=project,
        env=os.environ | nowhere,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 1
    assert run.stderr == (
        "The packages cannot be downloaded because the package index does not answer: "
        "check the network connection (or PIP_INDEX_URL) and run make again.\n"
    )
    assert read_stamp(project / ".venv" / "parallax-installed") == {}
