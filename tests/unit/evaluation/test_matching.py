from articles.evaluation.matching import characters, macro_f1, match, overlap, same_name, score, share


def test_half_of_the_longer_is_enough_to_match() -> None:
    assert overlap(characters([[0, 10]]), characters([[5, 15]])) == 0.5
    assert match([characters([[5, 15]])], [characters([[0, 10]])]) == {0: 0}
    assert match([characters([[6, 16]])], [characters([[0, 10]])]) == {}


def test_the_best_pair_is_matched_first_and_nothing_twice() -> None:
    gold = [characters([[0, 10]]), characters([[0, 8]])]
    assert match([characters([[0, 8]])], gold) == {1: 0}
    assert match([characters([[0, 8]]), characters([[0, 9]])], gold) == {1: 0, 0: 1}


def test_empty_spans_match_nothing() -> None:
    assert overlap(frozenset(), frozenset()) == 0.0
    assert match([frozenset()], [frozenset()]) == {}


def test_score_and_share_of_nothing_are_nought() -> None:
    assert score(0, 0, 0).f1 == 0.0
    assert share(1, 0) == 0.0
    assert score(1, 2, 4) == score(2, 4, 8)
    assert score(1, 2, 4).f1 == 2 * 0.5 * 0.25 / 0.75


def test_macro_f1_counts_a_label_that_never_occurs_as_nought() -> None:
    pairs = [("a", "a"), ("a", "b"), ("b", "b")]
    assert macro_f1(pairs, ("a", "b")) == 2 / 3
    assert macro_f1(pairs, ("a", "b", "c")) == 4 / 9


def test_names_match_by_last_name_or_containment() -> None:
    assert same_name("Sarwar", "Anas Sarwar")
    assert same_name("Mr Sarwar", "Anas Sarwar")
    assert not same_name("Anas Sarwar", "Anas Starmer")
    assert not same_name(None, "Anas Sarwar")
