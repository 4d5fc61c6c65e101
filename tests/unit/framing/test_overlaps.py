"""Text that hand-made outlets have in common."""

from articles.framing import overlaps_of, shared_passages
from tests.unit.framing.made import words_of

LINE = "the ferry sank off the pier on a calm night"  # ten words


def test_words_in_runs_of_five_that_the_other_text_has_too() -> None:
    texts = {"a": words_of(f"today {LINE} they say", quoted="we saw nothing"), "b": words_of(f"{LINE} and so on")}
    first, second = overlaps_of(texts)
    assert (first.first, first.second, first.words, first.share) == ("a", "b", 10, 10 / 16)
    assert (first.unquoted, first.unquoted_share) == (10, 10 / 13)
    assert first.longest is not None
    assert tuple(first.longest) == (6, 6 + len(LINE))
    assert (second.words, second.share) == (10, 10 / 13)


def test_four_words_in_a_row_are_nothing_in_common() -> None:
    found = overlaps_of({"a": words_of("the ferry sank off alone"), "b": words_of("the ferry sank off today")})
    assert [(one.words, one.share, one.longest) for one in found] == [(0, 0.0, None), (0, 0.0, None)]
    assert [one.share for one in overlaps_of({"a": words_of(""), "b": words_of(LINE)})] == [0.0, 0.0]


def test_the_longest_passages_with_all_texts_that_have_them() -> None:
    longer = f"{LINE} with all hands"
    texts = {"a": words_of(longer), "b": words_of(f"so {longer}"), "c": words_of(f"it is said {LINE} again")}
    passages = shared_passages(texts)
    assert [(one.words, [key for key, _ in one.places]) for one in passages] == [(13, ["a", "b"])]
    assert [tuple(span) for _, span in passages[0].places] == [(0, len(longer)), (3, 3 + len(longer))]


def test_a_passage_of_three_texts_stands_once_and_says_how_much_is_quoted() -> None:
    texts = {key: words_of(f"{key} says", quoted=LINE) for key in ("anna", "ben", "cleo")}
    (passage,) = shared_passages(texts)
    assert (passage.words, passage.quoted, [key for key, _ in passage.places]) == (11, 10, ["anna", "ben", "cleo"])
