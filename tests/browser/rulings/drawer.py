"""What an editor looks at and takes hold of on the story page."""

from playwright.sync_api import Locator, Page, expect

SELECT = """([column, words]) => {
    const text = document.querySelector(`${column} .story-text`);
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf(words);
        if (at < 0) continue;
        node.parentElement.scrollIntoView({ block: "center" });
        getSelection().setBaseAndExtent(node, at, node, at + words.length);
        return;
    }
    throw new Error(`${words} stands in no node of ${column}`);
}"""


def status(page: Page) -> Locator:
    return page.locator("#ruling-status p")


def telling(page: Page, outlet: str) -> Locator:
    return page.locator("#drawer .telling").filter(has=page.locator("h3", has_text=outlet))


def form_of(page: Page, outlet: str, name: str = "Correct") -> Locator:
    """The forms that a telling's disclosure opens."""
    disclosed = telling(page, outlet).locator(".disclosed").filter(has=page.locator("summary", has_text=name))
    disclosed.locator("summary").click()
    expect(disclosed.locator(".ruling-form").first).to_be_visible()
    return disclosed


def undo(page: Page) -> None:
    page.locator("#undo").click()
    expect(status(page)).to_contain_text("Undone: ")
    expect(page.locator("#undo")).to_have_count(0)


def seen(page: Page) -> str:
    """What the comparison says, without its forms."""
    return page.locator("#comparison .columns").inner_text() + page.locator("#points").inner_text()


def select(page: Page, column: str, words: str) -> None:
    page.evaluate(SELECT, [column, words])
    expect(page.locator("#selection-bar")).to_be_visible()
