"""The article at a web address: fetched, and then read as an uploaded page is."""

import codecs
from dataclasses import replace
from email.message import Message

from articles.intake.addresses import same_site, shown_address
from articles.intake.files import FileKind, Sizes, read_any
from articles.intake.limits import Child
from articles.intake.rows import Reason, Refusal, Row
from articles.intake.web import Fetched, Fetcher


def page_at(address: str, fetcher: Fetcher, child: Child, sizes: Sizes) -> Row | Refusal:
    """The article of the page at an address, or one sentence that says why there is none.

    Its address is the one that the page calls its own, where that is of the same site: a page may not speak for
    another outlet. Else it is the one where it was found.
    """
    fetched = fetcher.page(address)
    if isinstance(fetched, Refusal):
        return fetched
    if not fetched.data:
        name = shown_address(address)
        return Refusal(Reason.EMPTY, f"{name} is an empty page: check the address, or paste the text.", name)
    (row,) = read_any(address, _in_utf8(fetched), child, sizes, kind=FileKind.PAGE)
    if isinstance(row, Refusal) or same_site(row.url, fetched.address):
        return row
    return replace(row, url=fetched.address)


def _in_utf8(fetched: Fetched) -> bytes:
    """The page in UTF-8 where its server names another encoding; a page itself may not name any."""
    header = Message()
    header["Content-Type"] = fetched.content_type
    try:
        encoding = codecs.lookup(header.get_content_charset() or "utf-8").name
        return fetched.data if encoding == "utf-8" else fetched.data.decode(encoding).encode()
    except (LookupError, UnicodeError):
        return fetched.data
