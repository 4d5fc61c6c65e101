"""The view "Framing": how each outlet names, quotes and tells, side by side, each number with its passages."""

from articles.comparison.framed.view import FramingPage, framing_page

__all__ = ["FramingPage", "framing_page"]
