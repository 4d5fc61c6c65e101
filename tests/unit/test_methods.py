"""The methods as a page: headings that can be linked to, and tables that can be scrolled."""

from pathlib import Path

import pytest

from articles.methods import Heading, anchor_of, methods_page

TEXT = """# How it is done

Some `words`.

## Statements & speakers (`attribution`)

<!-- a remark -->
| measure | range |
|---|---|
| F1 | 0 to 1 |

### A part

## Points
"""


@pytest.mark.parametrize(
    ("words", "anchor"),
    [("In short", "in-short"), ("Points, and only in one (stories)", "points-and-only-in-one"), ("É", "")],
)
def test_an_anchor_is_made_of_the_plain_words_outside_brackets(words: str, anchor: str) -> None:
    assert anchor_of(words) == anchor


def test_the_title_stands_apart_and_the_parts_are_listed(tmp_path: Path) -> None:
    file = tmp_path / "methods.md"
    file.write_text(TEXT, encoding="utf-8")

    page = methods_page(file)

    assert page.title == "How it is done"
    assert page.contents == (
        Heading("Statements & speakers", "statements-speakers"),
        Heading("Points", "points"),
    )
    assert "<h1" not in page.html
    assert '<h3 id="a-part">A part</h3>' in page.html


def test_a_table_scrolls_by_itself_and_bears_the_name_of_its_part(tmp_path: Path) -> None:
    file = tmp_path / "methods.md"
    file.write_text(TEXT, encoding="utf-8")

    opened = (
        '<div class="table-scroll" role="region" tabindex="0" aria-label="Statements &amp; speakers (attribution)">'
    )
    assert f"{opened}<table>" in methods_page(file).html
    assert methods_page(file).html.count("</table></div>") == 1
