"""From what is known of audits to counts. Pure; README.md says what each measure counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from handlers.reports.content import content
from handlers.reports.cube import Cell, Counted, Cube
from handlers.reports.facts import AuditFact, Stage, Window
from handlers.reports.rules import Rules

EXCLUDED = "excluded"


def measure(facts: Iterable[AuditFact], window: Window, rules: Rules) -> Cube:
    """All counts of a report that come from audits."""
    cube: Cube = Counter()
    for fact in facts:
        for kind in KINDS:
            for name, labels in kind(fact, window, rules):
                cube[Cell(name, fact.place.area, fact.place.district, labels)] += 1
    return cube


def _completion(fact: AuditFact, window: Window, rules: Rules) -> Iterator[Counted]:
    """The audits of the month itself, as they stood when the figures were taken."""
    if fact.month != window.month:
        return
    status = _status(fact, rules)
    yield "completion", (status,)
    yield "category", (fact.category,)
    if status != EXCLUDED:
        yield "progress", (_step(fact),)


def _late(fact: AuditFact, window: Window, rules: Rules) -> Iterator[Counted]:
    """Audits of earlier months: submitted since the last report, or still outstanding."""
    if fact.month >= window.month:
        return
    first, status = fact.auditor, _status(fact, rules)
    if status != EXCLUDED and (first is None or _came_late(fact, first, window, rules)):
        yield "late", (fact.month, status)


def _came_late(fact: AuditFact, stage: Stage, window: Window, rules: Rules) -> bool:
    return window.holds(stage.at) and rules.days_late(fact.month, stage.at) > 0


def _days(fact: AuditFact, window: Window, rules: Rules) -> Iterator[Counted]:
    """Working days of each step that ended since the last report."""
    first, second = fact.auditor, fact.reviewer
    if first and window.holds(first.at):
        within = "no" if rules.days_late(fact.month, first.at) else "yes"
        yield "days", ("audit", within, str(rules.days(fact.issued_at, first.at)))
    if first and second and window.holds(second.at):
        yield step_days("review", rules.days(first.at, second.at), rules)
    for one in fact.moderations if second else ():
        if second and window.holds(one.at):
            name = "officer" if one.final else "moderation"
            yield step_days(name, rules.days(second.at, one.at), rules)
    if window.holds(fact.concluded_at) and fact.concluded_at:
        yield step_days("whole", rules.days(fact.issued_at, fact.concluded_at), rules)


def step_days(step: str, days: int, rules: Rules) -> Counted:
    """A step that took so many working days, against its target when it has one."""
    target = rules.targets.get(step)
    within = "none" if target is None else "yes" if days <= target else "no"
    return "days", (step, within, str(days))


def _findings(fact: AuditFact, window: Window, rules: Rules) -> Iterator[Counted]:
    """Grades and agreement of the audits concluded since the last report."""
    if not window.holds(fact.concluded_at):
        return
    for by, grades in (
        ("auditor", fact.auditor.grades if fact.auditor else {}),
        ("reviewer", fact.reviewer.grades if fact.reviewer else {}),
        ("final", fact.final),
    ):
        for section, grade in sorted(grades.items()):
            yield "grade", (by, section, grade)
    yield from _agreement(fact)
    yield from _moderation(fact)
    yield "reflection", (fact.reflection,)


def _agreement(fact: AuditFact) -> Iterator[Counted]:
    if fact.auditor is None or fact.reviewer is None:
        return
    first, second = fact.auditor.grades, fact.reviewer.grades
    for section in sorted(first.keys() & second.keys()):
        agreed = "yes" if first[section] == second[section] else "no"
        yield "agreement", (section, agreed, first[section], second[section])


def _moderation(fact: AuditFact) -> Iterator[Counted]:
    if not fact.moderations:
        yield "moderation", ("none",)
        return
    yield "moderation", ("officer" if fact.moderations[-1].final else "agreed",)
    if fact.auditor and fact.reviewer:
        yield "moderated", (_result(fact.auditor, fact.reviewer, fact.final.get("overall", "")),)


def _result(first: Stage, second: Stage, final: str) -> str:
    given = (first.grades["overall"], second.grades["overall"])
    if given == (final, final):
        return "unchanged"
    if final == given[0]:
        return "as_auditor"
    return "as_reviewer" if final == given[1] else "neither"


def _status(fact: AuditFact, rules: Rules) -> str:
    late = rules.days_late(fact.month, fact.auditor.at) if fact.auditor else None
    return rules.status(fact.state, late)


def _step(fact: AuditFact) -> str:
    if fact.concluded_at:
        return "concluded"
    return "reviewed" if fact.reviewer else "audited" if fact.auditor else "issued"


KINDS: tuple[Callable[[AuditFact, Window, Rules], Iterator[Counted]], ...] = (
    _completion,
    _late,
    _days,
    _findings,
    content,
)
