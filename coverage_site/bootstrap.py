"""Makes ``.venv`` with the hash-pinned packages; the first step of ``make run`` and ``make test``.

Only the standard library, and only syntax that any Python 3 reads: the Python that starts this may be
too old or too new for Parallax, and then has to find another one or say so in one sentence.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Dict, Iterator, List, Optional, Tuple

OLDEST, NEWEST = (3, 12), (3, 14)
# In the order of preference: what .python-version names and CI runs comes first.
SUPPORTED = ("3.13", "3.12", "3.14")
ROOT = Path(__file__).resolve().parent.parent
LOCKS = {
    "run": ["requirements.txt"],
    "test": ["requirements.txt", "requirements-dev.txt"],
    "bench": [
        "requirements.txt",
        "requirements-dev.txt",
        "requirements-bench.txt",
    ],  # what others do the same work with
}
PATIENCE = 60.0  # seconds that an interpreter has to start
PROGRESS_EVERY = 20  # packages a line


class CannotSetUp(Exception):
    """What stands in the way; the message is one sentence that says what to do."""


def main(arguments: List[str]) -> int:
    """Set up for ``run`` (if none is named), ``test`` or ``bench``; 0 when that is done, 1 after one sentence."""
    purpose = arguments[0] if arguments else "run"
    try:
        set_up(ROOT, purpose)
    except CannotSetUp as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. Run make again to go on.", file=sys.stderr)
        return 1
    return 0


def set_up(root: Path, purpose: str) -> None:
    """Make ``root/.venv`` hold exactly what ``purpose`` needs. Does nothing when it already does."""
    venv = root / ".venv"
    stamp = venv / "parallax-installed"
    wanted = lock_hashes(root, purpose)
    installed = read_stamp(stamp)
    python = venv / "bin" / "python"
    sound = bool(installed) and supported(version_in(python))
    if sound and all(installed.get(name) == digest for name, digest in wanted.items()):
        return
    if not sound:  # never finished, or made by a Python that has gone: nothing in it can be relied on
        make_venv(venv)
    if stamp.exists():
        stamp.unlink()  # from here until the end it is unfinished, whatever interrupts
    install(python, root / LOCKS[purpose][-1])
    stamp.write_text("".join("{} {}\n".format(digest, name) for name, digest in wanted.items()), encoding="ascii")


def lock_hashes(root: Path, purpose: str) -> Dict[str, str]:
    """The lock files that ``purpose`` needs, each with the SHA-256 of its content."""
    return {name: hashlib.sha256((root / name).read_bytes()).hexdigest() for name in LOCKS[purpose]}


def read_stamp(stamp: Path) -> Dict[str, str]:
    """What a finished installation wrote: lock file -> SHA-256. Empty when none was finished."""
    if not stamp.exists():
        return {}
    lines = (line.split(" ", 1) for line in stamp.read_text(encoding="ascii").splitlines())
    return {name: digest for digest, name in lines}


def supported(version: Optional[Tuple[int, int]]) -> bool:
    """Whether Parallax runs on this version of Python."""
    return version is not None and OLDEST <= version <= NEWEST


def version_in(python: Path) -> Optional[Tuple[int, int]]:
    """The version of the finished .venv; CannotSetUp when it says nothing, as it would be made again otherwise."""
    try:
        return ask_version(str(python), PATIENCE)
    except subprocess.TimeoutExpired:
        raise CannotSetUp(
            "{} did not start within {} seconds: run make again when the machine has less to do, "
            "or delete the folder .venv to have it made again.".format(python, PATIENCE)
        ) from None


def version_of(python: str) -> Optional[Tuple[int, int]]:
    """Major and minor version of an interpreter; None when it does not start (a dead link, a shim for nothing)."""
    try:
        return ask_version(python, PATIENCE)
    except subprocess.TimeoutExpired:
        return None


def ask_version(python: str, seconds: float) -> Optional[Tuple[int, int]]:
    """``version_of``; TimeoutExpired when an interpreter that is there says nothing for so long."""
    ask = "import sys; print(*sys.version_info[:2])"
    try:
        answer = subprocess.run(  # nosec B603
            [python, "-c", ask], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=seconds, check=True
        )
        major, minor = answer.stdout.split()
        return int(major), int(minor)
    except (OSError, ValueError, subprocess.CalledProcessError):
        return None


def pythons() -> Iterator[str]:
    """Where a Python may be, best first: the running one, those on PATH, those of pyenv."""
    yield sys.executable
    for number in SUPPORTED:
        on_path = shutil.which("python" + number)
        if on_path:
            yield on_path
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    for number in SUPPORTED:
        for folder in sorted(pyenv.glob(number + ".*"), reverse=True):
            yield str(folder / "bin" / "python")


def make_venv(venv: Path) -> None:
    """Make ``venv`` afresh with the first Python that can; CannotSetUp when none can."""
    without_venv = []
    found = [(python, version_of(python)) for python in pythons()]
    # wordllama 0.4 has no ready-made files for Python 3.14 and would have to be compiled: 3.14 comes last.
    for python, version in sorted(found, key=lambda one: one[1] == NEWEST):
        if version is None or not supported(version):
            continue
        name = "Python {}.{}".format(*version)
        print("{} .venv with {} ...".format("Making again" if venv.exists() else "Making", name), flush=True)
        made = subprocess.run(  # nosec B603
            [python, "-m", "venv", "--clear", str(venv)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        if made.returncode == 0:
            return
        without_venv.append(version)
    if without_venv:
        package = "python{}.{}-venv".format(*without_venv[0])
        raise CannotSetUp(
            "Python {0}.{1} cannot make a virtual environment in {2}: make the folder writable, and on Debian "
            "or Ubuntu run apt install {3}.".format(without_venv[0][0], without_venv[0][1], venv.parent, package)
        )
    raise CannotSetUp(
        "Parallax runs on Python 3.12 to 3.14, and here is only {}.{}: install Python 3.13 and run make again.".format(
            *sys.version_info[:2]
        )
    )


def install(python: Path, lock: Path) -> None:
    """Install what ``lock`` names, each file checked against its hash; CannotSetUp when that fails."""
    total = len(re.findall(r"^[A-Za-z0-9][^\s]*==", lock.read_text(encoding="utf-8"), flags=re.MULTILINE))
    print("Installing {} packages; the first time takes a minute or two ...".format(total), flush=True)
    command = [str(python), "-m", "pip", "install", "--no-deps", "--require-hashes", "--no-input", "--retries", "2"]
    command += ["--disable-pip-version-check", "--progress-bar", "off", "--requirement", str(lock)]
    # A user's PIP_USER or PIP_TARGET would put the packages elsewhere.
    environment = {name: value for name, value in os.environ.items() if name not in ("PIP_USER", "PIP_TARGET")}
    pip = subprocess.Popen(  # nosec B603
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment, universal_newlines=True
    )
    lines = []
    seen = 0
    for line in pip.stdout or ():
        lines.append(line)
        if line.startswith("Collecting "):
            seen += 1
            if seen % PROGRESS_EVERY == 0:
                print("  {} of {}".format(seen, total), flush=True)
        elif line.startswith("Installing collected packages"):
            print("  all {}, now unpacking them ...".format(seen), flush=True)
    if pip.wait() != 0:
        raise CannotSetUp(why_pip_failed("".join(lines)))


def why_pip_failed(log: str) -> str:
    """One sentence from what pip printed."""
    if "DO NOT MATCH THE HASHES" in log:
        return "A downloaded package is not the one that was pinned (its hash differs): nothing of it was installed."
    if "No space left on device" in log:
        return "The disk is full: free about 1 GB and run make again."
    if re.search(r"NewConnectionError|ConnectTimeout|Name or service not known|Max retries|ProxyError|Read timed", log):
        return (
            "The packages cannot be downloaded because the package index does not answer: "
            "check the network connection (or PIP_INDEX_URL) and run make again."
        )
    if re.search(r"Failed building wheel|Failed to build|Microsoft Visual C|command '[^']*(cc|clang)", log):
        return (
            "A package has no ready-made files for this Python and could not be compiled: "
            "install Python 3.13 (or a C compiler) and run make again."
        )
    errors = [line for line in log.splitlines() if line.startswith("ERROR:")] or log.splitlines()[-1:]
    return "The packages could not be installed; pip says: {}".format(errors[0] if errors else "nothing")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
