"""Errors: problem+json with a sentence that says what to do."""

import pytest
from django.test import Client

from tests.integration.api.conftest import Ask


@pytest.mark.usefixtures("harbour")
@pytest.mark.parametrize(
    ("address", "status", "detail"),
    [
        ("/stories/none", 404, "No Story matches the given query."),
        ("/nothing/here", 404, "There is nothing at this address; openapi.json lists what there is."),
        ("/stories?sied=Labour", 422, "There is no parameter “sied” here: leave it out or correct it."),
        (
            "/stories?limit=0",
            422,
            "Some values cannot be used: query limit: Input should be greater than or equal to 1.",
        ),
    ],
)
def test_what_is_wrong_is_said(ask: Ask, address: str, status: int, detail: str) -> None:
    found, told = ask(address)
    assert (found, told["status"], told["detail"]) == (status, status, detail)


def test_a_wrong_method_names_the_right_one(client: Client) -> None:
    refused = client.delete("/api/v1/stories")
    assert (refused.status_code, refused["Allow"], refused["Content-Type"]) == (405, "GET", "application/problem+json")
    assert refused.json()["detail"] == "This address does not take DELETE: use GET."


def test_the_description_names_every_address(client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()
    assert sorted(described["paths"]) == [
        "/api/v1/articles",
        "/api/v1/articles/{id}",
        "/api/v1/imports",
        "/api/v1/imports/{id}",
        "/api/v1/imports/{id}/rows",
        "/api/v1/search/articles",
        "/api/v1/search/statements",
        "/api/v1/stories",
        "/api/v1/stories/{slug}",
        "/api/v1/stories/{slug}/coverage",
        "/api/v1/stories/{slug}/findings",
        "/api/v1/stories/{slug}/framing",
        "/api/v1/stories/{slug}/points",
        "/api/v1/stories/{slug}/statements",
    ]
    problems = described["paths"]["/api/v1/stories"]["get"]["responses"]["422"]["content"]
    assert list(problems) == ["application/problem+json"]
