"""The browser of the tests: Debian's Chromium, driven by Playwright. ``python -m tests.chromium`` installs it."""

import os
import shutil
import subprocess
import sys

MISSING = (
    "The browser tests need Chromium, which is not installed: run apt install chromium "
    "(or put any chromium or google-chrome on PATH) and try again."
)
# The sandbox needs rights that containers do not give; the rest keeps the browser from calling home.
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium() -> str | None:
    """The path of a Chromium or Chrome that is installed."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


def main() -> int:
    """Install Chromium where that is possible; 1 after one sentence where it is not."""
    if find_chromium():
        return 0
    apt = shutil.which("apt-get")
    if apt and os.geteuid() == 0:
        print("Installing Chromium for the browser tests ...", flush=True)
        for step in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]):
            subprocess.run(
                [apt, *step],
                env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
                stdout=subprocess.DEVNULL,
                check=False,
            )
    if find_chromium():
        return 0
    print(MISSING, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
