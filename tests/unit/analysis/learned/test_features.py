from articles.analysis.learned.features import NAME, TARGET, seen_by_tone, seen_by_wording


def test_names_and_the_target_are_hidden() -> None:
    text = "In spring Mara Delling praised Carl Voss."
    start = text.index("Carl")

    assert seen_by_tone(text, start, len(text) - 1).words == (
        "in", "spring", NAME, NAME, "praised", TARGET, TARGET, ".",
    )  # fmt: skip
    assert seen_by_wording(text).words.count(NAME) == 4


def test_words_show_of_which_sign_they_are() -> None:
    seen = seen_by_wording("Officials said the clueless clowns should resign.")

    signs = dict(zip(seen.words, seen.features["sign"], strict=True))
    assert signs["said"] == "sourcing"
    assert signs["clowns"] == "contempt"
    assert signs["should"] == "advice"
    assert signs["the"] == "-"


def test_the_target_has_no_sign_of_its_own() -> None:
    text = "The clowns were praised."
    seen = seen_by_tone(text, 4, 10)

    assert seen.features["sign"][1] == "target"
