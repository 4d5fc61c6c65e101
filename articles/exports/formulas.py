"""Texts that a spreadsheet would take for formulas. Texts of others stand in every cell: none may be run."""

# What the OWASP lists for CSV injection; a line break or tab before a sign is cut away by some programs.
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def is_formula(value: object) -> bool:
    """Whether a spreadsheet may take a value for a formula. Numbers are none, also negative ones."""
    return isinstance(value, str) and value.startswith(STARTS)


def defused(value: object) -> object:
    """A text that may be taken for a formula with an apostrophe before it; everything else as it is.

    >>> defused("=1+1"), defused(-1), defused("a-b")
    ("'=1+1", -1, 'a-b')
    """
    return f"'{value}" if is_formula(value) else value
