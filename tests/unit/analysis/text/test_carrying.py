import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.analysis.text.carrying import Carrying
from articles.analysis.types import Span

OLD = """Harbour shut

Council leader Maria Field has closed the harbour after a night of storms.

“The harbour is not safe and we will not risk a single boat,” she said.

“No,” Tom Reed said. He added that members would pay for a disgraceful decision.
"""


def carried(words: str, new: str, old: str = OLD) -> str | None:
    """What stands where ``words`` are carried over to; None when they are not."""
    start = old.index(words)
    found = Carrying(old, new).span(Span(start, start + len(words)))
    return None if found is None else f"{found.start} {new[found.start : found.end]}"


def kept(words: str, new: str) -> str:
    return f"{new.index(words)} {words}"


@pytest.mark.parametrize(
    "new",
    [
        OLD,
        OLD.replace("Harbour shut", "Harbour shut for a week after storms, says council"),
        "CORRECTION: an earlier version named another council.\n\n" + OLD,
        OLD.replace("Council leader Maria Field has closed the harbour after a night of storms.\n\n", ""),
        OLD.replace(",” she said", ",” Ms Field told reporters on Friday"),
        OLD.replace("\n\n", "\n"),
    ],
    ids=["same", "headline", "correction", "paragraph less", "attribution", "empty lines"],
)
def test_words_that_stand_are_found_where_they_stand_now(new: str) -> None:
    words = "The harbour is not safe and we will not risk a single boat"
    assert carried(words, new) == kept(words, new)


SAID = "“The harbour is not safe and we will not risk a single boat,” she said.\n\n"


@pytest.mark.parametrize(
    "new",
    [
        "",
        OLD.replace("not safe", "unsafe"),
        OLD.replace("single boat,", "single boatyard,"),
        OLD.replace(SAID, ""),
        OLD.replace(SAID, "") + "\nA banner read: “The harbour is not safe and we will not risk a single boat.”\n",
    ],
    ids=["empty", "changed", "another word", "gone", "a look-alike"],
)
def test_words_that_are_gone_are_not_found_elsewhere(new: str) -> None:
    assert carried("The harbour is not safe and we will not risk a single boat", new) is None


def test_a_passage_that_was_taken_to_another_place_is_not_followed() -> None:
    new = SAID + OLD.replace(SAID, "")
    assert carried("The harbour is not safe", new) is None
    assert carried("Maria Field has closed the harbour", new) == kept("Maria Field has closed the harbour", new)


def test_few_words_that_agree_by_chance_are_not_followed() -> None:
    new = "Another day.\n\n“No,” said Ann Lee of the council, and she went home to sleep.\n"
    assert carried("No", new) is None
    assert carried("No", OLD + "\nMore to follow.\n") == kept("No", OLD)


def test_of_two_alike_the_one_that_is_left_is_not_taken_for_the_other() -> None:
    line = "“We will not go back to work without a deal,” a docker said.\n\n"
    old = f"{line}Ships waited in the bay for the third day in a row.\n\n{line}The strike goes on for another week.\n"
    new = old.removeprefix(line)
    carrying, second = Carrying(old, new), old.rindex("We will")
    assert carrying.span(Span(1, 40)) is None
    assert carrying.span(Span(second, second + 40)) == Span(second - len(line), second - len(line) + 40)


@pytest.mark.parametrize(
    ("new", "nothing"),
    [
        (OLD, True),
        (OLD.replace(" after a night of storms", ""), True),
        (OLD.replace("\n\n", "\n \n"), True),
        (OLD + "\nThe strike goes on.\n", False),
        (OLD.replace("single", "small"), False),
    ],
)
def test_it_is_known_whether_words_were_added(new: str, nothing: bool) -> None:
    assert Carrying(OLD, new).adds_nothing is nothing


LINES = st.lists(st.sampled_from([*OLD.splitlines(), "“No,” she said.", "Boats stay in the bay.", ""]), max_size=9)


@settings(deadline=None)
@given(LINES, LINES, st.integers(0, 300), st.integers(1, 90))
def test_whatever_is_carried_over_are_the_same_characters_once_and_in_order(
    old: list[str], new: list[str], start: int, length: int
) -> None:
    before, after = "\n".join(old), "\n".join(new)
    carrying = Carrying(before, after)
    end = 0
    for run in carrying.runs:
        assert before[run.old : run.old + run.length] == after[run.new : run.new + run.length]
        assert run.length > 0
        assert run.new >= end
        end = run.new + run.length
    span = Span(start, start + length)
    found = carrying.span(span)
    if span.end > len(before):
        assert found is None
    elif found is not None:
        assert after[found.start : found.end] == before[start : start + length]


@settings(deadline=None)
@given(st.text(max_size=200))
def test_a_text_is_carried_over_to_itself(text: str) -> None:
    carrying = Carrying(text, text)
    assert carrying.adds_nothing
    if text:
        assert carrying.span(Span(0, len(text))) == Span(0, len(text))
