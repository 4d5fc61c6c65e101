"""Forms as a person fills them in: read from the page with all their values, changed, and sent."""

from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from tests.integration.pages.reading import Element, read_html


@dataclass
class Filled:
    """A form of a page with what stands in its fields."""

    action: str
    fields: dict[str, str]
    buttons: dict[str, tuple[str, str]] = field(default_factory=dict)

    def send(self, client: Client, press: str = "", *, part_of: str = "", **changes: str) -> Any:  # noqa: ANN401 - a response of the test client
        """Change fields, press a button by its words, and send it: as a page, or as part of the page at an address."""
        name, value = self.buttons.get(press, ("", ""))
        assert not press or press in self.buttons, f"{press!r} is none of {list(self.buttons)}"
        data = self.fields | changes | ({name: value} if name else {})
        headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{part_of}"} if part_of else {}
        return client.post(self.action, data, headers=headers)


def filled(form: Element) -> Filled:
    """A form as it stands in the page."""
    fields = {one.attributes["name"]: one.attributes.get("value", "") for one in form.all("input")}
    fields |= {one.attributes["name"]: one.raw.removeprefix("\n") for one in form.all("textarea")}
    for choice in form.all("select"):
        options = choice.all("option")
        chosen = next((one for one in options if "selected" in one.attributes), options[0])
        fields[choice.attributes["name"]] = chosen.attributes["value"]
    buttons = {
        one.text: (one.attributes.get("name", ""), one.attributes.get("value", "")) for one in form.all("button")
    }
    return Filled(form.attributes["action"], fields, buttons)


def form_at(client: Client, address: str, action: str) -> Filled:
    """The form of a page whose address ends with ``action``."""
    response = client.get(address)
    assert response.status_code == 200
    forms = [
        one
        for one in read_html(response.content.decode()).all("form")
        if one.attributes.get("action", "").endswith(action)
    ]
    assert forms, f"no form of {address} is sent to {action}"
    return filled(forms[0])
