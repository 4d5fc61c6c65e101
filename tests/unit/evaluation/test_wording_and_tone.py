"""Tone, wording and stances of stories: metrics by hand."""

from articles.analysis.knowledge import Knowledge, KnownSide
from articles.evaluation.loaded_wording import LoadedWordingTask, Wording, tokens
from articles.evaluation.stance_stories import StanceStoriesTask, ToldSentences, Triple, Triples
from articles.evaluation.target_tone import Target, TargetToneTask
from articles.evaluation.task import Figures, Judged


def test_tone_is_the_mean_over_three_polarities() -> None:
    pairs = [("negative", "negative"), ("neutral", "negative"), ("neutral", "neutral"), ("positive", "positive")]
    judged = [Judged(Target("A b.", 0, 1), label, given) for given, label in pairs]
    assert TargetToneTask().figures(judged) == {"macro_f1": (2 / 3 + 2 / 3 + 1) / 3, "accuracy": 3 / 4}
    assert TargetToneTask().figures([]) == {"macro_f1": 0.0, "accuracy": 0.0}


def test_loaded_words_are_compared_as_tokens_whatever_their_case() -> None:
    assert tokens(["So-called", "radical left"]) == {"so-called", "radical", "left"}


def test_wording_by_hand() -> None:
    judged = [
        Judged("", Wording(True, ("bizarre", "fringe")), Wording(True, ("Bizarre", "voted"))),
        Judged("", Wording(False, ()), Wording(True, ("tax",))),
        Judged("", Wording(False, ()), Wording(False, ())),
    ]
    figures = LoadedWordingTask().figures(judged)
    assert (figures["macro_f1"], figures["accuracy"]) == ((2 / 3 + 2 / 3) / 2, 2 / 3)
    assert (figures["words_precision"], figures["words_recall"]) == (1 / 3, 1 / 2)
    assert figures["words_f1"] == 2 * (1 / 3) * (1 / 2) / (1 / 3 + 1 / 2)


def told(outlet: str, *triples: tuple[str | None, str, str]) -> tuple[str, Triples]:
    return outlet, [Triple("0", *triple) for triple in triples]


def figures(gold: list[tuple[str, Triples]], found: list[tuple[str, Triples]]) -> Figures:
    knowledge = Knowledge(sides=(KnownSide("Republicans", "Rep", "red", ("Republican Party", "GOP")),))
    given = dict(found)
    judged = [
        Judged(ToldSentences("story", outlet, "", {}), triples, given.get(outlet, [])) for outlet, triples in gold
    ]
    return StanceStoriesTask(knowledge).figures(judged)


GOLD = [
    told("A", ("Nancy Pelosi", "NEG", "Donald Trump"), ("Republican Party", "POS", "Donald Trump")),
    told("B", ("Nancy Pelosi", "NEG", "Donald Trump"), ("Not in the list", "NEG", "Donald Trump")),
]


def test_triples_of_a_story_count_once_with_names_by_last_name_or_alias() -> None:
    found = [
        told("A", ("Pelosi", "NEG", "President Trump"), ("GOP", "POS", "Trump")),
        told("B", ("Pelosi", "NEG", "Trump")),
    ]
    result = figures(GOLD, found)
    assert (result["triples_f1"], result["triples"]) == (1.0, 2)
    assert (result["only_f1"], result["only"]) == (1.0, 1)


def test_only_in_one_outlet_is_wrong_when_it_is_another_or_both() -> None:
    result = figures(GOLD, [told("A", ("Pelosi", "NEG", "Trump")), told("B", ("GOP", "POS", "Trump"))])
    assert (result["triples_precision"], result["triples_recall"]) == (1.0, 1.0)
    assert (result["only_precision"], result["only_recall"]) == (0.0, 0.0)


def test_the_sentiment_and_the_unnamed_subject_count() -> None:
    gold = [told("A", (None, "NEG", "Iran")), told("B")]
    assert figures(gold, [told("A", (None, "NEG", "Iran"))])["triples_f1"] == 1.0
    assert figures(gold, [told("A", ("Trump", "NEG", "Iran"))])["triples_f1"] == 0.0
    assert figures(gold, [told("A", (None, "POS", "Iran"))])["triples_f1"] == 0.0


def test_a_story_told_by_one_outlet_has_nothing_that_stands_in_one_only() -> None:
    result = figures(GOLD[:1], GOLD[:1])
    assert (result["triples_f1"], result["only"]) == (1.0, 0)
