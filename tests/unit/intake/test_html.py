import pytest

from articles.intake.html import article_of, read_page
from articles.intake.limits import Exceeded, Limits, in_child
from articles.intake.rows import Page, Reason, Refusal

FIRST = "The council voted on Monday evening to close the old bridge over the Tay for at least nine months of repairs."
SECOND = "Engineers found a crack in one of its steel girders in March, and a second one was found by divers last week."
THIRD = "Shopkeepers on the south bank said that they feared for their trade and asked the council for help with rents."
TOLD = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


def page(*paragraphs: str, head: str = "", title: str = "Council closes the old bridge") -> bytes:
    body = "".join(paragraph if paragraph.startswith("<") else f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<html lang="en-GB"><head><meta charset="utf-8"><title>{title} - The Courier</title>{head}</head>'
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    ).encode()


def whole(data: bytes) -> Page:
    found = article_of(data)
    assert found is not None
    return found


def test_a_page_gives_its_article() -> None:
    head = (
        '<meta name="author" content="Ada Brown; Ben Cole">'
        '<meta property="article:published_time" content="2026-03-04T18:30:00+01:00">'
        '<meta property="og:site_name" content="The Courier">'
        '<meta name="description" content="Closed for nine months.">'
        '<link rel="canonical" href="https://courier.example/bridge">'
    )
    assert whole(page(FIRST, SECOND, THIRD, head=head)) == Page(
        title="Council closes the old bridge",
        byline="Ada Brown, Ben Cole",
        published="2026-03-04T18:30:00+01:00",
        language="en",
        body=TOLD,
        complete=True,
        standfirst="Closed for nine months.",
        url="https://courier.example/bridge",
        site="The Courier",
    )


def test_what_a_page_does_not_say_is_null() -> None:
    data = f"<html><body><article><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article></body></html>".encode()
    found = whole(data)
    assert (found.title, found.byline, found.published, found.language) == (None, None, None, None)


def test_links_to_other_pieces_and_to_newsletters_are_no_part_of_the_body() -> None:
    promotion = (
        "Read more: Ten bridges that you should see",
        "Sign up for our morning newsletter and get the news in your inbox",
        "CLICK HERE TO SEE THE BRIDGE IN PICTURES",
    )
    assert whole(page(FIRST, promotion[0], SECOND, promotion[1], THIRD, promotion[2])).body == TOLD


def test_a_paragraph_that_only_begins_like_promotion_stays() -> None:
    opening = "More than 200 people watched the vote, and related talks went on until midnight in the town hall."
    assert whole(page(opening, FIRST, SECOND, THIRD)).body.startswith(opening)


def test_a_body_in_several_boxes_is_read_whole() -> None:
    boxes = [
        f'<div class="body__part"><p>{one}</p><p>{other}</p></div>' for one, other in ((FIRST, SECOND), (THIRD, FIRST))
    ]
    found = whole(page(boxes[0], '<div class="advert">Buy bridges</div>', boxes[1].replace("Monday", "Tuesday")))
    assert found.body == "\n\n".join((FIRST, SECOND, THIRD, FIRST.replace("Monday", "Tuesday")))


def test_a_card_that_opens_on_a_name_is_no_part_of_the_sentence() -> None:
    card = '<span class="rollover-people-block"><a href="/x">Council MORE</a><a href="/y">Ten scandals</a></span>'
    assert whole(page(FIRST.replace(" voted", card + " voted"), SECOND, THIRD)).body == TOLD


@pytest.mark.parametrize(
    ("last", "head"),
    [
        (THIRD[:-30] + "...", ""),
        (THIRD[:-30].rstrip(), ""),
        ("Subscribe to continue reading this story and all others on our site.", ""),
        (THIRD, '<script type="application/ld+json">{"@type": "NewsArticle", "wordCount": 900}</script>'),
        (THIRD, '<script type="application/ld+json">{"isAccessibleForFree": "False"}</script>'),
    ],
)
def test_a_text_that_looks_cut_is_not_complete(last: str, head: str) -> None:
    assert not whole(page(FIRST, SECOND, last, head=head)).complete


def test_a_credit_without_a_stop_is_no_cut() -> None:
    assert whole(page(FIRST, SECOND, THIRD, "With Press Association")).complete


def test_broken_linked_data_is_passed_over() -> None:
    head = (
        '<script type="application/ld+json">{"wordCount": </script><meta property="article:published_time" content="x">'
    )
    assert whole(page(FIRST, SECOND, THIRD, head=head)).published is None


def test_the_child_gives_what_is_found_here() -> None:
    data = page(FIRST, SECOND, THIRD)
    assert read_page("page.html", data) == article_of(data)


@pytest.mark.parametrize("data", [b"", b"   ", b"<html><body></body></html>", bytes(range(256)) * 9])
def test_a_page_without_an_article_is_refused_with_what_to_do(data: bytes) -> None:
    assert read_page("page.html", data) == Refusal(
        Reason.NO_ARTICLE, "page.html holds no article that can be told from the page: paste its text.", "page.html"
    )


def test_a_page_that_takes_too_long_ends_with_a_reason() -> None:
    heavy = b"<html><body><article>" + b"<p>One of very many words.</p>" * 100_000
    refused = read_page("heavy.html", heavy, Limits(seconds=3, megabytes=1500))
    assert isinstance(refused, Refusal)
    assert refused.reason == Reason.TOO_HEAVY
    assert refused.sentence == (
        "heavy.html was given up: it takes more than 3 seconds to read. Paste the article's text instead."
    )


def test_a_page_that_takes_too_much_memory_ends_with_a_reason() -> None:
    refused = read_page("heavy.html", b"<html><body>" + b"a<br>" * 500_000, Limits(seconds=60, megabytes=250))
    assert isinstance(refused, Refusal)
    assert refused.reason == Reason.TOO_HEAVY


def test_work_that_fails_in_the_child_is_no_crash_here() -> None:
    assert in_child("articles.intake.html:nothing_of_this_name", b"", Limits(20, 800)) == Exceeded(
        "it cannot be read as what it says it is"
    )
