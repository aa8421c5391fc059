"""What is played: a bundle's definitions, calendar and parameters, read once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from engine.bundle import Bundle
from engine.calendar import Calendar, calendar_of
from engine.errors import BundleRefused
from engine.model import Finding
from engine.spiff import Definitions, drawn_processes, read

COUNTS_DAYS = b"working_day"


@dataclass(frozen=True)
class Material:
    """A bundle that can be played, and what is to be said about it."""

    definitions: Definitions
    calendar: Calendar
    parameters: Mapping[str, Any]
    findings: tuple[Finding, ...] = ()


def material_of(bundle: Bundle, asked: tuple[str, ...]) -> Material:
    """Read the bundle as a sketch; processes that are `asked` for run, whatever they are marked as.

    Raises BundleRefused for whatever `plumbline check` would refuse in the diagrams and tables,
    but for what is only FORMAL: that is a warning.
    """
    # Here, because a server on which nobody plays anything needs no rules.
    from engine.checks import check_sketch
    from engine.checks.safety import unsafe
    from engine.checks.standard import FORMAL

    _refuse(unsafe(bundle.files))
    named = _named(bundle, asked)
    wrong = [found for found in check_sketch(bundle, named) if found.level == "error"]
    _refuse(found for found in wrong if found.rule not in FORMAL)
    definitions = read(bundle, sketch=True, named=named)
    said = (*(replace(found, level="warning") for found in wrong), *definitions.findings)
    return Material(definitions, _calendar(bundle), bundle.parameters, said)


def _refuse(findings: Iterable[Finding]) -> None:
    if found := list(findings):
        raise BundleRefused(found)


def _named(bundle: Bundle, asked: tuple[str, ...]) -> frozenset[str]:
    """Where nothing is marked as executable the diagrams are a sketch, and everything is played."""
    processes = drawn_processes(bundle)
    if not any(one.executable for one in processes):
        asked = (*asked, *(one.id for one in processes if one.filled))
    return frozenset(asked)


def _calendar(bundle: Bundle) -> Calendar:
    """Bank holidays take a while to load, so only a bundle that counts working days has them."""
    counts = any(COUNTS_DAYS in content for content in bundle.files.values())
    return calendar_of(bundle, None if counts else frozenset())
