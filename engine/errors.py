"""One exception kind per refusal: the docstring says when; `str()` is fit for a person to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from engine.model import Finding


class PlumblineError(Exception):
    """Anything the engine refuses or cannot do."""


class BundleRefused(PlumblineError):
    """A bundle has errors and was not deployed; `findings` names each with its remedy."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = list(findings)
        first = self.findings[0]
        more = f" (and {len(self.findings) - 1} more)" if len(self.findings) > 1 else ""
        super().__init__(f"{first.file}: {first.element}: {first.sentence} {first.remedy}{more}")


class NotFound(PlumblineError):
    """There is no such process definition, instance, user task, incident or job."""


class NotAllowed(PlumblineError):
    """The person is neither the assignee nor in the group of candidates."""


class AlreadyDone(PlumblineError):
    """The user task is no longer open: somebody submitted it, or the process moved on."""

    def __init__(self, by: str | None, at: datetime | None, reason: str) -> None:
        self.by, self.at, self.reason = by, at, reason
        super().__init__(reason)


class OutOfDate(PlumblineError):
    """The page was made from an earlier version of the user task; the words sent are kept."""


class AnswersRefused(PlumblineError):
    """The answers do not satisfy the deployed form; `problems` says which and why."""

    def __init__(self, problems: Sequence[object]) -> None:
        self.problems = list(problems)
        super().__init__("; ".join(str(p) for p in self.problems) or "The answers were refused")


class InstanceClosed(PlumblineError):
    """The process instance has ended, so nothing more can be done to it."""


class InstanceSuspended(AlreadyDone):
    """The process instance is suspended: nothing moves until it is resumed. Words are kept."""

    def __init__(self, reason: str) -> None:
        super().__init__(None, None, reason)


class InstanceUnreadable(PlumblineError):
    """The stored state of an instance, or its version, cannot be read; nothing was changed."""

    elements = ()

    def __init__(self, sentence: str) -> None:
        super().__init__(f"The instance cannot be opened. {sentence}")


class OperationRefused(PlumblineError):
    """An operation by hand cannot be done there, or no longer; nothing was changed."""

    def __init__(self, sentence: str, remedy: str) -> None:
        self.sentence, self.remedy = sentence, remedy
        super().__init__(f"{sentence} {remedy}")


class PlanRefused(PlumblineError):
    """A migration plan cannot be kept, so none of its instances was touched; `reasons` by id."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        self.reasons = dict(reasons)
        told = "; ".join(f"{id}: {reason}" for id, reason in self.reasons.items())
        super().__init__(f"Nothing was carried over. {told}")


class HandlerFailed(PlumblineError):
    """A handler could not do its work. An administrator reads the message: no case content."""


class Permanent(HandlerFailed):
    """Trying again will not help: an incident is opened at once."""


class BpmnError(PlumblineError):
    """A handler reports a business error that an error boundary event may catch by `code`."""

    def __init__(self, code: str, sentence: str = "") -> None:
        self.code = code
        super().__init__(sentence or code)


class LeaseLost(PlumblineError):
    """Another worker has taken this job over; the present attempt must leave no trace."""


class MailServerDown(HandlerFailed):
    """The mail server cannot be reached at all: no fault of the letter, all mail waits."""


class MailDelayed(HandlerFailed):
    """The mail server says "not now" (4xx): the letter is tried again later."""


class MailRefused(Permanent):
    """The mail server will never take this letter (5xx), or its address is not allowed."""


class DatabaseBusy(PlumblineError):
    """Other work held the database for too long; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("The database is busy. Nothing was changed. Try again in a moment.")


class SchemaRefused(PlumblineError):
    """The tables are not those of this version, or there are none."""


class AlreadyServed(PlumblineError):
    """Another server runs on this SQLite file."""

    def __init__(self, lock: str, owner: str) -> None:
        sentence = f"Another server (process {owner}) uses this database and holds {lock}."
        super().__init__(f"{sentence} Stop it first, or use PostgreSQL.")
