"""The words of titles: which are one office, which more than one word makes, which go with a more particular one."""

from collections.abc import Iterable
from itertools import pairwise

from articles.analysis.lexicon.people import people_lexicon, singular

# One office or calling under several words: a text that has another of them gives no other title.
_ONE = (
    "senator sen,representative rep congressman congresswoman,governor gov,lawyer attorney solicitor,"
    "spokesman spokeswoman spokesperson,chairman chairwoman chair chairperson,adviser advisor aide assistant,"
    "professor prof,general gen,lieutenant lt,admiral adm,major maj,superintendent supt,colonel col,sergeant sgt,"
    "captain capt,reverend rev,doctor dr physician surgeon neurosurgeon,officer policeman policewoman,councillor cllr,"
    "boss chief head director leader,reporter journalist correspondent,actor actress,founder co-founder,"
    "candidate contender hopeful nominee,analyst expert economist"
).split(",")
_CANONICAL = {word: words.split()[0] for words in _ONE for word in words.split()}
# Offices of two words of which the last alone is another one.
_COMPOUND = frozenset(
    (
        "attorney general,surgeon general,secretary general,chief executive,prime minister,vice president,"
        "press secretary,general secretary,chief secretary,home secretary,foreign secretary,first minister,"
        "foreign minister,running mate,chief justice,first lady,chief officer"
    ).split(",")
)
_HEADS = frozenset("mate lady mogul surgeon neurosurgeon businessman businesswoman executive".split())
# Nouns for people that say where they belong, or what they are to somebody, and not what they are.
_NO_HEADS = frozenset(
    "senior republican democrat conservative liberal independent libertarian tory labour rival opponent critic "
    "supporter ally friend partner victim suspect hostage witness neighbour neighbor resident voter donor".split()
)
_POLITE = frozenset("mr mrs ms miss sir dame lord lady".split())
# Ranks and offices that go with a more particular one: who has only such a title is called by a looser one.
GENERAL = frozenset(
    "senator representative mp msp mep peer lawmaker legislator councillor member official politician officer general "
    "lieutenant colonel sergeant captain doctor professor judge justice staffer executive".split()
)
MODIFIERS = frozenset(
    "former ex then acting deputy senior interim shadow opposition chief press prime vice ranking retired late "
    "longtime outgoing incoming assistant junior lead top general executive managing founding presidential vice- "
    "presidential transport health education foreign home defence defense security trade union police "
    "parliamentary political national local federal state special independent conservative liberal republican "
    "democratic labour eye attorney secretary campaign party policy real estate first second minority majority "
    "supreme high".split()
)


def is_head(word: str) -> bool:
    """Whether a noun is an office or a calling ("minister", "Sens.", "surgeon")."""
    lower = _plain(word)
    lexicon = people_lexicon()
    if lower in _POLITE or lower in _NO_HEADS or lower in lexicon.relations:
        return False
    return lower in lexicon.roles or lower in lexicon.all_titles or lower in _HEADS or lower in _CANONICAL


def is_plural(word: str) -> bool:
    """Whether a noun names several."""
    lower = word.lower().rstrip(".,").removesuffix("'s")
    return lower != singular(lower)


def head_of(words: list[str]) -> str:
    """The office or calling that a title ends in, in one form for all that are the same.

    >>> head_of(["former", "Sens."]), head_of(["General", "Secretary"]), head_of(["eye", "doctor"])
    ('senator', 'general secretary', 'doctor')
    """
    pair = " ".join(_plain(word) for word in words[-2:])
    return pair if pair in _COMPOUND else _CANONICAL.get(_plain(words[-1]), _plain(words[-1]))


def heads_in(words: Iterable[str]) -> frozenset[str]:
    """Every office and calling that running words name, whoever bears it."""
    listed = list(words)
    pairs = [[first, second] for first, second in pairwise(["", *listed]) if is_head(second)]
    return frozenset(head for pair in pairs for head in (head_of(pair), head_of(pair[1:])))


def _plain(word: str) -> str:
    return singular(word.lower().rstrip(".,").removesuffix("'s"))
