"""One audit of the small council on a whole installation: pages, letters, jobs, as it is wired."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from engine import queries, tables
from engine.bundle import Bundle
from engine.clock import SetClock
from engine.worker import run_due
from handlers.directory.tables import Person, PersonRole
from handlers.mail.smtp import SmtpSender
from handlers.scenarios.audits.council import TENANT, draw, settle
from handlers.scenarios.audits.issuing import issue
from handlers.scenarios.audits.player import Player
from handlers.scenarios.filling import filled
from web.account.passwords import set_password
from web.app import create_app
from web.configuration import Config
from web.wiring import build

BEGIN = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
PASSWORD = "long enough to be good"
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class Browser:
    """Somebody's browser, which sends the token its pages hold, as a browser does."""

    def __init__(self, client: FlaskClient) -> None:
        self.client, self.token = client, ""
        self.get("/sign-in")

    def get(self, address: str) -> TestResponse:
        answer = self.client.get(address, buffered=True)
        found = TOKEN.search(answer.text) if answer.mimetype == "text/html" else None
        self.token = found[1] if found else self.token
        return answer

    def post(self, address: str, data: Mapping[str, Any]) -> TestResponse:
        """Post with the token of the page seen last that had one."""
        return self.client.post(address, data={**data, "csrf_token": self.token}, buffered=True)


class House(Player):
    """Tells an audit on an installation with these settings. `work` lets things go wrong."""

    def __init__(self, config: Config, bundle: Bundle, given: Mapping[str, Any]) -> None:
        self.clock, self.seen = SetClock(BEGIN), set()
        self.parts = build(config, self.clock)
        self.database, self.engine = self.parts.database, self.parts.engine
        with self.database.write() as session:
            settle(session)
            self.audit_id: UUID = draw(session, given)
        self.engine.deploy(bundle, by="owner")
        issue(self.engine, self.audit_id, "owner")
        self.app: Flask = create_app(parts=self.parts)

    def work(self) -> None:
        """Do what is due, whatever comes of it."""
        run_due(self.engine)

    def hang_up(self) -> None:
        """End the connection to the mail server."""
        sender = self.engine.context.send_mail
        assert isinstance(sender, SmtpSender)
        sender.close()

    def browser(self, person: str) -> Browser:
        """A browser in which somebody is signed in. Only in a demo."""
        made = Browser(self.app.test_client())
        answer = made.post("/sign-in/as", {"person": person})
        assert answer.status_code == 303, answer.text
        made.get("/accessibility")
        return made

    def administrator(self) -> Browser:
        """The browser of an administrator, who signs in with a password as in real life."""
        with self.database.write() as session:
            session.add(
                Person(tenant_id=TENANT, id="admin", name="Ada Admin", active=True,
                       email="admin@example.org", working_week=[1, 1, 1, 1, 1, 0, 0])
            )  # fmt: skip
            session.add(PersonRole(tenant_id=TENANT, person_id="admin", role="admin", scope=""))
            set_password(session, TENANT, "ada", "admin", PASSWORD, self.clock.now())
        made = Browser(self.app.test_client())
        answer = made.post("/sign-in", {"name": "ada", "password": PASSWORD})
        assert answer.status_code == 303, answer.text
        made.get("/accessibility")
        return made

    def waiting(self, element: str) -> tables.UserTask:
        """The open user task at this element."""
        [row] = [task for task in self.open() if task.element_id == element]
        return row

    def answers(self, element: str, **told: Any) -> dict[str, Any]:
        """Answers a careful person would give there."""
        row = self.waiting(element)
        form = self.engine.deployed(row.deployment_id).forms[str(row.form)]
        earlier = row.details.get("reviews")
        with self.database.read() as session:
            reviewed = earlier and queries.submission(session, TENANT, earlier).answers
        sections, context = row.details.get("sections"), row.details["context"]
        return filled(form, sections, context, reviewed, told)

    def rows(self, table: Any, **equal: object) -> list[Any]:
        with self.database.read() as session:
            return list(session.scalars(select(table).filter_by(**equal)))
