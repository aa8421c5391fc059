"""That this process is there and runs jobs."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import delete
from sqlalchemy.orm import Session

from engine.context import Context
from engine.database import upsert
from engine.tables import Worker

FORGOTTEN_AFTER = timedelta(days=1)


class Heartbeat:
    """Call it every minute; `end` when the process stops in order."""

    def __init__(self, context: Context, works: Callable[[], bool] = lambda: True) -> None:
        self._context = context
        self._works = works
        self._began = context.now()
        self._id = uuid4()
        self._begun = False

    def __call__(self) -> None:
        """Write that it is alive, and forget workers that are gone for a day. A process whose
        jobs are not done any more keeps silent, and is missed."""
        if not self._works():
            return
        self._context.database.transact(self._beat)
        self._begun = True

    def end(self) -> None:
        """It stops in order: nobody is to miss it."""
        if self._begun:
            mine = (Worker.tenant_id == self._context.tenant, Worker.id == self._id)
            with self._context.database.write() as session:
                session.execute(delete(Worker).where(*mine))
            self._begun = False

    def _beat(self, session: Session) -> None:
        now, tenant = self._context.now(), self._context.tenant
        row = {
            "tenant_id": tenant,
            "id": self._id,
            "host": socket.gethostname()[:200],
            "pid": os.getpid(),
            "started_at": self._began,
            "seen_at": now,
        }
        upsert(session, Worker, row, ["seen_at"])
        old = (Worker.tenant_id == tenant, Worker.seen_at < now - FORGOTTEN_AFTER)
        session.execute(delete(Worker).where(*old))
