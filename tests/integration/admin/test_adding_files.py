"""Articles are added from files: kept while the form is filled in, each refused with its reason."""

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from articles.models import Article, OfferedText, Outlet, Story, Version
from tests.factories import OutletFactory, StoryFactory, VersionFactory
from tests.integration.admin.adding import BATCH, URL, errors, file, refused, send, stored


@pytest.mark.django_db
def test_many_files_are_kept_and_then_added_each_with_its_outlet(desk: Client) -> None:
    story, outlet = StoryFactory(), OutletFactory(name="The Herald")
    response = send(desk, story=story.pk, text_files=[file("a.txt", b"One.\r\n"), file("b.txt", b"Two.\n")])
    a, b = OfferedText.objects.all()
    question = "Which outlet published this text? Choose it, or type a new one."
    assert errors(response) == {f"outlet-{a.pk}": [question], f"outlet-{b.pk}": [question]}
    assert not Article.objects.exists()
    send(desk, story=story.pk, **{f"outlet-{a.pk}": outlet.pk, f"new_outlet-{b.pk}": "The National"})
    stored = Version.objects.values_list("text", "file_name", "article__outlet__name", "article__story")
    assert list(stored) == [
        ("One.\r\n", "a.txt", "The Herald", story.pk),
        ("Two.\n", "b.txt", "The National", story.pk),
    ]
    assert not OfferedText.objects.exists()


@pytest.mark.django_db
def test_files_just_chosen_come_back_as_rows_without_being_judged(desk: Client) -> None:
    response = desk.post(
        URL, {"batch": BATCH, "keep": "1", "text_files": [file("a.txt")]}, headers={"HX-Request": "true"}
    )
    page = response.content.decode()
    assert page.lstrip().startswith('<div id="texts">')
    assert "<legend>a.txt</legend>" in page
    assert "errorlist" not in page
    kept = OfferedText.objects.get()
    again = desk.post(
        URL,
        {"batch": BATCH, "keep": "1", "text_files": [file("b.txt")], f"new_outlet-{kept.pk}": "Typed before"},
        headers={"HX-Request": "true"},
    ).content.decode()
    assert "<legend>b.txt</legend>" in again
    assert 'value="Typed before"' in again


@pytest.mark.django_db
def test_one_bad_file_is_named_and_holds_back_the_rest_which_is_kept(desk: Client) -> None:
    outlet = OutletFactory()
    fields = {"new_story": "Typed title", "date": "2024-05-03", "pasted": "Typed text.\r\n", "outlet-pasted": outlet.pk}
    response = send(desk, text_files=[file("good.txt"), file("scan.txt", b"%PDF-1.7")], **fields)
    page = response.content.decode()
    assert "scan.txt was given up: it cannot be read as what it says it is." in page
    assert "Nothing was added yet. What you typed and chose is kept." in page
    assert (Article.objects.count(), Story.objects.count()) == (0, 0)
    for kept in ('value="Typed title"', 'value="2024-05-03"', "Typed text.", "<legend>good.txt</legend>", BATCH):
        assert kept in page
    assert f'<option value="{outlet.pk}" selected>' in page
    kept_file = OfferedText.objects.get()
    send(desk, **fields, **{f"outlet-{kept_file.pk}": outlet.pk})
    assert sorted(Version.objects.values_list("text", flat=True)) == ["Some text.\r\nMore of it.\n", "Typed text.\n"]


@pytest.mark.django_db
def test_a_file_refused_beside_good_ones_is_still_named_when_they_are_added(desk: Client) -> None:
    chosen = [file("scan.txt", b"%PDF-1.7"), file("good.txt"), file("empty.txt", b"")]
    kept = desk.post(URL, {"batch": BATCH, "keep": "1", "text_files": chosen}, headers={"HX-Request": "true"})
    sentences = refused(kept)
    assert [sentence.split()[0] for sentence in sentences] == ["scan.txt", "empty.txt"]
    sentences = [sentence.replace("&#x27;", "'") for sentence in sentences]
    unfinished = send(desk, new_story="S", refused=sentences)
    assert "<li>scan.txt was given up" in unfinished.content.decode()
    assert len(refused(unfinished)) == 2
    mended = desk.post(
        URL,
        {"batch": BATCH, "keep": "1", "text_files": [file("empty.txt", b"Now full.")], "refused": sentences},
        headers={"HX-Request": "true"},
    )
    assert refused(mended) == sentences[:1]
    outlets = {f"new_outlet-{text.pk}": "O" for text in OfferedText.objects.all()}
    added = send(desk, new_story="S", refused=sentences[:1], **outlets)
    page = desk.get(added.headers["Location"]).content.decode()
    assert "2 articles added to “S”." in page
    assert f"Not added: {sentences[0]}" in page


