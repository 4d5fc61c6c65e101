"""What a statement can be about: people and organisations that it names, and the things that its story is about.

A story's things are plain noun phrases that its articles keep coming back to ("the strikes", "the border wall").
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from articles.analysis.lexicon.terms import stance_lexicon
from articles.analysis.text.folding import fold
from articles.analysis.types import Span

_LEAST = 3  # times that a story must name a thing
_DETERMINER = r"(?i:the|this|these|those|that|a|an|his|her|its|their|our|your|my|such|no|any|some)"
_FUNCTION = frozenset(
    "a an the this these those that his her its their our your my such no any some and or but nor so yet if as at by "
    "for from in into of off on onto out over to toward towards under up upon with within without about above across "
    "after against along among around before behind below between beyond during except inside near since than through "
    "throughout until while because although though whether which who whom whose what when where why how it he she "
    "they we you i him them us me is are was were be been being am has have had having do does did doing will would "
    "can could shall should may might must not never also just only very too more most much many few less least same "
    "other another both each every either neither all said says say told tells then there here now s t".split()
)
# Nouns of time, number, place in general, and talk: a story may repeat them, yet is not about them.
_GENERAL = frozenset(
    "day days week weeks month months year years time times today morning afternoon evening night hour hours minute "
    "monday tuesday wednesday thursday friday saturday sunday weekend decade decades century moment way ways thing "
    "things people person man men woman women others one ones lot number part parts side sides end rest kind sort fact "
    "case point question questions answer issue issues matter word words statement statements interview letter news "
    "conference comment comments remark remarks tweet post report reports story speech source sources official "
    "officials spokesman spokeswoman spokesperson leader leaders minister member members president governor senator "
    "senators lawmakers reporter reporters country nation state states city world public place home house name job "
    "work life family first second third last next new old good bad great big own few united long "
    "right wrong left results result process idea ideas reason reasons example chance meeting event office "
    "administration government party percent million billion nature seat effort efforts step steps move".split()
)
_WORD = re.compile(r"[a-z][a-z]+(?:-[a-z]+)*")
_AFTER = r"(?=\s*(?:[.,;:!?)\"]|-|$)|'?\s+(?:" + "|".join(sorted(_FUNCTION)) + r")\b)"
_PHRASE = re.compile(rf"\b{_DETERMINER}\s+((?:[a-z][\w-]*\s+){{0,2}}?[a-z][a-z-]+){_AFTER}")
_THOSE = re.compile(r"those (?:who|on|in|at|with|striking|affected)(?: [\w'-]+){0,3}?(?=\s*(?:[.,;:!?\"]|$))", re.I)
_LEADS = rf"(?:(?:all|both) (?:{_DETERMINER}\s+)?|{_DETERMINER}\s+)"
_LEADING = re.compile(rf"{_LEADS}(?P<words>(?:[a-z][\w-]*\s+){{0,2}}?[a-z][a-z-]+){_AFTER}", re.I)
_JUDGED = re.compile(
    rf"\b{_DETERMINER}\s+(?:\w+ly\s+)?(?P<judgement>[a-z-]+)\s+(?P<words>(?:[a-z-]+\s+)??[a-z][a-z-]+){_AFTER}", re.I
)
_ROLES = re.compile(
    r"[\s'-]*(?:'s\s)?(?:[a-z]+ )?(?:leader|minister|secretary|spokes|mps?\b|msps?\b|member|aide|whip|president|"
    r"senator|governor|candidate|official|politician|lawmaker|lawyer|source|chair|chief|boss|frontbench|colleague|nominee|[A-Z])"
)


_ACTS = re.compile(r"\bby (?:the )?$", re.I)
_MEMBER = re.compile(r"\b(?:as|i'm|i am|being|he's|she's|is|was) (?:a|an) (?:\w+ )?$", re.I)


@dataclass(frozen=True, slots=True)
class Target:
    """A possible target in a text. ``name`` is how it is shown; ``named`` for people and organisations.

    ``stood_for`` is the pronoun that stands for it elsewhere; None where that is not known.
    """

    span: Span
    name: str
    named: bool = True
    stood_for: str | None = None


class Topics:
    """The things of one story, by the heads of their phrases."""

    def __init__(self, texts: Iterable[str]) -> None:
        phrases: Counter[str] = Counter()
        where: dict[str, set[int]] = {}
        listed = list(texts)
        for number, text in enumerate(listed):
            for match in _PHRASE.finditer(fold(text)):
                words = _content(match.group(1).split())
                if words:
                    phrases[" ".join(words)] += 1
                    where.setdefault(words[-1], set()).add(number)
        heads: Counter[str] = Counter()
        for phrase, count in phrases.items():
            heads[phrase.rpartition(" ")[2]] += count
        least_texts = min(2, len(listed))
        kept = {h for h, n in heads.items() if n >= _LEAST and len(where[h]) >= least_texts and h not in _GENERAL}
        self.heads: Mapping[str, int] = {head: heads[head] for head in sorted(kept)}
        self._shown = {head: _shown(head, heads[head], phrases) for head in kept}
        self._pattern = _topic_pattern(kept)

    def targets_in(self, folded: str, span: Span) -> list[Target]:
        """The story's things that stand in ``span`` of a folded text, in order."""
        if self._pattern is None:
            return []
        return [
            Target(Span(*match.span("thing")), self._shown[match.group("head").lower()], named=False)
            for match in self._pattern.finditer(folded, span.start, span.end)
            if _MEMBER.search(folded, span.start, match.start("thing")) is None
        ]

    def judged_in(self, folded: str, start: int, end: int) -> Iterator[tuple[int, str, Target]]:
        """Things with a judging word before them ("this shabby deal"): where, the word's group, and the thing."""
        for match in _JUDGED.finditer(folded, start, end):
            judged = stance_lexicon().pattern.fullmatch(match.group("judgement"))
            words = _content(match.group("words").split())
            if judged is None or not words or stance_lexicon().pattern.fullmatch(words[-1]):
                continue
            target = Target(Span(match.start("words"), match.end("words")), f"the {words[-1]}", named=False)
            yield match.start(), judged.lastgroup or "", target

    def phrase_at(self, folded: str, start: int, end: int) -> Target | None:
        """The plain noun phrase that begins at ``start``: one of the story's things, or "those at the gates"."""
        those = _THOSE.match(folded, start, end)
        if those is not None:
            return Target(Span(*those.span()), those.group().lower(), named=False)
        match = _LEADING.match(folded, start, end)
        if match is None:
            return None
        words = _content(match.group("words").split())
        if not words or words[-1] in _GENERAL:
            return None
        head, before = words[-1], words[-2:-1]
        judged = any(stance_lexicon().pattern.fullmatch(word) for word in before)
        name = self._shown.get(head, f"the {head}" if judged else f"the {' '.join(words[-2:])}")
        return Target(Span(match.start("words"), match.end("words")), name, named=False)


