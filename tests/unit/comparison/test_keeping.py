"""What is kept, and for how long."""

from articles.comparison.keeping import Keeper


def test_the_least_lately_used_is_given_up_first() -> None:
    keeper: Keeper[str] = Keeper(12, len)
    for key in "abcd":
        keeper.keep(key, key * 3)
    assert keeper.get("a") == "aaa"
    keeper.keep("e", "eee")
    assert [keeper.get(key) for key in "abcde"] == ["aaa", None, "ccc", "ddd", "eee"]


def test_what_would_take_too_much_room_is_not_kept() -> None:
    keeper: Keeper[str] = Keeper(12, len)
    assert keeper.keep("a", "aaaa") == "aaaa"
    assert keeper.get("a") is None


def test_a_value_that_is_kept_again_takes_its_room_once() -> None:
    keeper: Keeper[str] = Keeper(12, len)
    for _ in range(9):
        keeper.keep("a", "aaa")
    keeper.keep("b", "bbb")
    assert (keeper.get("a"), keeper.get("b")) == ("aaa", "bbb")


def test_all_is_forgotten() -> None:
    keeper: Keeper[str] = Keeper(12, len)
    keeper.keep("a", "aaa")
    Keeper.forget_all()
    assert keeper.get("a") is None
