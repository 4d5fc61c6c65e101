"""Stories with a ruling or with copies, read and compared by the real analysis, and editors at their browsers."""

from tests.integration.desk.conftest import browser_of, mara, person, story
from tests.integration.pages.conftest import open_story
from tests.integration.pages.test_copies import ferry

__all__ = ["browser_of", "ferry", "mara", "open_story", "person", "story"]
