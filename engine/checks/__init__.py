"""What is wrong with a bundle, before it is deployed. See README.md."""

from __future__ import annotations

from engine.bundle import Bundle
from engine.checks import (
    decisions,
    expressions,
    files,
    foreign_expressions,
    form_decisions,
    form_settings,
    form_texts,
    forms,
    handlers,
    interchange,
    lanes,
    letters,
    manifest,
    naming,
    offers,
    parameters,
    reading,
    scripts,
    variable_names,
)
from engine.checks.subject import Subject
from engine.errors import BundleRefused
from engine.model import Finding
from engine.registry import Registry

FAMILIES = (
    *(files, reading, forms, offers, form_texts, letters, handlers, expressions, variable_names),
    *(foreign_expressions, form_decisions, form_settings, parameters, decisions),
    *(naming, lanes, scripts, interchange),
)

__all__ = ["check"]


def check(bundle: Bundle, registry: Registry) -> list[Finding]:
    """Every finding, errors first; [] when nothing is to be said. Never raises for bad content."""
    try:
        wrong = manifest.findings(bundle)
    except BundleRefused as refused:
        return refused.findings
    if wrong:
        return wrong
    subject = Subject.of(bundle, registry)
    found = [finding for family in FAMILIES for finding in family.findings(subject)]
    order = {"error": 0, "warning": 1, "advice": 2}
    return sorted(dict.fromkeys(found), key=lambda f: (order[f.level], f.file))
