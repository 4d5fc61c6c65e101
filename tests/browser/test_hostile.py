"""Hostile strings in all that a site stores and in its addresses: nothing of them runs (``make hostile`` does more)."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.hostile import BLOCKED, RAN, Seen, fill, look, visit, watched
from tests.hostile_strings import OWN
from tests.serving import site_in

RAW = "<p>a</p><script>alert(1)</script><img src=x: onerror=alert(2)><a href='javascript:alert(3)'>b</a>"


def test_nothing_of_hostile_strings_runs_or_is_blocked_or_leads_away(tmp_path: Path, browser: Browser) -> None:
    strings = OWN[::3]
    with site_in(tmp_path / "data") as site:
        site.start()
        filled = fill(site, strings)
        few = {name: number for name, number in filled.counts.items() if number < 3}
        assert few == {}  # three of four, as not everything can be searched for
        assert len(filled.replies) >= 3
        seen = look(site, browser, strings, filled.replies, most=20)
    assert seen.wrong == []
    assert seen.pages > 40


@pytest.mark.parametrize(
    ("policy", "told"), [("", RAN), ("script-src 'self'", BLOCKED)], ids=["bare", "under a policy"]
)
def test_what_runs_or_is_blocked_would_be_seen(browser: Browser, tmp_path: Path, policy: str, told: str) -> None:
    file, seen = tmp_path / "raw.html", Seen()
    head = f'<meta http-equiv="Content-Security-Policy" content="{policy}">' if policy else ""
    file.write_text(f"<!DOCTYPE html><head>{head}</head>{RAW}")
    with browser.new_context() as context:
        visit(watched(context, seen, file.as_uri()), file.as_uri(), seen)
    assert any(told in line for line in seen.wrong)
    assert any("leads to 'javascript:alert(3)'" in line for line in seen.wrong)
