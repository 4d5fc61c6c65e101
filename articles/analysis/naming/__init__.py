"""What the texts of a story call the same person, group or thing, and what its people are."""

from articles.analysis.naming.names import Named, NamedText, Names, Way, names_of
from articles.analysis.naming.roles import ROLE_LABELS, role_of

__all__ = ["ROLE_LABELS", "Named", "NamedText", "Names", "Way", "names_of", "role_of"]
