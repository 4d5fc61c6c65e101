from typing import Any

import pytest
from django.test import Client

from articles.models import Run, RunState, Side, SideAlias, Speaker, SpeakerAlias, Story
from articles.pipeline import analyse_story
from tests.factories import (
    EditorFactory,
    OutletFactory,
    SideAliasFactory,
    SideFactory,
    SpeakerAliasFactory,
    SpeakerFactory,
    StoryFactory,
    VersionFactory,
)
from tests.integration.texts import FIRST


def formset(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The other names as the form sends them."""
    sent: dict[str, Any] = {
        "aliases-TOTAL_FORMS": len(rows),
        "aliases-INITIAL_FORMS": sum("id" in row for row in rows),
    }
    for number, row in enumerate(rows):
        sent |= {f"aliases-{number}-{field}": value for field, value in row.items()}
    return sent


def save_side(desk: Client, side: Side, rows: list[dict[str, Any]] | None = None, **changed: Any) -> Any:  # noqa: ANN401
    fields = {"name": side.name, "short_name": side.short_name, "colour": side.colour, **changed}
    address = f"/admin/articles/side/{side.pk}/change/"
    return desk.post(address, {**fields, **formset(rows or [])}, follow=True)


def save_speaker(desk: Client, speaker: Speaker, rows: list[dict[str, Any]] | None = None, **changed: Any) -> Any:  # noqa: ANN401
    fields = {"name": speaker.name, "kind": speaker.kind, "side": speaker.side_id or "", **changed}
    address = f"/admin/articles/speaker/{speaker.pk}/change/"
    return desk.post(address, {**fields, **formset(rows or [])}, follow=True)


def messages(response: Any) -> list[str]:  # noqa: ANN401
    return [str(message) for message in response.context["messages"]]


def being_analysed() -> list[str]:
    return sorted(Run.objects.filter(state=RunState.WAITING).values_list("story__title", flat=True))


@pytest.fixture
def harbour() -> Story:
    """A story that mentions Tom Reed of the Fishing Guild, beside another that does not."""
    VersionFactory(text="Snow fell.", article__story=StoryFactory(title="Snow"))
    story: Story = VersionFactory(text=FIRST, article__story=StoryFactory(title="Harbour")).article.story
    return story


@pytest.mark.django_db
@pytest.mark.usefixtures("harbour")
def test_a_new_alias_has_the_stories_that_mention_it_analysed_and_links_to_the_run(desk: Client) -> None:
    response = save_side(desk, SideFactory(name="Net and line"), [{"name": "Fishing Guild"}])
    run = Run.objects.get()
    assert SideAlias.objects.get().name == "Fishing Guild"
    assert (run.story.title, run.reason) == ("Harbour", "Side Net and line was changed")
    link = f'<a href="/admin/articles/run/{run.pk}/change/">Harbour</a>'
    assert f"1 story is being analysed again: {link}." in messages(response)


@pytest.mark.django_db
@pytest.mark.usefixtures("harbour")
def test_colour_and_short_name_are_only_shown_and_start_nothing(desk: Client) -> None:
    side = SideFactory(name="Guild")
    save_side(desk, side, colour="teal", short_name="G.")
    side.refresh_from_db()
    assert (side.colour, side.short_name) == ("teal", "G.")
    assert being_analysed() == []


@pytest.mark.django_db
@pytest.mark.usefixtures("harbour")
def test_saving_nothing_new_starts_nothing(desk: Client) -> None:
    speaker = SpeakerFactory(name="Tom Reed")
    save_speaker(desk, speaker)
    speaker.refresh_from_db()
    assert (speaker.known, being_analysed()) == (False, [])


@pytest.mark.django_db
@pytest.mark.usefixtures("harbour")
def test_a_renamed_speaker_keeps_the_old_name_and_both_names_count(desk: Client) -> None:
    speaker = SpeakerFactory(name="Tom Reed")
    response = save_speaker(desk, speaker, name="Thomas Snow")
    speaker.refresh_from_db()
    assert (speaker.name, speaker.known) == ("Thomas Snow", True)
    assert [alias.name for alias in speaker.aliases.all()] == ["Tom Reed"]
    assert being_analysed() == ["Harbour", "Snow"]
    assert "The old name “Tom Reed” is kept as another name, as texts still use it." in messages(response)


@pytest.mark.django_db
@pytest.mark.usefixtures("harbour")
def test_renaming_back_and_forth_keeps_each_name_once(desk: Client) -> None:
    speaker = SpeakerFactory(name="Tom Reed")
    save_speaker(desk, speaker, name="Thomas Reed")
    speaker.refresh_from_db()
    (alias,) = speaker.aliases.all()
    save_speaker(desk, speaker, [{"id": alias.pk, "speaker": speaker.pk, "name": alias.name}], name="T. Reed")
    assert sorted(speaker.aliases.values_list("name", flat=True)) == ["Thomas Reed", "Tom Reed"]


@pytest.mark.django_db
@pytest.mark.usefixtures("harbour")
def test_a_renamed_side_keeps_the_old_name_unless_another_side_has_it(desk: Client) -> None:
    side, taken = SideFactory(name="Guild"), SideFactory(name="Fleet")
    SideAliasFactory(side=SideFactory(name="Third"), name="Fleet")
    save_side(desk, side, name="The fishers")
    save_side(desk, taken, name="The boats")
    assert [alias.name for alias in side.aliases.all()] == ["Guild"]
    assert [alias.name for alias in taken.aliases.all()] == []


@pytest.mark.django_db
def test_a_side_given_to_a_speaker_shows_after_the_run(desk: Client, harbour: Story) -> None:
    analyse_story(harbour.pk)
    speaker = Speaker.objects.get(name="Tom Reed")
    save_speaker(desk, speaker, side=SideFactory(name="Fishers").pk)
    assert being_analysed() == ["Harbour"]
    analyse_story(harbour.pk)
    harbour.refresh_from_db()
    assert harbour.comparison is not None
    assert {str(row.side) for row in harbour.comparison.statements.filter(speaker=speaker)} == {"Fishers"}


@pytest.mark.django_db
@pytest.mark.usefixtures("harbour")
def test_a_deleted_side_or_speaker_has_its_stories_analysed(desk: Client) -> None:
    side = SideFactory(name="Snow")
    SideAliasFactory(side=side, name="Guild")
    SpeakerAliasFactory(speaker=SpeakerFactory(name="Nobody"), name="Elsewhere")
    desk.post(f"/admin/articles/side/{side.pk}/delete/", {"post": "yes"})
    assert not Side.objects.exists()
    assert being_analysed() == ["Harbour", "Snow"]


@pytest.mark.django_db
@pytest.mark.usefixtures("harbour")
def test_several_deleted_speakers_start_one_run_a_story(desk: Client) -> None:
    chosen = [SpeakerFactory(name="Tom Reed").pk, SpeakerFactory(name="Maria Field").pk]
    desk.post(
        "/admin/articles/speaker/", {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    )  # fmt: skip
    assert not Speaker.objects.exists()
    assert being_analysed() == ["Harbour"]


@pytest.mark.django_db
def test_only_stories_shown_with_a_speaker_or_mentioning_it_are_affected(desk: Client) -> None:
    outlet = OutletFactory()
    for number in range(8):
        VersionFactory(text=f"Reed {number}.", article__story=StoryFactory(title=f"S{number}"), article__outlet=outlet)
    response = save_speaker(desk, SpeakerFactory(name="Tom Reed"), kind="organisation")
    assert len(being_analysed()) == 8
    (told,) = [message for message in messages(response) if "analysed" in message]
    assert told.startswith("8 stories are being analysed again: ")
    assert told.endswith(" and 3 more.")
    assert told.count("<a ") == 5


@pytest.mark.django_db
def test_speakers_are_found_by_their_other_names(desk: Client) -> None:
    SpeakerAliasFactory(speaker=SpeakerFactory(name="Tom Reed"), name="Reedy")
    SpeakerFactory(name="Maria Field")
    page = desk.get("/admin/articles/speaker/", {"q": "reedy"}).content.decode()
    assert "Tom Reed" in page
    assert "Maria Field" not in page


@pytest.mark.django_db
def test_an_entered_speaker_is_known(desk: Client) -> None:
    desk.post("/admin/articles/speaker/add/", {"name": "New Name", "kind": "person", "side": "", **formset([])})
    assert Speaker.objects.get().known


@pytest.mark.django_db
def test_only_who_may_change_speakers_does(client: Client) -> None:
    speaker = SpeakerFactory(name="Tom Reed")
    client.force_login(EditorFactory(may=["view_speaker"]))
    assert save_speaker(client, speaker, name="Other").status_code == 403
    assert SpeakerAlias.objects.count() == 0
