"""Everything that is wrong with a bundle: what the engine can tell, and what only handlers know."""

from __future__ import annotations

from engine import checks
from engine.bundle import MANIFEST, Bundle
from engine.checks.subject import Subject
from engine.model import Finding
from engine.registry import Registry
from handlers.directory import checking as directory
from handlers.documents import checking as documents
from handlers.letters import checking as letters

ORDER = {"error": 0, "warning": 1, "advice": 2}


def check(bundle: Bundle, registry: Registry) -> list[Finding]:
    """Every finding, errors first; [] when nothing is to be said. Never raises for bad content."""
    found = checks.check(bundle, registry)
    if any(f.file == MANIFEST and f.level == "error" for f in found):
        return found
    subject = Subject.of(bundle, registry)
    found += [
        finding
        for family in (directory, letters, documents)
        for finding in family.findings(subject)
    ]
    return sorted(dict.fromkeys(found), key=lambda f: (ORDER[f.level], f.file))
