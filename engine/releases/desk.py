"""The one door to approvals and releases. Every method is one transaction; `by` is a person id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from engine import queries
from engine.bundle import Bundle
from engine.changes import Changes
from engine.commands.deploy import existing, require_sound
from engine.context import Context
from engine.deployments import prepare
from engine.model import Deployment
from engine.releases import carrying, deploying, rolling, standing
from engine.releases.approvals import Approvals
from engine.releases.deploying import Prepared
from engine.releases.model import AT_ONCE, ReleaseRefused, Roll
from engine.releases.recording import Story, sentences_of
from engine.releases.telling import Approvers, Post, Telling
from engine.tables import Release

FROM_THE_COMMAND_LINE = "was deployed from the command line in an emergency"
NOTE = "There is no note."
SAY_WHY = "Say why, for those who read it later."


class Releases(Approvals):
    """Approvals and versions of one installation. All raise NotFound, ReleaseRefused with the
    remedy, and BundleRefused; nothing was done then.

    `may_approve` are the groups whose members approve, `approvers` finds them, `post` writes to
    one of them, `woken` is told when there may be work.
    """

    def __init__(
        self,
        context: Context,
        changes: Changes,
        *,
        may_approve: Iterable[str],
        approvers: Approvers,
        post: Post,
        woken: Callable[[], None],
    ) -> None:
        super().__init__(context, changes, may_approve, Telling(context, approvers, post), woken)

    def deploy(
        self,
        change_id: UUID,
        *,
        by: str,
        note: str,
        roll: Roll = AT_ONCE,
        carry: Sequence[UUID] = (),
    ) -> Deployment:
        """Release what was approved, and carry these running instances over to it."""
        if carry and roll.how == "groups":
            raise ReleaseRefused("Some groups would have it first.", "Carry them over afterwards.")
        ready = self._ready(self._changes.bundle(change_id))

        def work(session: Session) -> Deployment:
            told = (session, self._context.tenant, change_id, ready.bundle.digest)
            found = deploying.approved(*told)
            authors = tuple(sorted(found.touched))
            story = Story("change", by, note.strip(), roll, authors, found.emergency, found)
            release = deploying.deploy(session, self._context, ready, story)
            due = roll.starts_at or self._context.now()
            self._carry(session, release.deployment_id, carry, by, story.note or found.note, due)
            return self._made(session, release)

        return self._transact(work)

    def deploy_files(
        self, bundle: Bundle, *, by: str, note: str = "", digest: str = "", emergency: str = ""
    ) -> Deployment:
        """Release a bundle that came as files: the first version, one approved under `digest`, or
        one in an emergency. What is in force stays; an earlier version is gone back to.
        """
        with self._context.database.read() as session:
            known = existing(session, self._context.tenant, bundle)
        if known is not None and known.active:
            return Deployment(known.id, known.key, known.digest, known.version, False)
        if known is not None and known.rollout_id is None:
            return self.go_back(known.key, known.version, by=by, note=note)
        ready = self._ready(bundle)

        def work(session: Session) -> Deployment:
            found = deploying.approved_files(session, self._context, bundle, digest, emergency)
            why = found.emergency if found else emergency.strip()
            authors = tuple(sorted(found.touched)) if found else ()
            story = Story("command", by, note.strip(), AT_ONCE, authors, why, found)
            release = deploying.deploy(session, self._context, ready, story)
            if found is None and why:
                self._telling.released(session, release, FROM_THE_COMMAND_LINE)
            return self._made(session, release)

        return self._transact(work)

    def go_back(self, bundle_key: str, version: int, *, by: str, note: str) -> Deployment:
        """Make a new version with the content of an earlier one, in force at once.

        It needs no other's approval, as it had one before; everybody who approves is told.
        """
        if not note.strip():
            raise ReleaseRefused(NOTE, SAY_WHY)
        which = (self._context.tenant, bundle_key, version)
        with self._context.database.read() as session:
            row = rolling.version_to_go_back_to(session, *which)
            files = queries.deployment_files(session, self._context.tenant, row.id)
        ready = self._ready(Bundle(files))

        def work(session: Session) -> Deployment:
            rolling.version_to_go_back_to(session, *which)
            story = Story("back", by, note.strip(), back_to=version)
            release = deploying.deploy(session, self._context, ready, story)
            what = f"has the content of version {version} again"
            self._telling.released(session, release, what)
            return self._made(session, release)

        return self._transact(work)

    def to_everybody(self, release_id: UUID, *, by: str) -> None:
        """Give a version that is being rolled out to everybody now."""
        self._transact(lambda s: rolling.to_everybody(s, self._context, release_id, by))

    def to_more(self, release_id: UUID, groups: Sequence[str], *, by: str) -> None:
        """Give a version on trial to more groups."""
        self._transact(lambda s: rolling.to_more(s, self._context, release_id, groups, by))

    def stop(self, release_id: UUID, *, by: str, note: str) -> None:
        """Let all new instances begin with the version in force again."""
        self._transact(lambda s: rolling.stop(s, self._context, release_id, by, note.strip()))

    def carry(self, deployment_id: UUID, instances: Sequence[UUID], *, by: str, note: str) -> None:
        """Let running instances be carried over to a version that is in force."""
        if not note.strip():
            raise ReleaseRefused(NOTE, SAY_WHY)

        def work(session: Session) -> None:
            now = self._context.now()
            self._carry(session, deployment_id, instances, by, note.strip(), now)

        self._transact(work)

    def _ready(self, bundle: Bundle) -> Prepared:
        """Read and checked outside the transaction, and held against what is in force."""
        require_sound(self._context, bundle)
        with self._context.database.read() as session:
            against = standing.in_force(session, self._context.tenant, bundle.key)
            old = self._context.deployments.get(session, against).bundle if against else None
        return Prepared(prepare(uuid4(), bundle), against, sentences_of(old, bundle))

    def _carry(
        self,
        session: Session,
        to: UUID,
        instances: Sequence[UUID],
        by: str,
        reason: str,
        due: datetime,
    ) -> None:
        row = queries.deployment(session, self._context.tenant, to)
        carrying.ask(session, self._context, row, instances, by, reason, due)

    def _made(self, session: Session, release: Release) -> Deployment:
        row = queries.deployment(session, self._context.tenant, release.deployment_id)
        return Deployment(row.id, row.key, row.digest, row.version, True)
