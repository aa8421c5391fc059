"""What can be picked at a step: everything the bundle and the installation know by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engine.bundle import Bundle
from engine.deployments import forms_of
from engine.errors import BundleRefused
from engine.registry import Registry
from engine.spiff import drawn, tables
from handlers.directory import ROLES
from web.studio.diagrams.operations import operation_words

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Known:
    """Value and words of each choice, in the order people read them."""

    forms: Choices
    roles: Choices
    operations: Choices
    decisions: Choices
    processes: Choices


def known(bundle: Bundle, registry: Registry) -> Known:
    """Of a bundle that may be unfinished: what cannot be read offers nothing."""
    return Known(
        forms=_forms(bundle),
        roles=tuple(sorted(ROLES.items(), key=lambda role: role[1])),
        operations=_sorted((h.operation, operation_words(h)) for h in registry.handlers.values()),
        decisions=_decisions(bundle),
        processes=_processes(bundle),
    )


def _forms(bundle: Bundle) -> Choices:
    try:
        return _sorted((key, form.title or key) for key, form in forms_of(bundle).items())
    except BundleRefused:
        return ()


def _decisions(bundle: Bundle) -> Choices:
    try:
        return _sorted((one.id, one.name or one.id) for one in tables(bundle)[0])
    except BundleRefused:
        return ()


def _processes(bundle: Bundle) -> Choices:
    diagrams, _ = drawn(bundle)
    found = (graph for diagram in diagrams for graph in diagram.processes)
    return _sorted((graph.id, graph.name) for graph in found)


def _sorted(found: Iterable[tuple[str, str]]) -> Choices:
    return tuple(sorted(found, key=lambda one: one[1].lower()))
