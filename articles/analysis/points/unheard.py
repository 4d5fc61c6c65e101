"""Findings about who is not heard: a side that all other pieces quote, somebody who is criticised."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from articles.analysis.points.phrases import listed
from articles.analysis.points.replies import criticises, may_speak
from articles.analysis.points.told import Told, Weighed
from articles.analysis.types import Evidence, Finding, FindingKind, SpeakerKind, Statement

_LEAST_AGAINST = 2  # statements against somebody from which a reply may be missed: one may be misread


class Unheard:
    """Whom each piece of a story does not quote."""

    def __init__(self, story: Told) -> None:
        self._story, self._pieces, self._articles = story, story.pieces, story.articles

    def missing_sides(self) -> Iterator[Weighed]:
        """With three articles or more: a side that every piece but one quotes."""
        sides = sorted({s.side for a in self._articles.values() for s in a.statements if s.side})
        for side in sides:
            quoting = self._story.heard[side]
            if len(self._pieces) < 3 or len(quoting) != len(self._pieces) - 1:
                continue
            key = next(k for k in self._pieces.articles if k not in quoting)
            told = dict(self._of(side, keys) for piece, keys in self._pieces.articles.items() if piece in quoting)
            counts = ", ".join(
                f"{self._story.names[k]} quotes {len({s.speaker for s in said})} of {self._story.speakers(k)}"
                for k, said in told.items()
            )
            evidence = tuple(Evidence(k, part) for k, said in told.items() for s in said for part in s.parts)
            finding = Finding(
                rank=0, kind=FindingKind.MISSING_SIDE,
                text=f"{self._pieces.named(key, self._pieces.articles[key])} quotes no speaker of the side “{side}” "
                f"(0 of {self._story.speakers(key)}); {counts}.",
                article=key, points=(), evidence=evidence, searched=tuple(self._pieces.articles[key]), words=0,
                paragraph=None, about=(side,),
            )  # fmt: skip
            yield Weighed((2.8, 0.0, 0.0, float(len(evidence))), finding)

    def _of(self, side: str, keys: Sequence[str]) -> tuple[str, list[Statement]]:
        """The first of the articles that quotes a side, with what it quotes."""
        told = ((k, [s for s in self._articles[k].statements if s.side == side]) for k in keys)
        return next((k, said) for k, said in told if said)

    def missing_replies(self) -> Iterator[Weighed]:
        """Criticism of somebody whom the piece does not quote, though another piece does."""
        quoted_in: dict[str, dict[str, str]] = defaultdict(dict)  # by name and piece the first article that quotes them
        for piece, keys in self._pieces.articles.items():
            for key in keys:
                for statement in self._articles[key].statements:
                    if statement.speaker and statement.speaker_kind is SpeakerKind.PERSON:
                        quoted_in[statement.speaker].setdefault(piece, key)
        against_in = {key: _spoken_against(article.statements) for key, article in self._articles.items()}
        for piece, keys in self._pieces.articles.items():
            for name, quoting in quoted_in.items():
                if piece in quoting:
                    continue
                key, against = max(((key, against_in[key].get(name, [])) for key in keys), key=lambda one: len(one[1]))
                heard = len(against) < _LEAST_AGAINST or any(may_speak(self._articles[k].text, name) for k in keys)
                if not heard:
                    yield self._unanswered(key, name, against, list(quoting.values()))

    def _unanswered(self, key: str, name: str, against: Sequence[Statement], quoting: Sequence[str]) -> Weighed:
        critics = len({s.speaker for s in against})
        evidence = [Evidence(key, part) for s in against for part in s.parts]
        evidence += [
            Evidence(k, part) for k in quoting for s in self._articles[k].statements if s.speaker == name
            for part in s.parts
        ]  # fmt: skip
        others = listed([self._story.names[k] for k in quoting])
        finding = Finding(
            rank=0, kind=FindingKind.MISSING_SIDE,
            text=f"{self._story.names[key]} carries criticism of {name} by {critics} of {self._story.speakers(key)} "
            f"{'speaker' if self._story.speakers(key) == 1 else 'speakers'} and does not quote {name}; "
            f"{others} {'does' if len(quoting) == 1 else 'do'}.",
            article=key, points=(), evidence=tuple(evidence), searched=tuple(self._pieces.with_copies(key)), words=0,
            paragraph=None, about=(name,),
        )  # fmt: skip
        return Weighed((2.8, 0.0, float(critics), float(len(against))), finding)


def _spoken_against(statements: Sequence[Statement]) -> dict[str, list[Statement]]:
    """The statements that criticise somebody or something, by its name, in order."""
    found: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        for target in dict.fromkeys(stance.target for stance in statement.stances):
            if target is not None and criticises(statement, target):
                found[target].append(statement)
    return found
