"""The worker's part: looking whether somebody has to be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.context import Context
from engine.mailing import Letter, Origin, queue_mail
from engine.queries.health import GONE_AFTER
from engine.tables import Worker
from handlers.alerts import wording
from handlers.alerts.opened import cover, covered, opened_since
from handlers.directory.reading import holders

AGAIN_AFTER = timedelta(hours=1)
WHY = "Whoever looks after the service is told when something stands still."


@dataclass(frozen=True)
class Alerts:
    """Call it every minute. `roles` are told; nobody is when there are none.
    `address` is that of the site: what the letters link to asks to sign in."""

    context: Context
    roles: Sequence[str]
    address: str

    def __call__(self) -> None:
        """Write the letters that are due."""
        if self.roles:
            self.context.database.transact(self._incidents)
            self.context.database.transact(self._workers)

    def _incidents(self, session: Session) -> None:
        tenant, now = self.context.tenant, self.context.now()
        last = covered(session, tenant)
        if last is not None and now < last.told_at + AGAIN_AFTER:
            return
        found = opened_since(session, tenant, last.covered_to if last else None)
        if found is not None:
            link = self._link("operations/incidents")
            said = wording.about_incidents(found.groups, link)
            self._write(session, said, f"incidents:{found.latest.isoformat()}")
            cover(session, tenant, found.latest, now)

    def _workers(self, session: Session) -> None:
        now = self.context.now()
        gone = (Worker.tenant_id == self.context.tenant, Worker.seen_at < now - GONE_AFTER)
        query = select(Worker).where(*gone, Worker.told_at.is_(None))
        for row in session.scalars(query.with_for_update(skip_locked=True)).all():
            said = wording.about_worker(row, self._link("operations"))
            self._write(session, said, f"worker:{row.id}")
            row.told_at = now

    def _link(self, path: str) -> str:
        return f"{self.address.rstrip('/')}/{path}"

    def _write(self, session: Session, said: tuple[str, str], about: str) -> None:
        context = self.context
        origin = Origin(context.tenant, None, None, context.mail_domain)
        for person, address in holders(session, context.tenant, self.roles):
            key = f"alert:{about}:{person}"
            letter = Letter("alert", person, address, *said, WHY, key)
            queue_mail(session, origin, letter, context.now())
