"""From foreign bytes to rows ready to be stored; knows no Django and no database.

``read_any`` gives the rows of a file of any kind, ``read_file`` and ``read_pasted`` of one plain text: a ``Row`` (a
text as decoded, never altered) or a ``Refusal`` (a typed reason with one sentence that says what to do).
"""

from articles.intake.files import READ_LIMITS, Sizes, read_any
from articles.intake.limits import Child
from articles.intake.plain import read_file, read_pasted
from articles.intake.rows import Reason, Refusal, Row

__all__ = ["READ_LIMITS", "Child", "Reason", "Refusal", "Row", "Sizes", "read_any", "read_file", "read_pasted"]