def _shown(head: str, count: int, phrases: Mapping[str, int]) -> str:
    """A thing as it is shown: with its usual modifier ("the border wall") where half its mentions have that."""
    usual = max((p for p in phrases if p.endswith(f" {head}")), key=lambda p: (phrases[p], p), default=head)
    return f"the {usual if phrases[usual] * 2 >= count else head}"


def _content(words: Sequence[str]) -> list[str]:
    """The words of a phrase where they can be a plain noun phrase, else none."""
    if any(word in _FUNCTION or _WORD.fullmatch(word) is None for word in words):
        return []
    head = words[-1]
    if head.endswith(("ly", "ing", "ed")) or len(head) < 3:
        return []
    return list(words)


def _topic_pattern(heads: Iterable[str]) -> re.Pattern[str] | None:
    ordered = sorted(heads, key=lambda head: (-len(head), head))
    if not ordered:
        return None
    return re.compile(
        rf"\b{_DETERMINER}\s+(?P<thing>(?:[\w-]+\s+){{0,2}}?(?P<head>{'|'.join(map(re.escape, ordered))}))\b", re.I
    )


def is_target(text: str, span: Span) -> bool:
    """Whether a name can be a target where it stands: not who acts ("founded by the unions")."""
    return _ACTS.search(text, max(0, span.start - 24), span.start) is None


def stands_for_itself(text: str, span: Span) -> bool:
    """Whether an organisation's name stands for itself.

    It does not before a role or another name ("the Harbour Party leader", "Harbour Party whip Jane Roe"), nor where
    a speaker tells what they are ("as a proud trade unionist").
    """
    return _ROLES.match(text, span.end) is None and _MEMBER.search(text, max(0, span.start - 30), span.start) is None


_PRONOUN = re.compile(
    r"\b(?:(?P<he>he|him|his|himself)|(?P<she>she|her|hers|herself)|(?P<they>they|them|their))\b", re.I
)
_ANTECEDENT = 700  # characters over which a pronoun reaches back


def stood_for(folded: str, part: Span, named: Sequence[Target], own: frozenset[str]) -> Iterator[Target]:
    """Whom the pronouns in a speaker's own words stand for: who was named last and can be meant, never the speaker."""
    for match in _PRONOUN.finditer(folded, *part):
        pronoun = match.lastgroup or ""
        for target in reversed(named):
            if target.span.end > match.start() or target.name in own or target.stood_for is None:
                continue
            if match.start() - target.span.end > _ANTECEDENT:
                break
            if pronoun in target.stood_for.split("/"):
                yield Target(Span(*match.span()), target.name, stood_for=target.stood_for)
                break
