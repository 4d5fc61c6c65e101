"""``python -m coverage_site.monitoring.ask /healthz``: what the process of this container says of itself; 1 if unwell.

Without Django, as it is started every few seconds.
"""

import sys
import urllib.error
import urllib.request

from coverage_site.environment import env_address

LIMIT = 5  # seconds
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - recognised, not chosen  # nosec B104


def main(page: str) -> int:
    """Ask for ``page`` at PARALLAX_MONITOR and print the answer."""
    address = env_address("PARALLAX_MONITOR")
    if address is None:
        print("PARALLAX_MONITOR is not set, so there is nothing to ask.")
        return 1
    address = address._replace(host=_EVERYWHERE.get(address.host, address.host))
    try:
        with urllib.request.urlopen(f"http://{address}{page}", timeout=LIMIT) as answer:  # nosec B310
            print(answer.read().decode())
    except urllib.error.HTTPError as error:
        with error:
            print(error.read().decode())
        return 1
    except OSError as error:
        print(f"No answer at {address}: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
