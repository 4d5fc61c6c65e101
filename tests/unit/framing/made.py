"""Hand-made words of texts, each its own place."""

import numpy as np

from articles.framing import Words


def words_of(line: str, *, quoted: str = "", reported: str = "") -> Words:
    """The words of a line; ``quoted`` ones behind them stand in quotation marks, ``reported`` ones in a statement."""
    groups = (line.split(), quoted.split(), reported.split())
    words = tuple(word for group in groups for word in group)
    sizes = [len(group) for group in groups]
    starts = np.cumsum([0, *(len(word) + 1 for word in words[:-1])]) if words else np.array([], dtype=np.int64)
    ends = starts + np.array([len(word) for word in words], dtype=np.int64)
    return Words(
        starts=starts,
        ends=ends,
        words=words,
        quoted=np.repeat([False, True, False], sizes),
        own=np.repeat([True, False, False], sizes),
    )
