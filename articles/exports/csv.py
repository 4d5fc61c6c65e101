"""The passages as CSV: UTF-8 with the mark by which spreadsheets know it, commas, a line of heads."""

import csv
import io

from articles.exports.formulas import defused
from articles.exports.table import Export

_MARK = "\ufeff"  # without it Excel takes UTF-8 for the code page of its country


def csv_of(export: Export) -> bytes:
    """One line a passage, or article without it; texts that a spreadsheet would run have an apostrophe before them."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    sheet = export.passages
    writer.writerow([defused(column.label) for column in sheet.columns])
    writer.writerows([defused(value) for value in row] for row in sheet.rows)
    return (_MARK + out.getvalue()).encode()
