"""Rulings on findings: whether they hold."""

from articles.analysis.rulings.values import Claim, OnFinding, Place
from articles.analysis.types import FindingKind, Span, Thing
from articles.anchoring import Held
from articles.models import AnchorRole, Finding
from articles.rulings.asking import FindingIs, Json, Stands
from articles.rulings.ground import Ground, Hold, Matter, Refusal


def of_finding(ground: Ground, what: FindingIs) -> Matter:
    """The matter of a ruling on a finding; raises ``Refusal``."""
    article = str(ground.newest(what.version).pk)
    evidence = tuple(ground.place(passage) for passage in what.evidence)
    asked = Claim(what.finding, article, what.about, evidence)

    def same(one: Held) -> bool:
        return isinstance(one.said, OnFinding) and one.said.claim.is_as(asked)

    standing = tuple(one.row for one in ground.standing if same(one))
    row = next((row for row in ground.comparison.findings.all() if _is(row, asked, ground)), None)
    if row is None and not standing:
        raise Refusal("This finding is not there any more: load the page again.")
    text = row.text if row is not None else standing[-1].value["text"]
    claim: Json = {"finding": what.finding.value, "about": list(what.about), "text": text}
    holds = (
        Hold(AnchorRole.ABOUT, Place(article, (Span(0, 0),)), whole=True),
        *(Hold(AnchorRole.EVIDENCE, place) for place in evidence),
    )
    stands = Stands(Thing.FINDING, claim | {"holds": True}, None, "", standing)
    return Matter(stands, same, claim | {"holds": what.holds}, holds, replaces=standing)


def _is(row: Finding, asked: Claim, ground: Ground) -> bool:
    places = [ground.place_of(version, [(start, end)]) for version, start, end in row.evidence]
    evidence = tuple(place for place in places if place is not None)
    article = str(ground.newest(row.version_id).pk)
    return asked.is_as(Claim(FindingKind(row.kind), article, tuple(row.about), evidence))
