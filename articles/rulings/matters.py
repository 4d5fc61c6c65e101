"""From what is asked to what it is held against, for every kind of ruling."""

from articles.analysis.types import Thing
from articles.rulings.asking import CarriedHere, FindingIs, Merge, NotCarried, Rematch, Seen, Split, What
from articles.rulings.cells import of_cell
from articles.rulings.findings import of_finding
from articles.rulings.ground import Ground, Matter
from articles.rulings.points import of_points
from articles.rulings.statements import of_statement


def matter_of(ground: Ground, what: What) -> Matter:
    """The matter of a ruling; raises ``Refusal``."""
    match what:
        case Merge() | Split() | Rematch():
            return of_points(ground, what)
        case CarriedHere() | NotCarried():
            return of_cell(ground, what)
        case FindingIs():
            return of_finding(ground, what)
        case _:
            return of_statement(ground, what)


def conflicting(ground: Ground, matter: Matter, seen: Seen) -> bool:
    """Whether something else stands at the thing than the editor saw there.

    The editor may have seen rulings on other things too: they do not count. Of points only the rulings count: what
    the machine says of them is not one value.
    """
    if matter.blocked or not {ruling.pk for ruling in matter.stands.rulings} <= seen.rulings:
        return True
    if any(matter.same(one) for one in ground.fallen(seen.rulings)):
        return True
    return matter.stands.thing is not Thing.POINTS and matter.stands.machine != seen.machine
