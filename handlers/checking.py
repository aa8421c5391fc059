"""Everything that is wrong with a bundle: what the engine can tell, and what only handlers know."""

from __future__ import annotations

from pathlib import Path

from engine import checks
from engine.bundle import Bundle
from engine.checks import Entry, Family
from engine.model import Finding
from engine.registry import Registry
from handlers import framework
from handlers.directory import checking as directory
from handlers.documents import checking as documents
from handlers.letters import checking as letters
from handlers.records import checking as records
from handlers.replay import checking as replay
from handlers.reports import checking as reports
from handlers.retention import checking as retention
from handlers.scenarios import checking as scenarios
from handlers.simulation import checking as simulation

RULES = Path(__file__).with_name("rules")
PAPERS: tuple[Family, ...] = (letters, documents, reports, framework)
FAMILIES: tuple[Family, ...] = (
    *(directory, *PAPERS, records, retention, simulation, scenarios, replay),
)


def check(bundle: Bundle, registry: Registry) -> list[Finding]:
    """Every finding, errors first; [] when nothing is to be said. Never raises for bad content."""
    return checks.check(bundle, registry, FAMILIES)


def catalogue() -> list[Entry]:
    """Every rule that a finding can name: the engine's, and those that only handlers know."""
    return checks.catalogue(RULES)
