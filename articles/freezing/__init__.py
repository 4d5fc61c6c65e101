"""Comparisons kept for good: ``freeze`` makes one, ``frozen_page`` shows it, ``verify`` makes it again and compares."""

from articles.freezing.document import UnknownFormat
from articles.freezing.freeze import Refused, freeze
from articles.freezing.page import FrozenPage, document_for, frozen_page
from articles.freezing.verify import Verdict, verify

__all__ = ["FrozenPage", "Refused", "UnknownFormat", "Verdict", "document_for", "freeze", "frozen_page", "verify"]
