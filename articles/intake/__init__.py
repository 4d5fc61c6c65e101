"""From foreign bytes to rows ready to be stored; knows no Django and no database.

``read_file`` and ``read_pasted`` give a ``Row`` (a text as decoded, never altered) or a ``Refusal``
(a typed reason with one sentence that says what to do).
"""

from articles.intake.plain import read_file, read_pasted
from articles.intake.rows import Reason, Refusal, Row

__all__ = ["Reason", "Refusal", "Row", "read_file", "read_pasted"]
