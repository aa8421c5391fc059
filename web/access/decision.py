"""The one decision. Pure: it asks nothing but the actor and the facts that were loaded for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from web.access.actor import Actor
from web.access.facts import (
    AuditFacts,
    DocumentFacts,
    ReportFacts,
    StartFacts,
    UnmaskingFacts,
    UserTaskFacts,
)


@dataclass(frozen=True)
class Decision:
    """Whether it is allowed, and why, in words fit for a log: no case content."""

    allowed: bool
    reason: str


Rule = Callable[[Actor, Any], Decision]
# Whoever holds one of these may approve what others have changed.
APPROVE = ("process_owner", "head_of_qa")


def decide(actor: Actor, action: str, resource: object = None) -> Decision:
    """Whether `actor` may carry out `action` on `resource`. What no rule allows is refused."""
    rule = RULES.get(action)
    return rule(actor, resource) if rule else Decision(False, f"there is no rule for {action}")


def _anyone(actor: Actor, _: object) -> Decision:
    return Decision(True, "signed in")


def _role(*roles: str) -> Rule:
    def rule(actor: Actor, _: object) -> Decision:
        return Decision(actor.has(*roles), f"needs the role {' or '.join(roles)}")

    return rule


def _named(*always: str) -> Rule:
    """For holders of the roles that the bundles name, which come as the resource."""

    def rule(actor: Actor, named: frozenset[str] | None) -> Decision:
        roles = (*always, *sorted(named or ()))
        return Decision(actor.has(*roles), f"needs the role {' or '.join(roles) or 'of nobody'}")

    return rule


def _concerned(actor: Actor, fact: UserTaskFacts) -> Decision:
    """A user task or an offer. Also for who was not fast enough: the page tells them so."""
    if actor.person in fact.people:
        return Decision(True, "it is theirs")
    if actor.stands_in(fact.people, fact.instance):
        return Decision(True, "they cover whose it is")
    held = fact.group in actor.groups
    return Decision(held, "it is for a role they hold" if held else "it is not theirs")


def _offered(actor: Actor, fact: StartFacts) -> Decision:
    if actor.person in fact.people:
        return Decision(True, "it is theirs")
    return Decision(not fact.groups.isdisjoint(actor.groups), "needs a role it is offered to")


def _read_audit(actor: Actor, fact: AuditFacts) -> Decision:
    standing = ", ".join(sorted(fact.standings))
    return Decision(bool(standing), standing or "no part in this audit")


def _read_document(actor: Actor, fact: DocumentFacts) -> Decision:
    if actor.person in fact.recipients:
        return Decision(True, "it was sent to them")
    return Decision(fact.of_own_audit, "it is of an audit they take part in, or they have no part")


def _read_reports(actor: Actor, fact: ReportFacts) -> Decision:
    allowed = fact.places is None or bool(fact.places)
    return Decision(allowed, "figures of their places" if allowed else "reads no report")


def _unmask(actor: Actor, fact: UnmaskingFacts | None) -> Decision:
    """An administrator asks; what is open is open to the one who asked alone."""
    if not actor.has("admin"):
        return Decision(False, "needs the role admin")
    return Decision(fact is None or fact.by == actor.person, "somebody else opened it")


RULES: dict[str, Rule] = {
    "account.own": _anyone,
    "inbox.read": _anyone,
    "cover.arrange": _anyone,
    "user_task.read": _concerned,
    "user_task.work": _concerned,
    "offer.take": _concerned,
    "start.list": _anyone,
    "start.send": _anyone,
    "start.read": _offered,
    "subject_access.review": _offered,
    "audit.list": _anyone,
    "audit.read": _read_audit,
    "document.read": _read_document,
    "list.read": _anyone,
    "absence.list": _anyone,
    "draw.read": _named(),
    "extract.import": _named(),
    "report.list": _read_reports,
    "report.read": _read_reports,
    "process.read": _anyone,
    "simulation.run": _named("process_owner"),
    "studio.read": _role("process_owner", "head_of_qa", "admin"),
    "studio.edit": _role("process_owner", "head_of_qa"),
    "studio.approve": _role(*APPROVE),
    "studio.deploy": _role("process_owner", "head_of_qa"),
    "mailbox.read": _anyone,
    "operations.read": _role("admin"),
    "operations.act": _role("admin"),
    "operations.unmask": _unmask,
    "access.read": _role("admin"),
    "access.manage": _role("admin"),
    "audit_log.read": _role("admin", "information_governance"),
    "retention.read": _role("admin", "information_governance"),
    "retention.act": _role("admin", "information_governance"),
    "retention.export": _role("information_governance"),
    "metrics.read": _anyone,
    "client.manage": _role("admin"),
}
