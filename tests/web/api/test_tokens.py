"""Who may use the API: tokens, scopes, and for whom."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine import queries
from web.clients import keeping
from web.clients.keeping import ClientRefused, Wanted
from web.clients.tables import Client


def asked(app, token="", **headers):
    told = {"Authorization": f"Bearer {token}"} if token else {}
    return app.test_client().get("/api/v1/user-tasks", headers=told | headers)


def test_without_a_token_one_is_asked_for(app):
    answer = asked(app)
    assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_cookie_opens_nothing(sign_in):
    assert sign_in("reader").get("/api/v1/user-tasks").status_code == 401


def test_the_token_itself_is_not_kept(people, parts):
    token = people("reader").token
    with parts.database.read() as db:
        row = db.get(Client, ("main", "portal"))
    assert token not in str(vars(row))


def test_a_scope_that_it_does_not_have_is_refused(app, make_client):
    token = make_client("counter", ("metrics",))
    answer = asked(app, token)
    assert answer.status_code == 403
    assert "scope inbox" in answer.json["detail"]


def test_who_may_not_act_for_people_is_refused(app, make_client):
    token = make_client("robot", ("inbox",), roles=("admin",))
    assert asked(app, token, **{"Plumbline-Person": "reader"}).status_code == 403
    assert asked(app, token).status_code == 403


def test_nobody_acts_for_who_does_not_work_here(people):
    assert people("nobody")("GET", "/user-tasks").status_code == 403


def test_a_token_runs_out(app, make_client, clock):
    token = make_client(
        "portal", ("inbox",), for_people=True, ends_at=clock.now() + timedelta(days=1)
    )
    assert asked(app, token, **{"Plumbline-Person": "reader"}).status_code == 200
    clock.at += timedelta(days=1)
    assert asked(app, token, **{"Plumbline-Person": "reader"}).status_code == 401


def test_a_new_token_ends_the_old_one_and_an_ended_client_has_none(people, parts, app):
    rita = people("reader")
    change = {"by": "boss", "now": parts.clock.now()}
    with parts.database.write() as db:
        token = keeping.renew(db, "main", "portal", **change)
    assert rita("GET", "/user-tasks").status_code == 401
    assert asked(app, token, **{"Plumbline-Person": "reader"}).status_code == 200
    with parts.database.write() as db:
        keeping.revoke(db, "main", "portal", **change)
    assert asked(app, token).status_code == 401
    with parts.database.read() as db:
        noted = [line.action for line in queries.audit_log(db, "main").rows]
    assert {"client.make", "client.renew", "client.end"} <= set(noted)


NONSENSE = (
    (Wanted("A b", "A", ("inbox",), for_people=True), "id"),
    (Wanted("ab", " ", ("inbox",), for_people=True), "name"),
    (Wanted("ab", "A", (), for_people=True), "scopes"),
    (Wanted("ab", "A", ("everything",), for_people=True), "scopes"),
    (Wanted("ab", "A", ("inbox",), ("emperor",)), "roles"),
    (Wanted("ab", "A", ("inbox",)), "roles"),
)


def test_a_client_that_makes_no_sense_is_refused_by_field(parts):
    for wanted, field in NONSENSE:
        with parts.database.write() as db, pytest.raises(ClientRefused) as refused:
            keeping.make(db, "main", wanted, by="boss", now=parts.clock.now())
        assert refused.value.field == field
