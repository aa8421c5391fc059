"""What every command is given: the database, the time, and what the layers above hand down."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine import cascade
from engine.bundle import Bundle
from engine.claimed import Claimed
from engine.clock import Clock
from engine.covering import CoveringOf, covers_nobody
from engine.database import Database
from engine.deployments import Deployments
from engine.model import Finding, MailToSend
from engine.registry import Registry

SYSTEM = "system"
# What a sender answers when it keeps letters to be read here instead of sending them.
KEPT = "kept"

GroupsOf = Callable[[str], frozenset[str]]
SendMail = Callable[[MailToSend], str]
AddressOf = Callable[[str], str | None]
Jobs = Mapping[str, Callable[[Any, Claimed], None]]
Check = Callable[[Bundle, Registry], Sequence[Finding]]


def unchecked(bundle: Bundle, registry: Registry) -> Sequence[Finding]:
    """No finding: what cannot be read at all is refused by the deployment itself."""
    return ()


def unchanged(person: str) -> None:
    """No other address: letters go where they were written to."""


@dataclass(frozen=True)
class Context:
    """The surroundings of a command. `send_mail` returns the server's answer, or KEPT;
    `address_of` a person's address today, or None when the one a letter was written to holds;
    `covering_of` whom a person stands in for now;
    `records` says whether what instances are told is kept, to run them again another time;
    `jobs` does the kinds of jobs that are done above the commands;
    `left` is how much may still follow by itself from what is being done."""

    database: Database
    registry: Registry
    clock: Clock
    tenant: str
    groups_of: GroupsOf
    send_mail: SendMail
    check: Check
    deployments: Deployments
    mail_domain: str
    address_of: AddressOf
    covering_of: CoveringOf = covers_nobody
    records: bool = True
    jobs: Jobs = field(default_factory=dict)
    left: int = field(default_factory=lambda: cascade.ALLOWANCE)

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return self.clock.now()
