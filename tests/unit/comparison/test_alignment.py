"""Two versions of one point, word by word."""

from articles.comparison.alignment import Piece, align, aligned_html


def test_a_plural_is_one_changed_word() -> None:
    assert align("on the picket lines.", "on the picket line.") == (
        Piece("same", "on the picket"),
        Piece("there", " lines"),
        Piece("here", " line"),
        Piece("same", "."),
    )


def test_no_one_is_written_two_ways() -> None:
    pieces = align("No-one respects that.", "No one respects that.")
    assert [piece for piece in pieces if piece.kind != "same"] == [Piece("there", "No-one"), Piece("here", " No one")]


def test_a_sentence_that_only_the_other_has_stands_where_it_would() -> None:
    pieces = align("This treacherous government has failed. I stand with all.", "I stand with all.")
    assert pieces == (
        Piece("there", "This treacherous government has failed."),
        Piece("same", " I stand with all."),
    )


def test_equal_texts_are_one_piece_and_empty_ones_none() -> None:
    assert align("the same", "the same") == (Piece("same", "the same"),)
    assert align("", "") == ()


def test_without_capitals_a_word_is_the_same_whatever_its_capitals_are() -> None:
    assert align("State on the server", "state on the server", capitals=False) == (
        Piece("same", "state on the server"),
    )
    assert align("İzmir said no", "we said no", capitals=False)[0] == Piece("there", "İzmir")


def test_as_html_each_mark_has_words_and_text_is_escaped() -> None:
    html = aligned_html((Piece("same", "a <b>"), Piece("there", " & c"), Piece("here", " d")))
    assert html == (
        "a &lt;b&gt;"
        '<del><span class="visually-hidden">[only in the fullest text: </span> &amp; c'
        '<span class="visually-hidden">]</span></del>'
        '<ins><span class="visually-hidden">[only here: </span> d<span class="visually-hidden">]</span></ins>'
    )
