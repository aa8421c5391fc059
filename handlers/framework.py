"""The address of the framework behind a bundle: pages link to it, so it must be safe to follow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.model import Finding

if TYPE_CHECKING:
    from engine.checks.subject import Subject

SETTING = "framework_address"
UNSAFE = "address-unsafe"


def safe(given: object) -> bool:
    """Whether a setting is an address to link to, or says that there is none."""
    return given == "" or (isinstance(given, str) and given.startswith("https://"))


def findings(subject: Subject) -> Iterator[Finding]:
    """An address that no page would link to."""
    found = subject.bundle.parameters
    if SETTING in found and not safe(found[SETTING]):
        sentence = "This address does not begin with https://, so no page would link to it."
        remedy = 'Write the whole address with https:// in front, or "" for no link.'
        yield Finding("error", "bundle.toml", SETTING, sentence, remedy, UNSAFE)
