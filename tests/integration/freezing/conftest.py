"""A story with a ruling in it, read and compared by the real analysis, and editors at their browsers."""

from tests.integration.desk.conftest import browser_of, mara, person, story

__all__ = ["browser_of", "mara", "person", "story"]
