"""Editors correct the machine on the story page: each ruling, and its undo."""

import re

from playwright.sync_api import Page, expect

from tests.browser.rulings.drawer import form_of, seen, status, telling, undo


def test_a_speaker_is_corrected_and_undone_where_it_stands(admin_page: Page, story: str) -> None:
    page = admin_page
    page.goto(f"{story}?q=harbour&point=1")
    before, steps = seen(page), page.evaluate("() => history.length")
    form = form_of(page, "Bay News")
    expect(form.get_by_label("Speaker")).to_have_value("Maria Field")
    form.get_by_label("Speaker").fill("Tom Reed")
    form.get_by_label("Reason").first.fill("The reply names him")
    form.get_by_role("button", name="Save").click()
    expect(status(page)).to_have_text("Speaker changed to Tom Reed.")
    expect(page.locator(".speaker[data-label$='Tom Reed ✎']").first).to_be_attached()
    expect(page).to_have_url(re.compile(r"\?q=harbour&point=\d+$"))
    undo(page)
    assert seen(page) == before
    assert page.evaluate("() => history.length") == steps
    page.reload()
    expect(page.locator("#comparison .ruled")).to_have_count(0)


def test_a_correction_keeps_the_focus_the_place_and_what_else_is_open(admin_page: Page, story: str) -> None:
    page = admin_page
    page.goto(f"{story}?point=1")
    page.locator("#a1-framing > summary").click()
    form = form_of(page, "The Anchor")
    top = page.evaluate("() => document.getElementById('comparison').getBoundingClientRect().top")
    form.get_by_label("Kind").select_option("mixed")
    form.get_by_role("button", name="Save").press("Enter")
    expect(status(page)).to_have_text("Kind changed to partly quoted.")
    expect(telling(page, "The Anchor").locator(".ruled")).to_have_text("kind corrected by an editor")
    expect(telling(page, "The Anchor").locator("summary").first).to_be_focused()
    expect(page.locator("#drawer .ruling-form")).to_have_count(0)
    expect(page.locator("#a1-framing")).to_have_attribute("open", "")
    assert page.evaluate("() => document.getElementById('comparison').getBoundingClientRect().top") == top


def test_side_stance_and_passage_are_corrected_at_once(admin_page: Page, story: str) -> None:
    page = admin_page
    page.goto(f"{story}?point=1")
    form = form_of(page, "Bay News")
    form.get_by_label("Side").select_option("Labour")
    form.get_by_label("Stance", exact=True).select_option("support")
    form.get_by_label("Target", exact=True).fill("the crews")
    form.get_by_label("Passage").fill("we will not risk a single boat")
    form.get_by_role("button", name="Save").click()
    expect(status(page)).to_have_text(
        "Side changed to Labour. Stance changed to support for the crews. "
        "Passage changed to “we will not risk a single boat”."
    )
    expect(page.locator("#a1 .statement").first).to_have_text("we will not risk a single boat")
    form = form_of(page, "Bay News")
    expect(form).to_contain_text("Ruled by an editor; the machine says: not known.")
    undo(page)
    expect(page.locator("#a1 .statement").first).to_contain_text("The harbour is not safe")


def test_a_statement_is_right_as_it_is(admin_page: Page, story: str) -> None:
    page = admin_page
    page.goto(f"{story}?point=1")
    telling(page, "Bay News").get_by_role("button", name="Right as it is").click()
    expect(status(page)).to_contain_text("Right as it is: “The harbour is not safe")
    expect(telling(page, "Bay News").locator(".ruled")).to_have_text("confirmed by an editor")
    expect(telling(page, "Bay News").get_by_role("button", name="Right as it is")).to_have_count(0)
    undo(page)
    expect(telling(page, "Bay News").get_by_role("button", name="Right as it is")).to_be_visible()


def test_a_statement_is_taken_out_split_off_and_moved(admin_page: Page, story: str) -> None:
    page = admin_page
    page.goto(f"{story}?point=1")
    points = page.locator(".point").count()
    form_of(page, "Bay News").get_by_role("button", name="Not a statement").click()
    expect(status(page)).to_contain_text("Taken out as no statement")
    expect(page.locator("#a1 .statement")).to_have_count(1)
    undo(page)
    form_of(page, "The Anchor").get_by_role("button", name="A point of its own").click()
    expect(status(page)).to_contain_text("A point of its own now")
    expect(page.locator(".point")).to_have_count(points + 1)
    expect(page.locator("#drawer")).to_contain_text("Maria Field")
    undo(page)
    form = form_of(page, "The Anchor")
    form.get_by_role("button", name="Move there").click()
    expect(form.locator(".form-errors")).to_contain_text("Choose the point that the statement belongs to.")
    form.get_by_label("Another point").select_option(index=1)
    form.get_by_role("button", name="Move there").click()
    expect(status(page)).to_contain_text("Moved to the point of “This is a disgraceful decision")
    undo(page)
    expect(page.locator(".point")).to_have_count(points)


def test_two_points_merge(admin_page: Page, story: str) -> None:
    page = admin_page
    page.goto(f"{story}?point=1")
    points = page.locator(".point").count()
    page.locator("#merge > summary").click()
    page.get_by_label("Is one point with").select_option(index=1)
    page.locator("#merge").get_by_role("button", name="Merge").click()
    expect(status(page)).to_contain_text("Merged with the point of “This is a disgraceful decision")
    expect(page.locator(".point")).to_have_count(points - 1)
    undo(page)
    expect(page.locator(".point")).to_have_count(points)


def test_an_absence_is_confirmed_then_refuted(admin_page: Page, story: str) -> None:
    page = admin_page
    page.goto(f"{story}?point=2")
    telling(page, "The Anchor").get_by_role("button", name="Absence is right").click()
    expect(status(page)).to_have_text("Confirmed: The Anchor does not have it.")
    expect(telling(page, "The Anchor")).to_contain_text("Absence confirmed by an editor")
    form = form_of(page, "The Anchor", "It is here")
    form.get_by_label("Passage").fill("crews watched from the wall")
    form.get_by_role("button", name="It is here").click()
    expect(status(page)).to_have_text("The Anchor has it: “crews watched from the wall”.")
    expect(page.locator("#a2 .passage.is-chosen")).to_have_text("crews watched from the wall")
    undo(page)
    expect(telling(page, "The Anchor")).to_contain_text("Absence confirmed by an editor")


def test_a_finding_is_confirmed_and_rejected(admin_page: Page, story: str) -> None:
    page = admin_page
    page.goto(story)
    finding = page.locator(".finding").first
    text = finding.locator(".finding-text").inner_text()
    finding.locator("summary").click()
    finding.get_by_role("button", name="It holds").click()
    expect(status(page)).to_contain_text("Finding confirmed")
    expect(finding.locator(".ruled")).to_have_text("confirmed by an editor")
    expect(finding.locator("details")).to_have_attribute("open", "")
    finding.get_by_label("Reason").fill("The box says so")
    finding.get_by_role("button", name="It does not hold").click()
    expect(status(page)).to_contain_text("Finding rejected")
    expect(page.locator(".finding-text", has_text=text)).to_have_count(0)
    undo(page)
    expect(page.locator(".finding-text", has_text=text)).to_be_visible()
