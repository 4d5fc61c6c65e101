"""How far the analysis of a story is, as its page says it."""

from dataclasses import dataclass

from articles.models import Run, RunState, Story


@dataclass(frozen=True, slots=True)
class StoryProgress:
    """The newest run of a story. ``active`` while something may still happen; ``text`` is a whole sentence.

    ``done`` of ``total`` texts are read; ``total`` is 0 when that is not known.
    """

    active: bool
    failed: bool
    text: str
    done: int
    total: int


def story_progress(story: Story) -> StoryProgress:
    """Where the analysis stands; the text is empty when there is nothing that a reader need know."""
    run = Run.objects.filter(story=story).exclude(state=RunState.SUPERSEDED).first()
    if run is None:
        text = "" if story.comparison_id else "Nothing has been analysed yet: an editor adds articles in the admin."
        return StoryProgress(active=False, failed=False, text=text, done=0, total=0)
    if run.state == RunState.FAILED:
        kept = "What was found before is shown." if story.comparison_id else "The texts are kept."
        text = f"{_sentence(run.message) or 'The analysis stopped.'} {kept}"
        return StoryProgress(active=False, failed=True, text=text, done=run.done, total=run.total)
    active = run.state in {RunState.WAITING, RunState.RUNNING}
    text = ""
    if run.state == RunState.WAITING:
        text = "Waiting for the analysis to begin."
    elif active:
        text = _sentence(run.message) or "Starting."
    elif not story.comparison_id:
        text = "The story has no articles yet: an editor adds them in the admin."
    return StoryProgress(active=active, failed=False, text=text, done=run.done, total=run.total)


def _sentence(message: str) -> str:
    message = message.strip()
    return message if not message or message.endswith((".", "!", "?")) else f"{message}."
