"""Texts as XML can hold them: it has no characters for what only steers a machine, whatever stands in a text."""

import re

_NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2


def xml_text(text: str) -> str:
    r"""The text with "\ufffd" for each character that XML 1.0 does not have.

    >>> xml_text("a\x02b") == "a\ufffdb"
    True
    """
    return _NO_CHARACTER.sub("\ufffd", text)
