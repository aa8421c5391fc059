"""Lines of the audit log in words."""

from __future__ import annotations

from collections.abc import Mapping

from flask import url_for

from engine.tables import AuditLog
from web.operations.addresses import cause_address, incident_address, instance_address
from web.words import plain

WORDS: Mapping[str, str] = {
    "deploy": "Deployed a version",
    "retry": "Tried an incident again",
    "incident.assign": "Said who looks after a cause of incidents",
    "incident.note": "Noted something about a cause of incidents",
    "incident.resolve": "Closed an incident by hand",
    "cancel": "Cancelled an instance",
    "skip": "Skipped a step",
    "move": "Moved a token",
    "back": "Went back to an earlier step",
    "variables": "Changed variables",
    "due": "Changed a date",
    "suspend": "Suspended an instance",
    "resume": "Resumed an instance",
    "migrate": "Carried an instance over",
    "undo": "Took an operation back",
    "letter.resend": "Sent a letter again",
    "letter.test": "Sent a test letter",
    "job.hurry": "Tried a job at once",
    "queue.pause": "Stopped a queue",
    "queue.resume": "Let a queue go on",
    "role.give": "Gave a role",
    "role.end": "Ended a role",
    "person.add": "Added somebody",
    "person.leave": "Said that somebody has left",
    "person.address": "Corrected an address",
    "person.sign_out": "Signed somebody out",
    "identity.link": "Linked a work account",
    "identity.unlink": "Unlinked a work account",
    "client.make": "Added a program",
    "client.renew": "Gave a program another token",
    "client.end": "Ended a program",
    "client.act": "Did something through a program",
    "cover.arrange": "Arranged cover",
    "cover.end": "Ended cover",
    "content.unmask": "Opened the content of an instance",
    "content.view": "Looked at content",
    "content.mask": "Closed the content of an instance",
    "document.read": "Downloaded a document",
    "report.pack": "Downloaded a pack of reports",
    "approval.ask": "Asked for approval",
    "approval.approve": "Approved a change",
    "approval.send_back": "Sent a change back",
    "change.begin": "Began a change",
    "change.abandon": "Gave a change up",
    "release.carry": "Carried instances over to a version",
    "month.start": "Drew a month",
    "month.release": "Released a month",
    "hold.place": "Placed a legal hold",
    "hold.lift": "Lifted a legal hold",
    "erasure.do": "Erased somebody",
    "erasure.look": "Searched for somebody who was erased",
    "subject.export": "Took everything about somebody",
    "log.verify": "Verified every chain",
}
GROUPS: Mapping[str, str] = {
    "": "Everything",
    "letter": "Letters",
    "job": "Jobs",
    "queue": "Queues",
    "role": "Roles",
    "person": "People",
    "identity": "Work accounts",
    "client": "Programs",
    "cover": "Cover",
    "content": "Content that was shown",
    "document": "Documents",
    "retry": "Incidents tried again",
    "incident": "Incidents looked after",
    "cancel": "Instances cancelled",
    "deploy": "Deployments",
    "change": "Changes",
    "approval": "Approvals",
    "release": "Rollouts",
    "month": "Months",
    "hold": "Legal holds",
    "erasure": "Erasures",
    "subject": "Everything about somebody",
}
OF_INSTANCES = {
    "skip", "move", "back", "variables", "due", "suspend", "resume", "migrate", "undo", "cancel",
    "content.unmask", "content.view", "content.mask",
}  # fmt: skip
LONGEST = 200


def action_words(line: AuditLog) -> str:
    """What was done."""
    return WORDS.get(line.action, plain(line.action.replace(".", " ")))


def about_address(line: AuditLog) -> str:
    """The page of what it was done to; empty when there is none."""
    kind = line.action.partition(".")[0]
    if line.action in OF_INSTANCES:
        return instance_address(line.about)
    if line.action == "letter.resend":
        return url_for("operations_letters.letter", mail_id=line.about)
    if kind == "erasure":
        return url_for("operations_erasures.one", erasure_id=line.about)
    if kind == "job":
        return url_for("operations_jobs.one", job_id=line.about)
    if kind in ("role", "person", "cover"):
        return url_for("operations_access.one", person_id=line.about)
    if line.action in ("incident.assign", "incident.note"):
        return cause_address(line.about)
    return incident_address(line.about) if kind in ("retry", "incident") else ""


def told(line: AuditLog) -> list[tuple[str, str]]:
    """What was noted besides, as pairs of words."""
    return [(plain(key), _said(value)) for key, value in line.detail.items() if value]


def _said(value: object) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
