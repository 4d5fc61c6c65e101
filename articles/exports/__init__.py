"""What a newsroom takes away from a story page: the rows under its filters, once as values, then in each format."""

from articles.exports.formats import FORMATS, Format
from articles.exports.table import Export, Sheet, export_of

__all__ = ["FORMATS", "Export", "Format", "Sheet", "export_of"]
