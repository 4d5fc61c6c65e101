"""Which names are people's, and which of them one person's."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from articles.analysis.lexicon.people import people_lexicon
from articles.analysis.speakers.evidence import ENOUGH, Evidence
from articles.analysis.speakers.forms import fullest, same_person
from articles.analysis.speakers.gathered import Gathered
from articles.analysis.speakers.registry import Person, Registry

_OFTEN = 2  # places of a bare surname from which the full name that ends in it is the likelier a person's


def people_of(gathered: Gathered, evidence: Evidence) -> list[Person]:
    """The people of a story, each with all forms of the full name; the most often named first."""
    people = _merged(gathered, evidence, _full_names(gathered, evidence))
    for name in _single_names(gathered, evidence, people):
        known = evidence.people.get(name)
        whole = known or _whole(gathered, evidence, name)
        people.append(Person(whole, known or gathered.shown(whole), {name, whole}))
    return people


def _full_names(gathered: Gathered, evidence: Evidence) -> set[str]:
    score: Counter[str] = Counter()
    for candidate in gathered.candidates:
        if not candidate.alone:
            folded = gathered.texts[candidate.article]
            score[candidate.name] += evidence.of_person(candidate, folded, speaks=gathered.speaks(candidate))
    single = [c for c in gathered.candidates if c.alone]
    alone = Counter(c.name for c in single)
    speaking = {c.name for c in single if gathered.speaks(c)}
    polite = {c.name for c in single if _is_polite(c.title)}
    for name in score:
        surname = name.rpartition(" ")[2]
        often = alone[surname] >= _OFTEN and (score[name] > 0 or surname in speaking)
        score[name] += 4 if surname in polite else 2 if often else 0
    titled = {c.name for c in gathered.candidates if c.title}
    return {n for n, value in score.items() if value >= ENOUGH and not evidence.is_organisation(n, titled=n in titled)}


def _is_polite(title: str | None) -> bool:
    """Whether a title is one that only people have ("Ms.", "Dr.")."""
    lexicon = people_lexicon()
    return title is not None and (title in lexicon.titles_he | lexicon.titles_she or title.endswith("."))


def _single_names(gathered: Gathered, evidence: Evidence, people: Sequence[Person]) -> list[str]:
    """Names of one word that nobody bears in full: known, with a title, or where the text goes on with a pronoun."""
    taken = {form.rpartition(" ")[2] for p in people for form in p.forms} | {p.forename for p in people}
    here = {p.name for p in people}
    missing = {alias for alias, name in evidence.people.items() if name not in here}
    single = [
        c
        for c in gathered.candidates
        if c.alone and (c.name not in taken or c.name in missing) and evidence.may_be_surname(c.name)
    ]
    told = {c.name for c in single if c.title or c.name in missing}
    surnames = Registry([], {}, {}, dict.fromkeys(taken, (0,)))
    speaking = {c.name for c in single if gathered.speaks(c) and surnames.find(c.name) is None}
    going_on = {
        name
        for name in speaking - told
        if name.lower() not in people_lexicon().forenames
        and evidence.of_single((c, gathered.texts[c.article]) for c in single if c.name == name)
    }
    return sorted(told | going_on)


def _whole(gathered: Gathered, evidence: Evidence, name: str) -> str:
    """The fullest name that ends in a surname known to be a person's; the surname where there is none."""
    longer = {c.name for c in gathered.candidates if c.name.endswith(f" {name}") and c.name.count(" ") <= 2}
    fitting = {n for n in longer if not evidence.is_organisation(n)}
    return fullest(fitting) if fitting else name


def _merged(gathered: Gathered, evidence: Evidence, names: Iterable[str]) -> list[Person]:
    """One person for each set of names that differ by a middle initial, a short forename or one letter."""
    counts = Counter(c.name for c in gathered.candidates)
    nicks = {(c.name, c.nick) for c in gathered.candidates if c.nick}
    plain = {c.name for c in gathered.candidates if not c.suffix}
    suffixes = {c.name: c.suffix for c in gathered.candidates if c.suffix and c.name not in plain}
    people: list[Person] = []
    for name in sorted(names, key=lambda n: (-counts[n], n)):
        known = evidence.people.get(name)
        same = next((p for p in people if p.name == known or any(same_person(name, f) for f in p.forms)), None)
        same = same or next((p for p in people if any(_shortened(name, f) for f in p.forms)), None)
        if same is None:
            same = Person(known or name, known or name, {name, known or name})
            people.append(same)
        same.forms.add(name)
        same.forms.update(f"{nick} {name.rpartition(' ')[2]}" for full, nick in nicks if full == name)
    for person in people:
        _name(person, gathered, evidence, suffixes)
    return people


def _shortened(first: str, second: str) -> bool:
    """Whether one of two names is the other without its forename ("Roe Delling" of "Ann Roe Delling")."""
    shorter, longer = sorted((first, second), key=len)
    return " " in shorter and longer.endswith(f" {shorter}")


def _name(person: Person, gathered: Gathered, evidence: Evidence, suffixes: Mapping[str, str]) -> None:
    """The editors' name for a person, else the fullest that the story writes."""
    forms = sorted(person.forms)
    known = next((evidence.people[form] for form in forms if form in evidence.people), None)
    known = known or next((n for n in evidence.people.values() if any(same_person(n, form) for form in forms)), None)
    person.name = known or fullest(form for form in forms if not _has_opener(form, forms))
    person.forms.update({person.name, *(alias for alias, name in evidence.people.items() if name == known)})
    suffix = next((suffixes[form] for form in sorted(person.forms) if form in suffixes), None)
    dot = "." if suffix in {"Jr", "Sr"} else ""
    shown = known or gathered.shown(person.name)
    person.shown = f"{shown} {suffix}{dot}" if suffix and not known else shown


def _has_opener(form: str, forms: Sequence[str]) -> bool:
    """Whether a form is another that begins with a forename, with a word too many before it."""
    forenames = people_lexicon().forenames
    return any(
        form != other and form.endswith(f" {other}") and other.partition(" ")[0].lower() in forenames for other in forms
    )
