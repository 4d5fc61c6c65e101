"""Strings that break programs, in every field, part of an address, header and file: never an error of the program.

What is tried here is a fixed sample; with PARALLAX_HOSTILE=full (``make hostile``) all strings of the corpora are.
"""

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from pytest_django.fixtures import Settings

from articles import tasks
from articles.models import Import, JobState
from tests.access_table import Row, rows
from tests.hostile_strings import OWN, SAMPLE, corpora
from tests.integration.access.world import World, make_world
from tests.integration.hostile.forms import Form, forms_in
from tests.unit.intake.made import archive, pdf, word

FULL = os.environ.get("PARALLAX_HOSTILE") == "full"
STRINGS = (*OWN, *corpora()) if FULL else SAMPLE
# Of all strings each field, address and header takes one in STEP, and each string goes to one in STEP of these.
STEP = int(os.environ.get("PARALLAX_HOSTILE_STEP", "8")) if FULL else 2
PAGES, API = rows("pages"), rows("api")
PARAMETERS = (
    "q", "in", "page", "outlet", "side", "speaker", "stance", "kind", "coverage", "wording", "point", "show", "copies",
    "sort", "marked", "at", "ruled", "tour", "back", "next", "version", "statement", "start", "end", "seen", "became",
    "p", "o", "e", "story", "limit", "offset", "term", "app_label", "model_name", "field_name", "created_at__year",
    "_changelist_filters", "_popup", "_to_field", "state", "filters",
)  # fmt: skip
HEADERS = (
    "User-Agent", "Referer", "Accept", "Accept-Language", "Accept-Encoding", "Authorization", "If-None-Match",
    "If-Modified-Since", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "HX-Request", "HX-Current-URL",
    "HX-Boosted", "HX-Target", "Cookie", "Origin", "Host", "Range", "X-Requested-With", "Content-Type",
)  # fmt: skip


@pytest.fixture
def world(db: None) -> World:  # noqa: ARG001 - the database is what is asked for
    return make_world()


@pytest.fixture
def admin(world: World) -> Client:
    """The first admin, whom no answer but one of the program's own may reach."""
    client = Client(raise_request_exception=False)
    assert world.people["first admin"]
    client.force_login(world.people["first admin"])
    return client


def errors(tried: Iterable[tuple[str, Callable[[], Any]]]) -> list[str]:
    """What was tried and ended in an error of the program; each is taken back."""
    failed = []
    for what, send in tried:
        with transaction.atomic():
            status = send().status_code
            transaction.set_rollback(True)
        if status >= 500:
            failed.append(f"{status}: {what[:200]}")
    return failed


def forms(world: World, client: Client) -> Iterator[tuple[str, Form]]:
    """Each form of each page that the first admin is given, as far as it can be sent; a form of many pages once."""
    seen = set()
    for row in PAGES:
        if row.answers["GET"][-1] != "yes" or row.route in {"sign-out/", "admin/logout/"}:
            continue
        address = row.at.format_map(world.names_for("first admin"))
        filled = {name: [value.format_map(world.names_for("first admin"))] for name, value in row.form.items()}
        for form in forms_in(client.get(address).content.decode()):
            where = form.action or address
            if form.method != "post" or "sign-out" in where or "logout" in where:
                continue
            form.action = address if where in {".", "#"} else where
            key = (re.sub(r"\d+", "0", urlsplit(form.action).path), tuple(form.typed))
            if key not in seen:
                seen.add(key)
                form.fields |= {name: value for name, value in filled.items() if not form.fields.get(name, [""])[0]}
                yield row.route, form


def test_no_text_in_any_field_of_any_form_is_an_error(world: World, admin: Client, settings: Settings) -> None:
    settings.PARALLAX_FETCH = True  # so that there is a field for addresses
    found = list(forms(world, admin))
    fields = {(route, name) for route, form in found for name in form.typed}
    assert len(fields) > 150
    names = {name for _, name in fields}
    assert {"title", "name", "headline", "byline", "pasted", "new_story", "addresses", "for_whom", "reason"} <= names
    failed = errors(
        (
            f"{route} {name} {text!r}",
            partial(admin.post, form.action, form.fields | {name: [text]}),
        )
        for number, (route, form, name) in enumerate((r, f, n) for r, f in found for n in f.typed)
        for text in some(number)
    )
    assert failed == []


def some(number: int) -> tuple[str, ...]:
    """The strings for the field, address or header of this number."""
    return STRINGS[number % STEP :: STEP]


def sent(row: Row, names: dict[str, Any], parameters: dict[str, str]) -> tuple[str, dict[str, str]]:
    address, _, query = row.at.format_map(names).partition("?")
    return address, dict(one.split("=", 1) for one in query.split("&") if "=" in one) | parameters


def test_no_text_in_a_query_string_is_an_error(world: World, admin: Client) -> None:
    names = world.names_for("first admin")
    token = {"Authorization": f"Bearer {world.secrets['editor read']}"}
    asked = [row for row in (*PAGES, *API) if row.answers["GET"][-1] != "never"]

    def tried() -> Iterator[tuple[str, Callable[[], Any]]]:
        for number, row in enumerate(asked):
            headers = token if row.route.startswith("api/") else {}
            known = _known(row.route) or PARAMETERS
            for text in some(number):
                sets = [dict.fromkeys(known, text[:1500])] if row.route[:4] != "api/" else [{n: text} for n in known]
                for parameters in sets:
                    address, query = sent(row, names, {n: v for n, v in parameters.items() if v})
                    yield (
                        f"{row.route} {list(parameters)[:3]} {text!r}",
                        partial(admin.get, address, query, headers=headers),
                    )

    assert errors(tried()) == []


