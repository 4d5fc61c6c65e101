"""Rulings of editors as values, and what follows from them for the statements of a story."""
