"""What the pages stand on, put together once by web.wiring and asked for with `parts()`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

from flask import current_app

from engine.changes import Changes
from engine.clock import Clock
from engine.database import Database
from engine.dispatch import Dispatcher
from engine.dispatch.keeper import Keeper
from engine.facade import Engine
from engine.releases import Releases
from engine.watch import Heartbeat, Measuring
from handlers.access.keeping import RolesOfTheDay
from handlers.alerts import Alerts
from handlers.approvals import posting
from handlers.directory.reading import holders
from handlers.mail.smtp import SmtpSender
from handlers.retention.counting import CountEveryNight
from handlers.settings import Settings
from web.access.decision import APPROVE
from web.configuration import Config
from web.memory import settle

KEY = "plumbline"


@dataclass(frozen=True)
class Parts:
    """One installation: its settings, database, engine, and the thread that runs its jobs.

    `letters` is what letters are told about the installation."""

    config: Config
    database: Database
    engine: Engine
    dispatcher: Dispatcher
    clock: Clock
    groups_of: Callable[[str], frozenset[str]]
    letters: Settings = field(default_factory=Settings)

    def start_jobs(self) -> None:
        """Start the threads that run jobs. On SQLite the lock says that no other server does."""
        self.dispatcher.start(alone=self.database.kind == "sqlite")
        self.keeper.start()

    def close(self) -> None:
        """Close the mail connection and the database; the dispatcher has been stopped before."""
        self.keeper.stop()
        self.heartbeat.end()
        sender = self.engine.context.send_mail
        if isinstance(sender, SmtpSender):
            sender.close()
        self.database.close()

    @cached_property
    def keeper(self) -> Keeper:
        """What comes round every minute beside the jobs."""
        context = self.engine.context
        return Keeper(
            [
                RolesOfTheDay(self.database, self.tenant, self.clock),
                self.heartbeat,
                Measuring(context),
                CountEveryNight(context),
                settle,
                Alerts(context, self.config.alerted, self.config.address),
            ]
        )

    @cached_property
    def heartbeat(self) -> Heartbeat:
        """That this process does jobs."""
        return Heartbeat(self.engine.context, self.dispatcher.works)

    @cached_property
    def changes(self) -> Changes:
        """The drafts of bundles' next versions."""
        return Changes(self.engine.context)

    @cached_property
    def releases(self) -> Releases:
        """Approvals, and the versions of bundles."""
        return Releases(
            self.engine.context,
            self.changes,
            may_approve=APPROVE,
            approvers=lambda session: [who for who, _ in holders(session, self.tenant, APPROVE)],
            post=posting(self.engine.context, self.letters),
            woken=self.dispatcher.wake,
        )

    @property
    def tenant(self) -> str:
        """The first part of every key in the database."""
        return self.config.text("TENANT")


def parts() -> Parts:
    """The parts of the application that serves this request."""
    return cast(Parts, current_app.extensions[KEY])