def _known(route: str) -> tuple[str, ...]:
    """The parameters that an operation of the API has: it refuses all others unseen."""
    if not route.startswith("api/"):
        return ()
    known: tuple[str, ...] = ("limit", "offset")
    if route.endswith(("points", "statements", "coverage")):
        known = (*known, "outlet", "side", "speaker", "stance", "kind", "coverage", "wording", "q", "copies")
    return (*known, "q", "outlet", "side", "speaker", "story", "from", "to") if "search" in route else known


def test_no_text_in_a_path_is_an_error(world: World, admin: Client) -> None:
    names = world.names_for("first admin")

    def tried() -> Iterator[tuple[str, Callable[[], Any]]]:
        for number, row in enumerate((*PAGES, *API)):
            for part in re.findall(r"<[^>]+>", row.route):
                for text in some(number):
                    path = "/" + row.route.replace(part, quote(text[:1000], safe=""))
                    path = re.sub(r"<[^>]*>", lambda found: quote(str(_named(found[0], names)), safe=""), path)
                    for send in (admin.get, admin.post):
                        yield f"{row.route} {part} {text!r}", partial(send, path)

    assert errors(tried()) == []


def _named(part: str, names: dict[str, Any]) -> Any:  # noqa: ANN401 - whatever an address names
    return {"<slug:slug>": names["slug"], "<slug>": names["slug"], "<str:sha256>": names["frozen"]}.get(part, 1)


def test_no_text_in_a_header_is_an_error(world: World, admin: Client) -> None:
    addresses = [world.names["story"], "/search/?q=harbour", "/api/v1/stories", "/admin/articles/story/", "/saved/"]

    def tried() -> Iterator[tuple[str, Callable[[], Any]]]:
        for number, header in enumerate(HEADERS):
            for text in some(number):
                value = (
                    re.sub(r"[\x00-\x1f\x7f]", " ", text)[:4000].encode().decode("latin-1")
                )  # else no server takes it
                client = Client(raise_request_exception=False) if header == "Cookie" else admin
                for address in addresses:
                    headers = {header: value} | ({"HX-Request": "true"} if header.startswith("HX-") else {})
                    yield f"{header} {text!r}", partial(client.get, address, headers=headers)
                sign_in = {"username": text, "password": text, "next": text}
                yield (
                    f"{header} {text!r}",
                    partial(client.post, "/sign-in/", sign_in, headers={header: value}),
                )

    assert errors(tried()) == []


def given_files(strings: Iterable[str]) -> list[SimpleUploadedFile]:
    """Files of every kind, named by hostile strings and full of them, alone and in archives."""
    texts = list(strings)
    records = [
        dict.fromkeys(("text", "headline", "standfirst", "byline", "url", "outlet", "story", "language"), text)
        | {"published": text}
        for text in texts
    ]
    lines = "\n".join(map(json.dumps, records)).encode()
    table = "text,outlet,url\n" + "\n".join('"' + text.replace('"', '""') + '",Bay,x' for text in texts)
    pages = {
        f"{number}.html": f"<html><head><title>{text}</title><meta name=author content='{text}'></head><body><article>"
        f"<h1>{text}</h1><p>{text} It was the first time in many years that all of the boats stayed in the harbour.</p>"
        "</article></body></html>"
        for number, text in enumerate(texts)
    }
    files = {"rows.jsonl": lines, "rows.csv": table.encode(errors="replace")}
    files |= {name: page.encode(errors="replace") for name, page in pages.items()}
    for number, text in enumerate(texts):
        plain = re.sub(r"[\x00-\x1f\x7f\ufffe\uffff]", " ", text)
        files[f"{text[:80]}.txt"] = f"{text} number {number}".encode(errors="replace")
        files[f"{number}.docx"], files[f"{number}.pdf"] = word(plain[:500]), pdf(plain[:500])
    packed = archive({name.replace("\x00", "0"): data for name, data in files.items()})
    return [SimpleUploadedFile(name or "x", data) for name, data in {**files, "all.zip": packed}.items()]


def test_no_file_by_any_name_is_an_error_of_an_import(world: World, admin: Client) -> None:
    size = 20
    for begin in range(0, len(STRINGS), size):
        files = given_files(STRINGS[begin : begin + size])
        answer = admin.post("/admin/articles/import/add/", {"uploads": files, "outlet": "Bay News"})
        assert answer.status_code == 302
    assert world
    for job in Import.objects.filter(state=JobState.WAITING):
        tasks.import_files.call(job.pk)
        job.refresh_from_db()
        assert job.state == JobState.DONE, job.message
        assert admin.get(f"/admin/articles/import/{job.pk}/change/").status_code == 200
        assert admin.get(f"/admin/articles/import/{job.pk}/refused.csv").status_code == 200
