import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.intake import Reason, Refusal, Row, read_file, read_pasted

LIMIT = 1000
TEXT = "“No-one wants strikes,” he said – £5 for a café.\r\nSecond line.\n\n"


def reason_of(outcome: Row | Refusal) -> Reason | None:
    return outcome.reason if isinstance(outcome, Refusal) else None


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("cp1252"), "cp1252"),
    ],
)
def test_each_accepted_encoding_gives_the_same_text(data: bytes, encoding: str) -> None:
    assert read_file("a.txt", data, limit=LIMIT) == Row(TEXT, "a.txt", encoding)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\r\n\t")))
def test_a_utf8_file_is_kept_to_the_character(text: str) -> None:
    outcome = read_file("a.txt", text.encode(), limit=10_000)
    if text.removeprefix("\ufeff").strip():
        assert outcome == Row(text.removeprefix("\ufeff"), "a.txt", "utf-8")
    else:
        assert reason_of(outcome) == Reason.EMPTY


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY),
        (b" \r\n\t\n", Reason.EMPTY),
        ("\ufeff\u00a0\n".encode(), Reason.EMPTY),
        (b"%PDF-1.7\nabc", Reason.NOT_TEXT),
        (b"PK\x03\x04abc", Reason.NOT_TEXT),
        (b"MZ\x90\x00\x03\x00", Reason.NOT_TEXT),
        (b"text\x00text", Reason.NOT_TEXT),
        (b"\x01\x02\x03 abc", Reason.NOT_TEXT),
        ("文章は長い。日本語の新聞".encode("shift_jis"), Reason.UNDECODABLE),
        ("Москва сегодня".encode("koi8-r"), Reason.UNDECODABLE),
        ("The “paper” said so ".encode() + b"\xff", Reason.UNDECODABLE),
        ("The caf\u00e9\u2019s owner".encode()[:-8] + b"\xe2 said", Reason.UNDECODABLE),
        (b"undefined \x81 byte", Reason.UNDECODABLE),
        (b"\xff\xfea", Reason.UNDECODABLE),
        (b"a" * (LIMIT + 1), Reason.TOO_LARGE),
    ],
)
def test_a_refused_file_says_why(data: bytes, reason: Reason) -> None:
    assert reason_of(read_file("a.txt", data, limit=LIMIT)) == reason


def test_a_file_as_large_as_the_limit_is_taken() -> None:
    assert read_file("a.txt", b"a" * LIMIT, limit=LIMIT) == Row("a" * LIMIT, "a.txt", "utf-8")


def test_a_refusal_names_the_file_and_says_what_to_do() -> None:
    assert read_file("memo.txt", b"%PDF-1.7", limit=LIMIT) == Refusal(
        Reason.NOT_TEXT,
        "memo.txt is not plain text (it looks like a PDF): save it as plain text (.txt, UTF-8), or paste its text.",
        "memo.txt",
    )


def test_a_pasted_text_gets_back_the_line_ends_of_its_field() -> None:
    assert read_pasted(" One\r\n\r\nTwo\u00a0\r\n", limit=LIMIT) == Row(" One\n\nTwo\u00a0\n")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.EMPTY),
        ("\r\n \u00a0", Reason.EMPTY),
        ("a\x00b", Reason.NOT_TEXT),
        ("half \ud83d", Reason.UNDECODABLE),
        ("é" * (LIMIT // 2 + 1), Reason.TOO_LARGE),
    ],
)
def test_a_refused_paste_says_why(text: str, reason: Reason) -> None:
    assert reason_of(read_pasted(text, limit=LIMIT)) == reason
