"""One story through the analysis: read what is new, compare, and put the result in the old one's place."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from articles.analysis import compare, decode_reading
from articles.analysis.knowledge import Knowledge
from articles.analysis.types import Comparison as Analysed
from articles.anchoring import Held, held, standing_rulings
from articles.changes import note_changes
from articles.copies import Origin, origins
from articles.framing import measure
from articles.known import current_knowledge
from articles.models import Article, Comparison, Reading, Ruling, RulingState, Story, Version
from articles.pipeline.readings import ensure_readings, reading_version
from articles.pipeline.writing import replace_comparison, write_comparison

# Called with how many texts are read, of how many, and what happens now ("Reading 2 of 3: The Herald").
type Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that a comparison follows from."""

    versions: tuple[Version, ...]
    knowledge: Knowledge
    origins: Mapping[int, Origin]
    rulings: tuple[Ruling, ...]

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the inputs: equal fingerprints mean an equal comparison."""
        made_from = {
            "analysis": reading_version(),
            "knowledge": asdict(self.knowledge),
            "origins": [[pk, *asdict(origin).values()] for pk, origin in self.origins.items()],
            "versions": [
                [
                    version.pk,
                    version.sha256,
                    version.complete,
                    version.article.outlet.name,
                    str(version.article.published_at or ""),
                ]
                for version in self.versions
            ],
            "rulings": [ruling.pk for ruling in self.rulings],  # each is written once
        }
        return hashlib.sha256(json.dumps(made_from, sort_keys=True).encode()).hexdigest()


def analyse_story(story_id: int, *, progress: Progress = lambda _done, _total, _message: None) -> Comparison | None:
    """Bring the comparison of a story up to date, and give it; None for a story without articles.

    The work is done outside any lock. It is stored, in one transaction that holds the story, only if nothing
    it was made from has changed meanwhile; otherwise it starts again. So of two runs at once each leaves the
    comparison of the newest texts and knowledge, and there is one. An equal fingerprint changes nothing.
    """
    while True:
        inputs = inputs_of(story_id)
        stored = stored_for(story_id, inputs)
        if stored is not None:
            return stored
        try:
            if inputs.versions:
                return _compare_and_store(story_id, inputs, progress)
            _clear(story_id, inputs)
        except _InputsChanged:
            continue
        return None


def is_compared(story_id: int) -> bool:
    """Whether the comparison of a story is the one that its texts, the knowledge and the rulings lead to by now."""
    return stored_for(story_id, inputs_of(story_id)) is not None


class _InputsChanged(Exception):
    """Texts or knowledge changed while the work was done."""


def _compare_and_store(story_id: int, inputs: Inputs, progress: Progress) -> Comparison:
    total = len(inputs.versions)

    def announce(number: int, version: Version) -> None:
        progress(number - 1, total, f"Reading {number} of {total}: {version.article.outlet}")

    readings = ensure_readings(inputs.versions, announce)
    progress(total, total, f"Comparing {total} articles" if total > 1 else "Gathering what was said")
    by_key = {str(version.pk): version for version in inputs.versions}
    rulings = held(inputs.rulings, inputs.versions, reading_version())
    result = compare(
        {key: decode_reading(version.text, readings[version.pk].draft) for key, version in by_key.items()},
        inputs.knowledge,
        names={key: version.article.outlet.name for key, version in by_key.items()},
        published={key: at for key, version in by_key.items() if (at := version.article.published_at) is not None},
        incomplete=[key for key, version in by_key.items() if not version.complete],
        origins={str(pk): str(origin.fullest) for pk, origin in inputs.origins.items()},
        rulings=[one.said for one in rulings if one.said is not None],
    )
    measures = measure(result)
    with transaction.atomic():
        story = _locked(story_id, inputs)
        stored = stored_for(story_id, inputs)
        if stored is None:
            stored = Comparison(story=story, analysis_version=reading_version(), fingerprint=inputs.fingerprint)
            stored.rulings = {str(one.row.pk): _state(one, result).value for one in rulings}
            write_comparison(stored, result, {key: readings[int(key)] for key in by_key}, measures, inputs.origins)
            note_changes(story, stored)
            replace_comparison(story, stored)
    return stored


def _state(ruling: Held, result: Analysed) -> RulingState:
    if ruling.said is None:
        return RulingState.UNANCHORED
    return RulingState.IN_EFFECT if ruling.row.pk in result.in_effect else RulingState.IDLE


def _clear(story_id: int, inputs: Inputs) -> None:
    """Take away the comparison of a story whose articles have gone."""
    with transaction.atomic():
        replace_comparison(_locked(story_id, inputs), None)


def _locked(story_id: int, inputs: Inputs) -> Story:
    """The story, held until the transaction ends, if everything is still as it was in ``inputs``."""
    story = Story.objects.select_for_update(of=("self",), no_key=True).get(pk=story_id)
    if inputs_of(story_id).fingerprint != inputs.fingerprint:
        raise _InputsChanged
    return story


def inputs_of(story_id: int) -> Inputs:
    """What the comparison of a story follows from by now."""
    versions = tuple(Version.objects.of_story(story_id))
    return Inputs(versions, current_knowledge(), origins(versions), standing_rulings(story_id))


def stored_for(story_id: int, inputs: Inputs) -> Comparison | None:
    """The comparison that the story shows, if it was made from exactly these inputs."""
    shown = Comparison.objects.filter(pk__in=Story.objects.filter(pk=story_id).values("comparison"))
    return shown.filter(fingerprint=inputs.fingerprint).first()


def all_read(story_id: int) -> bool:
    """Whether all texts of a story are read, so that comparing them is a matter of moments."""
    texts = Version.objects.of_story(story_id)
    read = Reading.objects.filter(version=OuterRef("pk"), analysis_version=reading_version())
    return not texts.filter(~Exists(read)).exists()


def withdraw(articles: QuerySet[Article]) -> list[Story]:
    """Take down the comparisons that ``articles`` stand in, which are about to be deleted; their stories.

    A comparison whose evidence is gone must not be shown, not even until the next one is ready.
    """
    stories = list(Story.objects.filter(articles__in=articles).distinct())
    Comparison.objects.filter(story__in=stories).delete()
    return stories
