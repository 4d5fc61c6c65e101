"""All tables as sheets of an Excel file. Whatever stands in a cell is a text or a number, never a formula or a link."""

import io

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from articles.exports.formulas import is_formula
from articles.exports.table import Export
from articles.exports.values import Sheet, Value
from articles.exports.xml import xml_text

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_LONGEST = 32_767  # characters that Excel keeps in a cell
_CUT = " […] (the rest does not fit into a cell)"


def xlsx_of(export: Export) -> bytes:
    """A sheet for each table, its heads fixed and filterable."""
    out = io.BytesIO()
    with Workbook(out, _OPTIONS) as book:
        book.set_properties({"title": export.page.story.title, "comments": "Exported from Parallax"})
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        # What Excel itself keeps for a cell typed with an apostrophe: the text stays a text also when it is edited.
        quoted = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        for sheet in export.sheets:
            _write(book.add_worksheet(sheet.name), sheet, head, plain, quoted)
    return out.getvalue()


def _write(page: Worksheet, sheet: Sheet, head: Format, plain: Format, quoted: Format) -> None:
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(0, place, cell_text(column.label), head)
    for line, row in enumerate(sheet.rows, start=1):
        for place, value in enumerate(row):
            _cell(page, line, place, value, quoted if is_formula(value) else plain)
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)


def _cell(page: Worksheet, line: int, place: int, value: Value, form: Format) -> None:
    if value is None:
        return
    if isinstance(value, str):
        page.write_string(line, place, cell_text(value), form)
    else:
        page.write_number(line, place, value, form)


def cell_text(text: str) -> str:
    """A text as a cell can hold it, with its line breaks as Excel has them.

    What XML cannot hold is shown as "\ufffd", and what is too long is cut with a note.
    """
    kept = xml_text(text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(kept) <= _LONGEST // 2:  # however many of its characters take two units
        return kept
    units = kept.encode("utf-16-le")
    if len(units) // 2 <= _LONGEST:
        return kept
    return units[: 2 * (_LONGEST - len(_CUT))].decode("utf-16-le", "ignore") + _CUT
