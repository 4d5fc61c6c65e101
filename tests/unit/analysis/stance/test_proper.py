from articles.analysis.stance.proper import ProperNames
from articles.analysis.types import Span


def names(text: str, *others: str, taken: frozenset[int] = frozenset()) -> list[tuple[str, str]]:
    found = ProperNames([text, *others]).places_in(text, taken)
    return [(text[span.start : span.end], name) for span, name in found]


def test_names_that_the_story_repeats() -> None:
    text = "Dockers blame Quayside Holdings. The sale by Quayside Holdings was quick, said Delling."

    assert names(text) == [("Quayside Holdings", "Quayside Holdings")] * 2


def test_letters_stand_for_the_full_name() -> None:
    text = "Dockers left the Harbour Workers Guild. They say the HWG slept, and that the Harbour Workers Guild knew."

    assert ("HWG", "Harbour Workers Guild") in names(text)


def test_days_titles_and_words_at_the_head_of_a_sentence_are_no_names() -> None:
    assert names("They met on Monday. They met on Monday. Nobody spoke. Nobody stayed. The President of it.") == []


def test_what_describes_a_noun_is_no_name() -> None:
    assert names("They fear the Frisian dockers and the Frisian boats.") == []


def test_headlines_written_with_capitals_give_none() -> None:
    assert names("Old Harbour Deal Falls Again\nThey spoke.", "Old Harbour Deal Falls Again\nThey slept.") == []


def test_taken_characters_are_left_out() -> None:
    text = "It is Quayside. They left Quayside."

    assert names(text, taken=frozenset(range(*Span(0, len(text))))) == []
