"""What is wrong is said once: at one element the rule speaks that says it most exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.checks import standard
from engine.model import Finding

WEIGHT = {"error": 0, "warning": 1, "advice": 2}
ALSO = {rule.name: rule.also for rule in standard.RULES if rule.also}


def once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings without those that a rule of the standard speaks for, at least as loudly."""
    found = list(findings)
    loudest: dict[tuple[str, str, str], int] = {}
    for finding in found:
        for name in ALSO.get(finding.rule, ()):
            said = finding.file, finding.element, name
            loudest[said] = min(WEIGHT[finding.level], loudest.get(said, len(WEIGHT)))
    for finding in found:
        said = finding.file, finding.element, finding.rule
        if loudest.get(said, len(WEIGHT)) > WEIGHT[finding.level]:
            yield finding
