"""Pieces: the articles of a story, or with copies counted once, their origins."""

from collections.abc import Mapping, Sequence

from articles.analysis.points.phrases import listed

_MOST_NAMED = 2  # copies of one text that a sentence names; more are counted


class Pieces:
    """What counts as one in a story. ``names`` are the outlets' names, ``origins`` those articles that are copies.

    A piece is called by the key of its fullest article; without ``origins`` each article is one by itself.
    """

    def __init__(self, names: Mapping[str, str], origins: Mapping[str, str]) -> None:
        self.names = names
        self.of = {key: origins.get(key, key) for key in names}
        self.articles: dict[str, list[str]] = {}  # of each piece, the fullest first
        for key in sorted(names, key=lambda key: key != self.of[key]):
            self.articles.setdefault(self.of[key], []).append(key)

    def __len__(self) -> int:
        return len(self.articles)

    def with_copies(self, key: str) -> list[str]:
        """The articles of the piece that an article belongs to."""
        return self.articles[self.of[key]]

    def named(self, key: str, keys: Sequence[str], rest: Sequence[str] = ()) -> str:
        """The outlet of an article, with those of its copies: ``keys`` that are meant with it, and the ``rest``.

        >>> Pieces({"a": "The Mirror", "b": "Express"}, {"b": "a"}).named("a", ["a", "b"])
        'The Mirror (and Express)'
        >>> Pieces({"a": "The Mirror", "b": "Express"}, {"b": "a"}).named("a", ["a"], ["b"])
        'The Mirror (one text with Express)'
        """
        said = [f"{word} {self._listed(key, others)}" for word, others in (("and", keys), ("one text with", rest))]
        told = "; ".join(one for one in said if not one.endswith(" "))
        return f"{self.names[key]} ({told})" if told else self.names[key]

    def _listed(self, key: str, keys: Sequence[str]) -> str:
        names = [name for name in dict.fromkeys(self.names[k] for k in keys) if name != self.names[key]]
        return f"{len(names)} others" if len(names) > _MOST_NAMED else listed(names)
