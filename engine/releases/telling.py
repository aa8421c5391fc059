"""Who is told of approvals and versions, and what; how it is worded and sent is given from above.

Nothing that somebody wrote freely about a change leaves with an approval's letter: notes may be
read where it is decided, behind the sign-in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from engine import queries
from engine.bundle import Bundle
from engine.context import Context
from engine.releases.model import ApprovalView
from engine.tables import Release

ASKED, APPROVED, SENT_BACK = "approval_asked", "approval_given", "approval_sent_back"
IN_FORCE = "version_in_force"


@dataclass(frozen=True)
class Notice:
    """Something that is told to several people, to each once for a `key`.

    `letter` names its wording in a bundle; `bundle` is the one in force, None when none is;
    `about` is all it may say; `page` is where its reader goes on.
    """

    letter: str
    bundle: Bundle | None
    about: Mapping[str, str]
    page: str
    key: str


# Whoever may approve, by their ids; and what writes a notice to one of them.
Approvers = Callable[[Session], Iterable[str]]
Post = Callable[[Session, Notice, str], None]


@dataclass(frozen=True)
class Telling:
    """The letters of one installation about approvals and versions."""

    context: Context
    approvers: Approvers
    post: Post

    def asked(self, session: Session, found: ApprovalView, title: str) -> None:
        """To all who may approve it: not to who asked, nor to who touched the change."""
        readers = [one for one in self.approvers(session) if one not in found.barred]
        self._tell(session, self._approval(session, found, ASKED, title, found.asked_by), readers)

    def answered(self, session: Session, found: ApprovalView, title: str, by: str) -> None:
        """To who asked and who touched the change, when it is approved or was sent back."""
        letter = {"approved": APPROVED, "sent_back": SENT_BACK}.get(found.state)
        if letter is not None:
            notice = self._approval(session, found, letter, title, by)
            self._tell(session, notice, sorted(found.barred - {by}))

    def released(self, session: Session, release: Release, what: str) -> None:
        """To all who may approve, of a version that none of them has approved."""
        row = queries.deployment(session, self.context.tenant, release.deployment_id)
        deployed = self.context.deployments.get(session, row.id)
        about = {
            "process": row.title,
            "version": str(row.version),
            "what": what,
            "by": release.by,
            "when": _when(self.context.now(), deployed.zone),
            "why": release.emergency or release.note,
        }
        page = f"studio/versions/{row.key}/{row.version}"
        notice = Notice(IN_FORCE, deployed.bundle, about, page, f"release:{release.id}")
        self._tell(session, notice, self.approvers(session))

    def _approval(
        self, session: Session, found: ApprovalView, letter: str, title: str, by: str
    ) -> Notice:
        bundle, process = self._in_force(session, found.against), found.bundle_key
        about = {
            "process": str(bundle.manifest.get("title", process)) if bundle else process,
            "change": title,
            "by": by,
            "emergency": "yes" if found.emergency else "",
        }
        page = f"studio/changes/{found.change_id}/approval"
        return Notice(letter, bundle, about, page, f"{letter}:{found.id}")

    def _in_force(self, session: Session, deployment: UUID | None) -> Bundle | None:
        if deployment is None:
            return None
        return self.context.deployments.get(session, deployment).bundle

    def _tell(self, session: Session, notice: Notice, readers: Iterable[str]) -> None:
        for reader in readers:
            self.post(session, notice, reader)


def _when(instant: datetime, zone: str) -> str:
    local = instant.astimezone(ZoneInfo(zone))
    return f"{local.day} {local:%B %Y at %H:%M}"
