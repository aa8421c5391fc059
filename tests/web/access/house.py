"""An installation where one person has something of everything, with a secret in all of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from engine import queries
from engine.incidents import open_incident
from engine.mailing import Letter, Origin, queue_mail
from engine.tables import Document, DocumentContent, Incident, Job
from handlers.directory.tables import PersonRole
from handlers.unmasking.opening import Asked, mask, unmask
from tests.web.access.states import THINGS
from web.parts import Parts

SECRET = "What nobody else may read"
OWNER, STRANGER = "reader", "stranger"
ADDRESSED = ("GET", "POST", "PUT", "DELETE")
Things = Mapping[str, object]


@dataclass(frozen=True)
class House:
    """`open` and `closed` are the owner's things by the name of their id in an address; `offered`
    is what waits for the librarians."""

    parts: Parts
    app: Flask
    open: Things
    closed: Things
    offered: Things
    clients: Mapping[str, FlaskClient]

    def give_role(self, role: str) -> None:
        """Let the owner and the stranger hold this role and no other."""
        with self.parts.database.write() as db:
            for person in (OWNER, STRANGER):
                db.query(PersonRole).filter_by(person_id=person).delete()
                db.add(PersonRole(tenant_id="main", person_id=person, role=role, scope=""))

    def ask(self, state: str, method: str, address: str) -> tuple[int, str]:
        """The status and the text of the answer to the owner, or for "others" to the stranger."""
        client = self.clients[OWNER if state.startswith("own") else STRANGER]
        answer = client.open(address, method=method, buffered=True)
        return answer.status_code, answer.get_data(as_text=True)

    def things(self, state: str) -> Things:
        """The things in this state."""
        if state == "for a role":
            return self.offered
        return self.closed if state.endswith("closed") else self.open

    def addresses(self, state: str) -> Iterator[tuple[str, str, str, str]]:
        """Every endpoint about a thing with a state: endpoint, thing, method, address."""
        things = self.things(state)
        with self.app.test_request_context():
            for rule in self.app.url_map.iter_rules():
                of = next((name for name in THINGS if name in rule.arguments), None)
                if of is None or rule.rule.startswith("/api/"):
                    continue
                values = {name: things.get(name, uuid4()) for name in rule.arguments}
                address = self.app.url_map.bind("localhost").build(rule.endpoint, values)
                for method in sorted((rule.methods or set()) & set(ADDRESSED)):
                    yield rule.endpoint, of, method, address


def furnished(parts: Parts, app: Flask) -> House:
    """Make it."""
    clients = {person: _signed_in(app, person) for person in (OWNER, STRANGER)}
    waiting, over, offered = _lending(parts), _lending(parts), _lending(parts)
    _write(parts, clients[OWNER], offered, send=True)
    with parts.database.read() as db:
        tasks = queries.user_tasks(db, "main", offered["instance_id"])
    offered["user_task_id"] = next(one.id for one in tasks if one.state == "open")
    parts.engine.cancel(over["instance_id"], by="boss", reason="Not needed")
    _write(parts, clients[OWNER], waiting, send=False)
    return House(parts, app, waiting, over, offered, clients)


def _signed_in(app: Flask, person: str) -> FlaskClient:
    client = app.test_client()
    client.post("/sign-in/as", data={"person": person})
    return client


def _lending(parts: Parts) -> dict[str, object]:
    who = {"reader": OWNER, "checker": "checker", "secret": SECRET}
    instance = parts.engine.start("lending", business_key="B-1", variables=who, by=OWNER)
    now = parts.clock.now()
    letter = Letter("notice", OWNER, f"{OWNER}@example.org", SECRET, SECRET, "Next", str(instance))
    with parts.database.write() as db:
        [task] = queries.user_tasks(db, "main", instance)
        mail = queue_mail(db, Origin("main", instance, "B-1", "example.org"), letter, now)
        job = db.scalars(
            select(Job.id).where(Job.instance_id == instance, Job.kind == "mail")
        ).one()
        document = _document(db, instance, now)
        incident = open_incident(
            db, "main", now=now, kind="handler", sentence="The printer is out", instance_id=instance
        )
        cause = db.get_one(Incident, ("main", incident)).cause
    ids = {"user_task_id": task.id, "mail_id": mail, "letter_id": mail, "job_id": job}
    ids |= {"incident_id": incident, "cause": cause, "document_id": document}
    return {"instance_id": instance, **ids, **_unmasked(parts, instance)}


def _document(db, instance: UUID, now) -> UUID:
    identity, digest = uuid4(), uuid4().hex
    db.add(DocumentContent(tenant_id="main", digest=digest, content=SECRET.encode()))
    db.flush()
    db.add(
        Document(
            tenant_id="main", id=identity, name="paper.txt", media_type="text/plain",
            size=len(SECRET), digest=digest, instance_id=instance, created_at=now,
        )
    )  # fmt: skip
    return identity


def _unmasked(parts: Parts, instance: UUID) -> dict[str, object]:
    """The owner has opened the content, as if they were an administrator."""
    asked = Asked(instance, OWNER, "To put it right", 60, ())
    with parts.database.write() as db:
        row = unmask(db, "main", asked, now=parts.clock.now(), mail_domain="example.org")
    words = {"part": "answers", "key": "book", "kind": "suspend"}
    return {"unmasking_id": row.id, "person_id": OWNER, **words}


def close(parts: Parts, things: Things) -> None:
    """Mask the content again."""
    with parts.database.write() as db:
        mask(db, "main", things["unmasking_id"], parts.clock.now())


def _write(parts: Parts, client: FlaskClient, things: Things, *, send: bool) -> None:
    page = f"/tasks/{things['user_task_id']}"
    client.post(f"{page}/book", data={"title": SECRET, "kind": "novel", "_complete": "yes"})
    client.post(f"{page}/reason", data={"because": SECRET, "_complete": "yes"})
    if send:
        client.post(f"{page}/check")
        close(parts, things)
