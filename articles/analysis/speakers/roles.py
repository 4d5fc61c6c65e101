"""Who bears a role: "the mayor", "the Ohio senator", "the party leader", by how the texts describe their people."""

import re
from collections.abc import Sequence

from articles.analysis.lexicon.people import people_lexicon
from articles.analysis.speakers.affiliations import camp_of
from articles.analysis.speakers.registry import Person
from articles.analysis.speakers.scene import Scene
from articles.analysis.speakers.wordings import head_noun

_LEFT_OUT = frozenset("the of for a an new party own longtime top then acting current".split())
_CHANGING = frozenset(
    "vice deputy lieutenant lt former ex shadow assistant associate".split()
)  # with one of these it is another office
_NEARLY_SAME = 0.6  # least value of a bearer: the share of the role's words that describe them, with nearness
_TITLED = 0.5  # more for whom the texts give the title itself ("President Roe"), not only a description


def bearer_of(scene: Scene, role: str, at: int) -> int | None:
    """The person whose descriptions share most with a role; the one named last among equals."""
    wanted = [w for w in _words(role) if w not in _LEFT_OUT]
    if not wanted:
        return None
    states = states_in(role)
    order = scene.order(at)
    best: tuple[float, int] | None = None
    for number, person in enumerate(scene.people):
        value = _value(scene, person, role, wanted, states)
        if value is None:
            continue
        value += (0.6 / (1 + order[number]) if number in order else 0.0) + min(person.count, 20) * 0.005
        if best is None or value > best[0]:
            best = (value, number)
    return best[1] if best and best[0] >= _NEARLY_SAME else None


def _value(scene: Scene, person: Person, role: str, wanted: list[str], states: set[str]) -> float | None:
    head = head_noun(role).lower()
    if states:
        return _from_state(scene, person, role, head, states)
    fits = [d for d in person.descriptions if head in _words(d) and _same_office(role, d)]
    title = _title(person, role)
    if not fits and not title:
        camped = head not in person.words and _camp_fits(scene, role, person)
        return (_share(wanted, person) - 0.4) if camped else None
    return _share(wanted, person) + (_TITLED if title else 0.0)


def _share(wanted: list[str], person: Person) -> float:
    titles = {word for title in person.titles for word in title.split()}
    return sum(1 for word in wanted if person.words[word] or word in titles) / len(wanted)


def _title(person: Person, role: str) -> bool:
    words = _words(role)
    return " ".join(words[-2:]) in person.titles or (words[-1] in person.titles and not _CHANGING & set(words))


def _same_office(role: str, description: str) -> bool:
    """Whether neither of them has a word like "vice" or "former" that the other lacks."""
    return _CHANGING & set(_words(role)) == _CHANGING & set(_words(description))


def _camp_fits(scene: Scene, role: str, person: Person) -> bool:
    named = scene.camps.named_in(role)
    return bool(named) and camp_of(person, scene.camps).side in {c.side for c in named}


def _from_state(scene: Scene, person: Person, role: str, head: str, states: set[str]) -> float | None:
    """As in "The Ohio Democrat": of that state, and of that party or office where one is named."""
    if not any(states & states_in(description) for description in person.descriptions):
        return None
    sides = {camp.side for camp in scene.camps.named_in(role)}
    if sides and camp_of(person, scene.camps).side not in sides:
        return None
    if sides or len(role.split()) == 1:
        return 1.0
    return 1.0 if person.words[head] or person.titles[head] or person.titles[head[:3]] else None


def states_in(words: str) -> set[str]:
    """The American states that words name, in full, shortened ("R-Ky.") or by their people ("the Kentuckian")."""
    return {state for state, forms in people_lexicon().states.items() if _names_state(words, state, forms)}


def _names_state(words: str, state: str, forms: Sequence[str]) -> bool:
    short, postal, *people = forms
    if re.search(rf"\b(?<!West ){state}\b", words) or any(re.search(rf"\b{name}\b", words) for name in people):
        return True
    party = re.search(rf"\b[DRI]-(?:{re.escape(short)}\b|{postal}\b)", words)
    return party is not None or (short != state and re.search(rf"(?:[(;,] ?|^){re.escape(short)}\.", words) is not None)


def _words(text: str) -> list[str]:
    return [word.lower() for word in re.findall(r"[\w-]+", text)]
