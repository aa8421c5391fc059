"""All families of differences, in the order in which an owner reads them."""

from __future__ import annotations

from engine.bundle import Bundle
from engine.differences import diagrams, files, forms, letters, manifest, tables
from engine.differences.model import Difference, version_of

FAMILIES = (manifest, diagrams, tables, forms, letters, files)


def differences(old: Bundle, new: Bundle) -> tuple[Difference, ...]:
    """Everything that changes from `old` to `new`; empty only when the two are the same.

    Raises BundleRefused when a form or bundle.toml of either cannot be read.
    """
    before, after = version_of(old), version_of(new)
    found = [d for family in FAMILIES for d in family.differences(before, after)]
    return (*found, *files.unsaid(before, after, found))
