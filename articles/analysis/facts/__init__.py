"""What outlets give differently of one thing: its numbers, dates, places and titles, side by side.

``facts_of`` takes the texts of one story with what is said in them, and gives each thing with what every text says
of it. It parses nothing and never says which is right. A difference that is none misleads more than one missed: in
doubt two things are two.
"""

from articles.analysis.facts.facts import facts_of
from articles.analysis.facts.types import Agreement, Fact, FactKind, Given, Piece, Told

__all__ = ["Agreement", "Fact", "FactKind", "Given", "Piece", "Told", "facts_of"]