@pytest.mark.django_db
def test_a_refused_file_alone_is_named_again_with_nothing_added(desk: Client) -> None:
    kept = desk.post(
        URL,
        {"batch": BATCH, "keep": "1", "text_files": [file("scan.txt", b"%PDF-1.7")]},
        headers={"HX-Request": "true"},
    )
    page = send(desk, new_story="S", refused=refused(kept)).content.decode()
    assert "Nothing was added yet." in page
    assert "<li>scan.txt was given up" in page
    assert stored() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "a.txt is empty: choose the file that holds the article&#x27;s text."),
        (b"a\x00b", "a.txt is not plain text: save it as plain text (.txt, UTF-8), or paste its text."),
        (
            "日本語の長い文章".encode("shift_jis"),
            "a.txt cannot be read as UTF-8, UTF-16 or Windows-1252: save it as UTF-8 text, or paste its text.",
        ),
        (b"a" * 101, "a.txt is over the limit of 0.0001 MB: add one article at a time, as text alone."),
    ],
)
def test_each_kind_of_bad_file_gets_its_sentence(desk: Client, settings: Settings, content: bytes, said: str) -> None:
    settings.PARALLAX_UPLOAD_LIMIT = 100
    response = send(desk, new_story="S", text_files=[file("a.txt", content)])
    assert said in response.content.decode()
    assert (stored(), OfferedText.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_a_file_that_is_here_already_can_be_left_out_and_the_rest_added(desk: Client) -> None:
    VersionFactory(text="Known.\n", article__story=None, article__outlet=OutletFactory(name="O"))
    send(desk, new_story="S", text_files=[file("known.txt", b"Known.\n"), file("new.txt", b"New.\n")])
    known, new = OfferedText.objects.all()
    chosen = {f"new_outlet-{known.pk}": "O", f"new_outlet-{new.pk}": "O"}
    response = send(desk, new_story="S", **chosen)
    assert list(errors(response)) == [f"leave_out-{known.pk}"]
    assert "O, in no story, added on" in errors(response)[f"leave_out-{known.pk}"][0]
    send(desk, new_story="S", **chosen, **{f"leave_out-{known.pk}": "on"})
    assert list(Story.objects.get().articles.values_list("versions__text", flat=True)) == ["New.\n"]


@pytest.mark.django_db
def test_one_text_offered_as_two_files_is_refused_once(desk: Client) -> None:
    send(desk, new_story="S", text_files=[file("a.txt", b"Same."), file("b.txt", b"Same.")])
    a, b = OfferedText.objects.all()
    response = send(desk, new_story="S", **{f"new_outlet-{a.pk}": "O", f"new_outlet-{b.pk}": " o"})
    assert errors(response) == {
        f"leave_out-{b.pk}": ["The same text is given twice, first as a.txt: leave one out."]
    }  # fmt: skip
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow_with_the_files(desk: Client) -> None:
    outlet = OutletFactory()

    def queries(files: int, batch: str) -> int:
        for number in range(files):
            VersionFactory(text=f"Known {batch} {number}.", article__outlet=outlet)
        chosen = [file(f"{number}.txt", f"Known {batch} {number}.".encode()) for number in range(files)]
        desk.post(URL, {"batch": batch, "keep": "1", "text_files": chosen})
        outlets = {f"outlet-{text.pk}": outlet.pk for text in OfferedText.objects.filter(batch=batch)}
        assert len(outlets) == files
        with CaptureQueriesContext(connection) as captured:
            desk.post(URL, {"batch": batch, "add": "1", "new_story": "S", **outlets})
        return len(captured)

    assert queries(9, str(uuid.uuid4())) == queries(2, BATCH)


@pytest.mark.django_db
def test_a_file_says_of_itself_what_the_form_can_fill_in(desk: Client) -> None:
    OutletFactory(name="The Herald", domain="herald.example")
    table = (
        "text,title,source,link,date\n"
        "The pier is shut.,Pier shut,The Courier,,2026-03-04T18:30:00Z\n"
        "The quay is shut.,,,https://herald.example/2,\n"
    )
    kept = desk.post(
        reverse("admin:articles_article_add"),
        {"batch": BATCH, "keep": "1", "text_files": [file("a.csv", table.encode())]},
    )
    page = kept.content.decode()
    assert "Pier shut · 4 March 2026, 18:30" in page
    assert 'value="The Courier"' in page
    assert '<option value="' in page

    first, second = OfferedText.objects.all()
    herald = Outlet.objects.get(name="The Herald")
    send(desk, new_story="Pier", **{f"new_outlet-{first.pk}": "The Courier", f"outlet-{second.pk}": str(herald.pk)})
    pier, quay = Article.objects.order_by("pk")
    assert (pier.outlet.name, pier.headline, pier.published_at is None) == ("The Courier", "Pier shut", False)
    assert (quay.outlet, quay.url) == (herald, "https://herald.example/2")


@pytest.mark.django_db
def test_files_that_tell_their_outlets_are_added_at_once(desk: Client) -> None:
    table = b"text,source\nThe pier is shut.,The Courier\nThe quay is shut.,The Herald\n"
    send(desk, new_story="Pier", text_files=[file("a.csv", table)])
    assert sorted(Article.objects.values_list("outlet__name", flat=True)) == ["The Courier", "The Herald"]
