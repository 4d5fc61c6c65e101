#!/usr/bin/env python
"""Django's command line for Parallax."""

import os
import sys


def main() -> None:
    """Run the command that the arguments name."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coverage_site.settings")
    from django.core.management import execute_from_command_line

    from coverage_site.environment import BadSetting

    try:
        execute_from_command_line(sys.argv)
    except BadSetting as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()
