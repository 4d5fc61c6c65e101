"""The small words of the findings' sentences: articles, possessives, quotation marks, names that can be shown."""

import re

from articles.analysis.lexicon.people import people_lexicon

_LONGEST_QUOTE = 60
_LONGEST_VOICE = 7  # words
# Who is nobody in particular: a sentence about them tells a reader nothing.
_NOBODY = frozenset(
    "you i we they he she it who whom whose which that this these those one someone somebody anyone anybody everyone "
    "everybody nobody people others another many some few most none both all me us them my our your".split()
)
# Kinds of voices that may be anybody's: what they say alone weighs less than what a named party says.
_VAGUE = re.compile(
    r"\b(?:critics?|supporters?|opponents?|proponents?|experts?|analysts?|observers?|sources?|officials?|people|others|"
    r"advocates?|activists?|polls?|surveys?|studies|study|reports?|data|documents?|groups?|voters?|aides?|lawyers?)$",
    re.I,
)
_LED = re.compile(r"^(?:but|and|or|just|only|even|also|about|over|some|many|several|most|other)\b[\s,]*", re.I)
# Last words of names that English gives the article: "the White House", "the Obama administration".
_ARTICLED = frozenset(
    "party union association federation congress council committee subcommittee commission department ministry office "
    "agency bureau court house senate parliament assembly government administration institute foundation trust society "
    "company corporation group fund service services army navy force forces church chamber board authority coalition "
    "alliance campaign movement center centre project program act bill treaty deal agreement states kingdom press "
    "guard treasury pentagon kremlin vatican cabinet caucus panel team police u.s. u.k. gop g.o.p.".split()
)
_PAPERS = frozenset(
    "report memo statement letter study poll survey document email newspaper paper website filing".split()
)
_BARE = frozenset({"congress", "parliament", "treasury", "house"})  # alone: "Congress", but "the House"


def possessive(name: str) -> str:
    """A name with the mark of the possessive.

    >>> possessive("the unions"), possessive("Mara Delling")
    ('the unions’', 'Mara Delling’s')
    """
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def owned(who: str, what: str, about: str) -> str:
    """What is somebody's, with "by" where a possessive would be one too many or too far from its noun.

    >>> owned("Mara Delling", "criticism", "of the sale"), owned("Voss’s lawyer", "support", "for the sale")
    ('Mara Delling’s criticism of the sale', 'support for the sale by Voss’s lawyer')
    """
    if "’s " in who or " of " in who:
        return " ".join(part for part in (what, about, "by", who) if part)
    return f"{possessive(who)} {what} {about}".rstrip()


def ended(sentence: str) -> str:
    """A sentence with its stop, and not with two after an abbreviation."""
    return sentence if sentence.endswith(".") else f"{sentence}."


def shown(voice: str, organisation: str | None = None) -> str:
    """A voice as a sentence names it, with the article where English has one.

    A group or an organisation in the plural takes it, and a body by its kind ("the White House"); people do not.

    >>> shown("White House"), shown("port workers"), shown("Mara Delling"), shown("Congress")
    ('the White House', 'the port workers', 'Mara Delling', 'Congress')
    """
    name = _LED.sub("", voice).replace("'", "’").strip() or voice
    owner = re.match(r"[A-Z][\w.-]*(?: [A-Z][\w.-]*)*’s? ", name)
    if owner is not None or name.lower().startswith(("the ", "his ", "her ", "their ", "its ", "an ", "a ")):
        return name
    last = name.rpartition(" ")[2].lower()
    if last in _ARTICLED and not (last in _BARE and name.lower() == last and last != "house"):
        return f"the {name}"
    plural = name.endswith("s") and voice == organisation
    description = name[:1].islower() or last in people_lexicon().roles
    return f"the {name}" if plural or description else name


def can_be_shown(voice: str) -> bool:
    """Whether a voice is somebody: no pronoun, no number, no torn-off words."""
    words = _LED.sub("", voice).split()
    if not words or len(words) > _LONGEST_VOICE or voice.endswith(("'s", "’s")):
        return False
    if words[0].lower() in _NOBODY or not words[0][0].isalpha():
        return False
    return words[0][0].isupper() or _can_speak(" ".join(words).partition(" of ")[0].rpartition(" ")[2].lower())


def _can_speak(noun: str) -> bool:
    """Whether a plain noun names people, a body or a paper; a chance or a fight says nothing."""
    many = noun.endswith("s") and not noun.endswith("ss")
    return many or noun in people_lexicon().roles or noun in _ARTICLED or noun in _PAPERS


def is_vague(voice: str) -> bool:
    """Whether a voice may be anybody's ("critics", "a poll")."""
    return voice[:1].islower() or _VAGUE.search(voice) is not None


def listed(names: list[str]) -> str:
    """Names in a row.

    >>> listed(["the sale", "the board"]), listed(["a", "b", "c"])
    ('the sale and the board', 'a, b and c')
    """
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def quoted(words: str) -> str:
    """The first words in quotation marks, without marks and the stop of their own; marks within become single."""
    said = " ".join(words.split()).strip("“”\"'‘").rstrip(".,;")
    said = said if len(said) <= _LONGEST_QUOTE else said[:_LONGEST_QUOTE].rsplit(" ", 1)[0].rstrip(",;") + " …"
    said = re.sub(r"(?<!\S)[\"“]|“", "‘", said)
    return f"“{re.sub(r'["”]', '’', said).replace(chr(39), '’')}”"
