"""What is wrong with a bundle, before it is deployed. See README.md."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Protocol

from engine import paths
from engine.bundle import MANIFEST, Bundle
from engine.checks import (
    asked_decisions,
    clauses,
    decisions,
    expressions,
    files,
    foreign_expressions,
    form_answers,
    form_decisions,
    form_sections,
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
    table_answers,
    table_gaps,
    table_overlaps,
    table_unreachable,
    told_numbers,
    uncalled_compensation,
    variable_names,
    vendors,
)
from engine.checks.once import WEIGHT, once
from engine.checks.rulebook import Entry, catalogue
from engine.checks.subject import Subject
from engine.errors import BundleRefused
from engine.model import Finding
from engine.registry import Registry


class Family(Protocol):
    """A module of this package that looks at one side of a bundle."""

    __name__: str

    def findings(self, subject: Subject) -> Iterator[Finding]:
        """What it has to say."""
        ...


FAMILIES: tuple[Family, ...] = (
    *(files, reading, forms, offers, form_texts, letters, handlers, expressions, variable_names),
    *(foreign_expressions, vendors, form_decisions, form_settings, parameters, decisions),
    *(asked_decisions, form_sections, table_answers),
    *(form_answers, table_gaps, table_overlaps, table_unreachable, uncalled_compensation),
    *(naming, told_numbers, lanes, scripts, interchange, clauses),
)

ALONE: tuple[Family, ...] = (
    *(reading, expressions, foreign_expressions, vendors, variable_names, decisions),
    *(table_gaps, table_overlaps, table_unreachable, uncalled_compensation),
    *(naming, scripts, interchange),
)
SCRIPTS = "unspecified-scripts"

__all__ = ["Entry", "Family", "catalogue", "check", "check_file", "check_sketch"]


def check(bundle: Bundle, registry: Registry, more: Iterable[Family] = ()) -> list[Finding]:
    """Every finding, errors first; [] when nothing is to be said. Never raises for bad content.

    `more` are families of whoever is above the engine; they look at the same reading.
    """
    if wrong := list(paths.findings(bundle.files)):
        return wrong
    try:
        wrong = manifest.findings(bundle)
    except BundleRefused as refused:
        return refused.findings
    if wrong:
        return wrong
    subject = Subject.of(bundle, registry)
    others = (found for family in more for found in family.findings(subject))
    return _sorted((*_findings(subject, FAMILIES), *others))


def check_file(
    name: str,
    content: bytes,
    beside: Collection[str] = (),
    imported: Mapping[str, bytes] = MappingProxyType({}),
) -> list[Finding]:
    """Every finding about one diagram (.bpmn) or table (.dmn) that belongs to no bundle.

    Nothing is known of forms, handlers and people; what an activity leaves open is a warning. A
    script that is not run is an error, although the file can be played. `beside` are the paths of
    the files around it, which it may import; of `imported`, tables that it needs, nothing is said.
    """
    alone = Bundle({MANIFEST: b'key = "file"\n', **imported, paths.shown(name): content})
    found = _findings(Subject.of(alone, Registry([]), sketch=True, beside=beside), ALONE)
    own = [f for f in found if f.file not in imported]
    return _sorted(replace(f, level="error") if f.rule == SCRIPTS else f for f in own)


def check_sketch(bundle: Bundle, named: Collection[str] = ()) -> list[Finding]:
    """What can be said of a bundle's diagrams and tables by themselves.

    `named` processes are judged though they are marked as pictures. Raises BundleRefused only when
    bundle.toml cannot be read.
    """
    return _findings(Subject.of(bundle, Registry([]), sketch=True, named=named), ALONE)


def _findings(subject: Subject, families: Iterable[Family]) -> list[Finding]:
    found = (_named(f, family) for family in families for f in family.findings(subject))
    return _sorted(once(found))


def _sorted(found: Iterable[Finding]) -> list[Finding]:
    return sorted(dict.fromkeys(found), key=lambda f: (WEIGHT[f.level], f.file))


def _named(finding: Finding, family: Family) -> Finding:
    """The finding with the name of its rule: a family that gives none is one rule."""
    name = family.__name__.rpartition(".")[2].replace("_", "-")
    return finding if finding.rule else replace(finding, rule=name)
