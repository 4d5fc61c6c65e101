"""Puts hostile strings everywhere into the database of a running site, through its own forms; run inside its settings.

``python manage.py shell --command "from tests.hostile_filling import texts; texts(FILE)"``, and then ``marks(FILE)``.
FILE holds the strings as JSON.
"""

import json
import re
import time
from itertools import batched
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from articles.models import (
    ApiToken,
    Article,
    Freeze,
    Import,
    JobState,
    Outlet,
    ReplyLink,
    Ruling,
    Run,
    SavedSearch,
    Side,
    Speaker,
    Statement,
    Story,
)
from tests.integration.hostile.forms import Form, forms_in

IN_A_STORY = 20
_PATIENCE = 3600  # seconds for the worker
_STORED = (Story, Article, Outlet, Statement, Side, Speaker, SavedSearch, ApiToken, Ruling, Freeze, ReplyLink)
_ADDED = {
    "side": {"short_name": "S", "colour": "blue", "aliases-TOTAL_FORMS": "1", "aliases-INITIAL_FORMS": "0"},
    "speaker": {"kind": "person", "aliases-TOTAL_FORMS": "1", "aliases-INITIAL_FORMS": "0"},
    "apitoken": {"scopes": "read"},
    "outlet": {},
    "story": {"articles-TOTAL_FORMS": "0", "articles-INITIAL_FORMS": "0"},
}


def texts(file: str) -> None:
    """Articles with every string in every column, in stories named by them; and the rest of the desk."""
    desk = _desk()
    for number, strings in enumerate(batched(json.loads(Path(file).read_text(encoding="utf-8")), IN_A_STORY)):
        rows = [_row(text, f"{number} {strings[0]}") for text in strings]
        pages = [_file(f"{text[:100]}.html", _page(text)) for text in strings]
        table = _file("rows.jsonl", "\n".join(map(json.dumps, rows)))
        sent = {"uploads": [table, *pages], "story": f"Pages {number} {strings[-1][:100]}", "outlet": strings[0][:100]}
        desk.post("/admin/articles/import/add/", sent)
        for text in strings:
            for model, fields in _ADDED.items():
                name = {"name": f"{text[:70]} {number}", "title": text[:190], "aliases-0-name": text[:70]}
                desk.post(f"/admin/articles/{model}/add/", {**fields, **name})
            desk.post("/saved/", {"query": urlencode({"q": text[:300], "speaker": text[:100]})})
    _wait()


def marks(file: str) -> None:
    """What editors add to stories that are compared: rulings, freezes, reply links; prints what is there."""
    desk, strings = _desk(), json.loads(Path(file).read_text(encoding="utf-8"))
    replies: list[str] = []
    for number, text in enumerate(strings):
        stories = list(Story.objects.exclude(comparison=None).order_by("pk"))
        story = stories[number % len(stories)]
        statements = list(Statement.objects.filter(comparison=story.comparison_id).order_by("pk"))
        if statements:
            one = statements[number // len(stories) % len(statements)]
            about = f"{one.version_id}:" + "+".join(f"{start}-{end}" for start, end in one.parts)
            address = f"{story.get_absolute_url()}rulings/statement/?statement={about}"
            typed = {"reason": text, "speaker": text[:100], "target_1": text[:100], "stance_1": "criticism"}
            _send(desk, address, "rulings/statement/", typed)
        story.articles.update(headline=text[:190], standfirst=text[:290], byline=text[:190])
        asked = {"for_whom": text[:190], "contact": text[:290], "message": text[:3900], "points": "1"}
        made = _send(desk, f"{story.get_absolute_url()}replies/", "replies/", asked)
        replies += re.findall(r"/reply/[\w-]{43}/", made.content.decode())
        query = urlencode({"q": text[:200], "speaker": text[:100]})
        desk.post(f"{story.get_absolute_url()}freeze/", {"query": query})
    _wait()
    counts = {model.__name__: model._default_manager.count() for model in _STORED}
    print(json.dumps({"counts": counts, "replies": list(dict.fromkeys(replies))}))


def _desk() -> Client:
    desk = Client(SERVER_NAME="127.0.0.1")
    desk.force_login(User.objects.get(username="admin"))
    return desk


def _row(text: str, story: str) -> dict[str, str]:
    told = f"Ann Lee, of the union, said: “{text}” The board told “{text[:200]}” that the pier was shut.\n\n{text}"
    return {
        "text": told,
        "headline": text,
        "standfirst": text,
        "byline": text,
        "url": text if ":" in text else f"https://news.example/{text}",
        "outlet": text[:100],
        "story": story[:190],
    }


def _page(text: str) -> str:
    told = f"<p>Bo Carr said: “{text}” It was the first time in many years that all boats stayed in the harbour.</p>"
    return f"<html><head><title>{text}</title></head><body><article><h1>{text}</h1>{told * 2}</article></body></html>"


def _file(name: str, content: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(re.sub(r"[\x00-\x1f]", " ", name), content.encode(errors="replace"))


def _send(desk: Client, address: str, action: str, typed: dict[str, str]) -> Any:  # noqa: ANN401 - Django's response
    """Fill in the form of a page that is sent to ``action``."""
    found = [one for one in forms_in(desk.get(address).content.decode()) if _is(one, action)]
    return desk.post(found[0].action or address, found[0].fields | typed) if found else None


def _is(form: Form, action: str) -> bool:
    return form.method == "post" and form.action.partition("?")[0].endswith(action)


def _wait() -> None:
    until = time.monotonic() + _PATIENCE
    unfinished = (JobState.WAITING, JobState.RUNNING)
    while Import.objects.filter(state__in=unfinished).exists() or Run.objects.going_on().exists():
        assert time.monotonic() < until, "the worker did not finish"
        time.sleep(0.5)
