"""`distribution.send`: the form to everyone a table row chose, each with a record (R62 to R69)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from engine.database import insert_new_rows
from engine.registry import Function, handler
from engine.services import Services
from handlers.directory.resolve import holders
from handlers.directory.roles import words
from handlers.letters.context import parties
from handlers.letters.post import Desk, Posting
from handlers.records.audits import Audit
from handlers.records.finding import audit_of, version_of
from handlers.records.tables import DistributionRecord
from handlers.settings import Settings

LETTER = "form_copy"
# An audit always has them: where nobody is found, they have left, and nobody can be named instead.
PARTIES = frozenset({"team_manager", "peer_reviewer"})


@dataclass(frozen=True)
class Copy:
    """One copy: for whom, in which role, in which variant, and the table row that chose them."""

    person: str
    role: str
    variant: str
    rule: str


def distributing(settings: Settings) -> Function:
    """The handler for an installation."""

    @handler("distribution.send", outputs=("sent", "unresolved"))
    def send(
        services: Services,
        *,
        audit: str,
        stage: int,
        document: str,
        recipients: list[dict[str, str]],
    ) -> Mapping[str, object]:
        """Sends a form to the holders of the roles a table chose, and notes who got it and why."""
        with services.transaction() as session:
            row = audit_of(session, services.tenant, audit)
            desk = Desk(services, session, settings, row)
            desk.meet(parties(row))
            found = [(one, holders(session, row, one["role"])) for one in recipients]
            copies = list(copies_for(found))
            postings = [_posting(copy, stage, document) for copy in copies]
            attached = desk.post(postings)
            form = _form(services, session, row, stage, document)
            records = [_record(form, *one) for one in zip(copies, attached, strict=True)]
            insert_new_rows(session, DistributionRecord, records)
        missing = [one["role"] for one, who in found if not who and one["role"] not in PARTIES]
        return {"sent": len({copy.person for copy in copies}), "unresolved": missing}

    return send


def copies_for(found: Sequence[tuple[Mapping[str, str], Sequence[str]]]) -> Iterator[Copy]:
    """One copy for each person and role; the first row that chose them is the one recorded."""
    seen: set[tuple[str, str]] = set()
    for chosen, people in found:
        for person in people:
            if (person, chosen["role"]) not in seen:
                seen.add((person, chosen["role"]))
                yield Copy(person, chosen["role"], chosen["variant"], chosen["rule"])


def _posting(copy: Copy, stage: int, document: str) -> Posting:
    about = {"stage": stage, "variant": copy.variant, "rule": copy.rule}
    return Posting(LETTER, copy.person, words(copy.role), about, [document])


def _form(
    services: Services, session: Session, audit: Audit, stage: int, document: str
) -> dict[str, object]:
    """What the records of all copies have in common."""
    return {
        "tenant_id": services.tenant,
        "audit_id": audit.id,
        "stage": stage,
        "version": version_of(session, audit, stage),
        "document_id": UUID(document),
        "at": services.now,
        "activity_key": services.activity.key,
    }


def _record(form: Mapping[str, object], copy: Copy, attached: bool) -> dict[str, object]:
    which = {"person_id": copy.person, "role": copy.role, "variant": copy.variant}
    return {**form, **which, "id": uuid4(), "rule": copy.rule, "attached": attached}
