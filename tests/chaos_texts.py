"""Made articles for ``make chaos``, the same each time; without Django, so that those who only send them need none."""

import random

OUTLETS = ("Bay News", "The Courier", "The Herald", "The Ledger", "The National")
_PLACES = ("pier", "harbour", "library", "bridge", "market", "school", "ferry", "tower")
_SAID = (
    "Council leader Mara Delling said on Monday: “We will close {place} {n} for nine months, and nobody likes it.”",
    "Tom Reed, secretary of the Fishing Guild, called the order “a disgraceful betrayal of every family in town {n}”.",
    "Ms Delling told the council that {place} {n} was “a wreck” and that engineers had warned of it for years.",
    "“The members will pay for this,” Mr Reed said, and added that {n} boats would stay in the bay.",
    "A spokesperson for the Harbour Trust said that it supported the repairs, but not the way they were announced.",
    "Opposition councillor Ada Finch accused Ms Delling of hiding a report on {place} {n} from the public.",
    "Ms Finch said: “If the report had been published in spring, {place} {n} would be open today.”",
    "Shopkeepers of quarter {n} feared for their trade, while the mayor of ward {n} said the money was there.",
    "The engineers' report, seen on Tuesday, says that the girders of {place} {n} have lost a third of their strength.",
    "Asked about the cost, Ms Delling said it was “too early to give a figure”, and that talks would go on.",
)


def text_of(number: int, outlet: str, sentences: int) -> str:
    """An article about the same event as those of the same number; the same each time."""
    chance = random.Random(f"{number} {outlet}")  # noqa: S311 - the same each time
    told = [chance.choice(_SAID) for _ in range(sentences)]
    place = _PLACES[number % len(_PLACES)]
    return "\n\n".join(f"{line.format(n=number, place=place)}" for line in told)
