"""The looks that a page is tested in."""

import pytest

every_look = pytest.mark.parametrize(
    ("colour_scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 320), ("dark", 320)]
)
