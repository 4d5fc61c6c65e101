"""Arrivals as vectors of their terms, and an index of the last days' that finds those alike."""
