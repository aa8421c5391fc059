"""Clients of the tests: one that acts for people, one that is an administrator itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from web.clients import keeping
from web.clients.keeping import Wanted
from web.parts import Parts


@dataclass
class Program:
    """A program with its token; `person` is whom it acts for."""

    browser: FlaskClient
    token: str
    person: str = ""
    sent: dict[str, str] = field(default_factory=dict)

    def __call__(self, method: str, address: str, body: Any = None, **headers: str) -> TestResponse:
        told = {"Authorization": f"Bearer {self.token}"} | self.sent
        told |= {"Plumbline-Person": self.person} if self.person else {}
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        return self.browser.open(f"/api/v1{address}", method=method, json=body, headers=told)


@pytest.fixture
def make_client(parts: Parts) -> Callable[..., str]:
    def make(id: str, scopes: tuple[str, ...], **more: Any) -> str:
        wanted = Wanted(id, id.title(), scopes, **more)
        with parts.database.write() as db:
            return keeping.make(db, "main", wanted, by="boss", now=parts.clock.now())

    return make


@pytest.fixture
def people(app, make_client) -> Callable[[str], Program]:
    """A program of the inbox that acts for somebody."""
    token = make_client("portal", ("inbox",), for_people=True)
    return lambda person: Program(app.test_client(), token, person)


@pytest.fixture
def admin(app, make_client) -> Program:
    """A program that may do what an administrator may."""
    scopes = ("operations.read", "operations.act")
    return Program(app.test_client(), make_client("robot", scopes, roles=("admin",)))
