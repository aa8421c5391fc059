"""The real server killed again and again while people work: nothing acknowledged is lost."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from engine import queries
from engine.database import Database, connect
from engine.tables import Draft, Incident, Job, Mail, ProcessInstance, Submission, UserTask
from handlers.records.audits import Audit
from handlers.records.tables import DistributionRecord
from tests.faults.live_server import PATIENCE, LiveServer
from tests.faults.visitor import Gone, Visitor, filled, hidden

# When the server dies: a moment after something was sent, or just after it was answered.
DEATHS = [
    ("sent", "draft"),
    ("answered", "draft"),
    ("sent", "submit"),
    ("answered", "submit"),
    ("sent", "save"),
    ("making", "pdf"),
]
MOMENT = 0.02
DONE = [
    "audit_case",
    "check_list",
    "create_case_note",
    "decide_dispensation",
    "give_case_details",
    "reflect",
    "review_case",
    "use_in_supervision",
]


class Story:
    """A server, those who work at it, and what they were told is safe."""

    def __init__(self, server: LiveServer, database: Database) -> None:
        self.server, self.database = server, database
        self.deaths = list(DEATHS)
        self.drafts: dict[tuple[str, str], str] = {}
        self.submitted: set[str] = set()

    def watch(self, when: str, kind: str) -> None:
        """Kill the server if this is how it is to die next."""
        if self.deaths[:1] != [(when, kind)]:
            return
        self.deaths.pop(0)
        # This very process: one that comes after it must not die of a timer that was slow.
        doomed = self.server.process
        assert doomed is not None
        threading.Timer(MOMENT, doomed.kill).start() if when == "sent" else doomed.kill()

    def visit(self, person: str) -> None:
        """Somebody does all there is to do, and begins again whenever the server has died."""
        visitor, signed_in = Visitor(self.server.address, person, self.watch), False
        while True:
            try:
                if not signed_in:
                    visitor.sign_in()
                    signed_in = True
                while paths := inbox(visitor.get("/tasks")):
                    self.do(visitor, paths[0])
                return
            except Gone:
                self.restart()

    def restart(self) -> None:
        """The next server; what was acknowledged is looked for at once."""
        self.server.gone()
        self.server.start()
        with self.database.read() as db:
            for (task, key), words in self.drafts.items():
                rows = db.scalars(select(Draft).filter_by(user_task_id=UUID(task))).all()
                kept = [row for row in rows if words in str(row.answers)]
                assert kept or task in self.finished(db), f"the draft of {key} is lost"

    def finished(self, db: Any) -> set[str]:
        """The user tasks that are completed."""
        return {str(one) for one in db.scalars(select(Submission.user_task_id))}

    def do(self, visitor: Visitor, path: str) -> None:
        """Complete one user task, from the first page to the confirmation."""
        page, task = visitor.get(path), path.rpartition("/")[2]
        sections = page.xpath("//a[contains(@class, 'task-list__link')]/@href")
        for address in [s for s in sections if not s.endswith("/check")] or [path]:
            self.fill(visitor, task, address)
        form = pressed(visitor.get(f"{path}/check"))
        done = visitor.post("submit", f"{path}/check", hidden(form))
        self.submitted.add(task)
        assert "Submitted" in done.text_content(), done.text_content()

    def fill(self, visitor: Visitor, task: str, address: str) -> None:
        """Answer one page: the draft as scripts would save it, then the button."""
        form = pressed(visitor.get(address))
        fields = filled(form)
        words = [value for _, value in fields if value.startswith("Words number")]
        visitor.post("draft", form.get("data-draft-url"), fields)
        if words:
            self.drafts[task, address] = words[0]
        visitor.post("save", address, [*fields, ("_action", "continue")])

    def rest(self) -> None:
        """Wait until the server has nothing left to do."""
        until = time.monotonic() + PATIENCE
        while self.due():
            assert time.monotonic() < until, "the server did not come to rest"
            if self.deaths == [("making", "pdf")] and self.due("slow", "leased"):
                self.deaths.pop()
                self.server.kill()
                self.restart()
            time.sleep(0.02)

    def due(self, queue: str = "", state: str = "") -> int:
        """How many jobs are at work or could be."""
        states = [state] if state else ["ready", "leased"]
        query = select(func.count()).select_from(Job)
        query = query.where(Job.state.in_(states), Job.due_at <= datetime.now(UTC))
        with self.database.read() as db:
            return db.scalar(query.where(Job.queue == queue) if queue else query) or 0


def inbox(page: Any) -> list[str]:
    """The user tasks that wait."""
    return [link for link in page.xpath("//main//a/@href") if link.startswith("/tasks/")]


def pressed(page: Any) -> Any:
    """The form of the page's own, not the one to sign out with."""
    return page.xpath("//main//form")[0]


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    with LiveServer(tmp_path) as server:
        server.settle()
        server.start()
        database = connect(server.database)
        yield Story(server, database)
        database.close()


def test_nothing_acknowledged_is_lost_and_nothing_happens_twice(story: Story) -> None:
    with story.database.read() as db:
        audit = db.scalars(select(Audit).filter_by(category="CIN")).first()
    for person in (audit.social_worker, audit.auditor, audit.reviewer):
        story.visit(person)
        story.rest()
    assert story.deaths == []
    story.server.kill()
    judge(story, audit)


def judge(story: Story, audit: Audit) -> None:
    """What must hold whatever was killed when."""
    with story.database.read() as db:
        assert story.submitted <= story.finished(db)
        tasks = db.scalars(select(Submission.user_task_id)).all()
        assert len(set(tasks)) == len(tasks)
        done = select(UserTask.element_id).where(UserTask.id.in_(tasks))
        assert sorted(db.scalars(done)) == DONE
        assert list(queries.stalled(db, "main")) == []
        assert db.scalars(select(Incident.sentence)).all() == []
        for instance in db.scalars(select(ProcessInstance.id)):
            assert queries.verify_history(db, "main", instance) is None
        waiting = select(UserTask.element_id).filter_by(assignee=audit.auditor, state="open")
        with_auditor = Counter(db.scalars(waiting))
        assert set(with_auditor) == {"confirm_action", "offer_supervision_copy"}
        mails = db.scalars(select(Mail)).all()
        copies = db.scalars(select(DistributionRecord).filter_by(audit_id=audit.id)).all()
    assert {mail.state for mail in mails} == {"kept"}
    # Each recommended action is followed up, and reminded of, on its own.
    once = Counter((m.letter, m.recipient, m.business_key, tuple(m.attachments)) for m in mails)
    reminded = {key: times for key, times in once.items() if key[0] == "reminder_action"}
    assert sum(reminded.values()) == with_auditor["confirm_action"]
    assert {times for key, times in once.items() if key not in reminded} == {1}
    about = [mail for mail in mails if mail.business_key == audit.reference]
    mine = Counter(mail.letter for mail in about if mail.letter != "reminder_action")
    assert mine == {
        "issue_auditor": 1,
        "issue_reviewer_copy": 1,
        "ask_reflection": 1,
        "review_request": 1,
        "form_copy": len(copies),
    }
    assert {copy.stage for copy in copies} == {1, 2}
    assert len({(copy.stage, copy.document_id) for copy in copies}) == 2
