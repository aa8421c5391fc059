"""A council of four: two owners make changes, others approve them, and time is in hand."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from engine import queries
from engine.bundle import Bundle
from engine.changes import Changes
from engine.database import Database
from engine.registry import Grouping, Registry
from engine.releases import Releases
from engine.releases.telling import Notice
from tests import world
from tests.diagrams import bundle, chain, diagram, end, start, user
from tests.world import World

OWNERS = {"ann": {"owners"}, "ben": {"owners"}, "cai": {"owners"}, "dot": {"admin"}}
TOWN_OF = {"maya": "north", "noor": "south"}
ROLLOUT = '[rollout]\nby = "town"\ngroups = "towns"\nenough = 2\n'


def letter(step: str = "write", *, key: str = "letter") -> Bundle:
    """A process with one user task, rolled out by town."""
    asked = user(step, assignee='"maya"')
    drawn = diagram(key, start(), asked, end(), chain("begin", step, "done"))
    made = bundle(drawn, key="letters")
    files = dict(made.files)
    files["bundle.toml"] += ROLLOUT.encode()
    return Bundle(files)


class Studio(World):
    """A world with changes and releases."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.notices: list[tuple[Notice, str]] = []
        towns = Grouping("towns", self._towns, lambda _s, _t, person: TOWN_OF.get(person))
        context = self.engine.context
        object.__setattr__(context, "registry", Registry((), [towns]))
        object.__setattr__(context, "groups_of", groups_of)
        self.changes = Changes(context)
        self.releases = Releases(
            context,
            self.changes,
            may_approve={"owners"},
            approvers=lambda session: ["ann", "ben"],
            post=self._post,
            woken=lambda: None,
        )

    def change(self, content: Bundle, *, by: str = "ann") -> UUID:
        """A change of the bundle in force to this content."""
        made = self.changes.begin(content.key, "Another step", by=by)
        self.edit(made, content, by=by)
        return made

    def edit(self, change: UUID, content: Bundle, *, by: str = "ann") -> None:
        """Write every file of this content."""
        self.changes.write_many(change, dict(content.files), by=by)

    def ask(self, change: UUID, *, by: str = "ann", emergency: str = "") -> UUID:
        """Ask for an approval."""
        return self.releases.ask(change, by=by, note="Please look", emergency=emergency)

    def say(self, change: UUID, *, by: str, approve: bool = True, note: str = "Seen") -> str:
        """Approve what a change holds now, or send it back; the state afterwards."""
        found = self.releases.approval(change)
        assert found is not None
        digest = self.changes.view(change).digest
        told = {"by": by, "digest": digest, "note": note, "approve": approve}
        return str(self.releases.decide(found.id, **told).state)

    def approved(self, content: Bundle) -> UUID:
        """A change to this content that ben has approved."""
        made = self.change(content)
        self.ask(made)
        self.say(made, by="ben")
        return made

    def actions(self) -> list[str]:
        """What the audit log says of approvals and releases, in order."""
        with self.database.read() as session:
            found = queries.audit_log(session, "main").rows
        return [row.action for row in reversed(found)]

    @staticmethod
    def _towns(session: Session, tenant: str) -> list[str]:
        return ["north", "south"]

    def _post(self, session: Session, notice: Notice, reader: str) -> None:
        self.notices.append((notice, reader))


def groups_of(person: str) -> frozenset[str]:
    """The groups of the owners and of the world's people."""
    return frozenset(OWNERS.get(person) or world.GROUPS.get(person, ()))
