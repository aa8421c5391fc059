"""Every route of the application against every kind of person, made from the map of addresses."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from flask import Flask

from engine import queries
from handlers.directory.roles import ROLES
from handlers.directory.tables import PersonRole
from tests.web.access.expected import EXPECTED
from web import errors
from web.access.permission import declared

IN_CHARGE = ("information_governance", "head_of_qa")
METHODS = ("GET", "POST", "PUT", "DELETE")


@pytest.fixture
def waiting(parts, lend):
    """The user task that waits for the reader."""
    instance = lend()
    with parts.database.read() as db:
        [row] = queries.user_tasks(db, "main", instance)
    return row


def routes(app: Flask, task: str) -> Iterator[tuple[str, str, str]]:
    """Every endpoint with a method and an address of it; the user task there is one that exists."""
    known = {"user_task_id": task, "key": "book", "filename": "plumbline.css"}
    known |= {"process_key": "lending", "number": 1, "queue": "mail"}
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            values = {name: known.get(name, uuid4()) for name in rule.arguments}
            if rule.endpoint.startswith("diagrams."):
                values = {name: "lending" for name in rule.arguments}
            address = app.url_map.bind("localhost").build(rule.endpoint, values)
            for method in METHODS:
                if method in (rule.methods or ()):
                    yield rule.endpoint, method, address


def test_every_endpoint_is_in_the_table_and_declares_what_it_needs(app):
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert endpoints == set(EXPECTED)
    assert all(declared(app.view_functions[name]) for name in endpoints)


def test_who_is_not_signed_in_is_asked_to_sign_in(app, waiting):
    client = app.test_client()
    for endpoint, method, address in routes(app, waiting.id):
        answer = client.open(address, method=method, buffered=True)
        if EXPECTED[endpoint] == "token":
            assert answer.status_code == 401, endpoint
            continue
        asked = answer.status_code == 303 and "/sign-in?wanted=" in answer.location
        assert asked == (EXPECTED[endpoint] != "everyone"), (endpoint, answer.status_code)


@pytest.mark.parametrize("role", [*ROLES, "librarian", "no role at all"])
def test_a_stranger_with_any_role_finds_nothing_of_others(
    app, parts, sign_in, waiting, role, monkeypatch
):
    """The pages that refuse have tests of their own: here they are empty. What is for programs
    looks at no role before there is a token: one role says it for all."""
    with parts.database.write() as db:
        db.query(PersonRole).filter_by(person_id="stranger").delete()
        db.add(PersonRole(tenant_id="main", person_id="stranger", role=role, scope=""))
    client = sign_in("stranger")
    monkeypatch.setattr(errors, "page", lambda status, reference="": ("", status))
    for endpoint, method, address in routes(app, waiting.id):
        if endpoint == "account.sign_out" or (EXPECTED[endpoint] == "token" and role != "admin"):
            continue
        status = client.open(address, method=method, buffered=True).status_code
        if EXPECTED[endpoint] == "token":
            assert status == 401, (endpoint, method)
        elif EXPECTED[endpoint] == "theirs":
            assert status == 404, (endpoint, method)
        elif EXPECTED[endpoint] == "in charge":
            there = endpoint == "subject_access.overview" and role in IN_CHARGE
            assert (status == 404) == (not there), (endpoint, method, status)
        elif EXPECTED[endpoint] not in ("everyone", "signed_in"):
            allowed = role in EXPECTED[endpoint].split()
            assert (status == 403) == (not allowed), (endpoint, method, status)
        else:
            assert status not in (403, 500), (endpoint, method, status)


def test_a_view_that_declares_nothing_is_closed_to_everybody(app, sign_in):
    app.add_url_rule("/forgotten", "forgotten", lambda: "secrets")
    assert sign_in("boss").get("/forgotten").status_code == 403


def test_outside_a_demo_there_is_no_mailbox(sign_in, parts):
    client = sign_in("reader")
    assert client.get("/mailbox").status_code == 200
    parts.config.values["DEMO"] = "no"
    assert client.get("/mailbox").status_code == 404


def test_every_page_forbids_what_is_not_ours(app, sign_in, waiting):
    client = sign_in("reader")
    for address in ("/tasks", f"/tasks/{waiting.id}/book", "/nowhere", "/static/start.js"):
        headers = client.get(address, buffered=True).headers
        assert "default-src 'none'; script-src 'self';" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
    assert client.get("/tasks").headers["Cache-Control"] == "no-store"
