"""An administrator adds a client, gives it another token, ends it."""

from __future__ import annotations

import re

import pytest

from engine import queries

NEW = {
    "id": "case-system",
    "name": "Case system",
    "scopes": ["operations.read"],
    "roles": ["admin"],
    "reason": "Agreed with IT",
}


@pytest.fixture
def ada(sign_in):
    return sign_in("boss")


def token_of(answer) -> str:
    return re.search(r"plumbline_[\w-]{43}", answer.text).group()


def works(app, token: str) -> bool:
    told = {"Authorization": f"Bearer {token}"}
    return app.test_client().get("/api/v1/instances", headers=told).status_code == 200


def test_a_token_is_shown_once_and_works(ada, app):
    assert "There is no client" in ada.get("/operations/clients").text
    token = token_of(ada.post("/operations/clients/new", data=NEW))
    assert works(app, token)
    page = ada.get("/operations/clients/case-system").text
    assert "operations.read" in page
    assert token not in page
    assert "Case system" in ada.get("/operations/clients").text


def test_another_token_ends_the_first_and_ending_ends_both(ada, app, parts):
    first = token_of(ada.post("/operations/clients/new", data=NEW))
    address = "/operations/clients/case-system"
    second = token_of(ada.post(f"{address}/renew", data={"reason": "It was in a letter"}))
    assert (works(app, first), works(app, second)) == (False, True)
    assert ada.post(f"{address}/end", data={"reason": "Not needed"}).status_code == 303
    assert not works(app, second)
    assert ada.post(f"{address}/renew", data={"reason": "Again"}).status_code == 409
    with parts.database.read() as db:
        reasons = [line.detail.get("reason") for line in queries.audit_log(db, "main").rows]
    assert {"Agreed with IT", "It was in a letter", "Not needed"} <= set(reasons)


WRONG = (
    ({"reason": " "}, "Enter why it is made"),
    ({"id": "Case system"}, "Use 2 to 59 small letters"),
    ({"scopes": []}, "Select what it may ask for"),
    ({"ends_at": "31.3."}, "Enter a day, such as"),
    ({"ends_at": "2020-01-01"}, "Enter a day to come"),
)


def test_what_is_wrong_is_said_and_what_was_typed_stays(ada):
    for wrong, words in WRONG:
        page = ada.post("/operations/clients/new", data=NEW | wrong)
        assert page.status_code == 422, wrong
        assert words in page.text
        assert 'value="Case system"' in page.text


def test_nothing_is_renewed_or_ended_without_a_reason(ada):
    ada.post("/operations/clients/new", data=NEW)
    for act in ("renew", "end"):
        assert ada.post(f"/operations/clients/case-system/{act}").status_code == 422


@pytest.mark.parametrize("scope", ["inbox", "retention.export"])
def test_an_administrator_never_holds_the_token_of_a_program_that_reads_content(
    ada, make_client, scope
):
    assert scope not in ada.get("/operations/clients/new").text
    page = ada.post("/operations/clients/new", data=NEW | {"scopes": [scope], "for_people": "yes"})
    assert (page.status_code, "on the server" in page.text) == (422, True)
    make_client("portal", (scope,), for_people=True)
    again = ada.post("/operations/clients/portal/renew", data={"reason": "I would like to read"})
    assert (again.status_code, "plumbline_" in again.text) == (409, False)
    assert ada.post("/operations/clients/portal/end", data={"reason": "Over"}).status_code == 303
