"""Whether bundle.toml is sound enough to work with a draft: what is shown needs its parameters."""

from __future__ import annotations

from engine.bundle import MANIFEST, Bundle
from engine.errors import BundleRefused
from engine.model import Finding


def wrong_with(bundle: Bundle) -> list[Finding]:
    """What is wrong with bundle.toml; [] when its parameters and its calendar can be used."""
    # Loaded when a process owner first asks: a server that only runs what it has needs no rules.
    from engine.checks import manifest

    try:
        return manifest.findings(bundle)
    except BundleRefused as refused:
        return refused.findings


def readable(bundle: Bundle) -> Bundle:
    """The bundle; with an empty bundle.toml when its own cannot be used, which the check says."""
    return Bundle({**bundle.files, MANIFEST: b""}) if wrong_with(bundle) else bundle


def trouble_with(bundle: Bundle) -> str:
    """The same as one sentence, "" when there is nothing wrong."""
    found = wrong_with(bundle)[:1]
    return "".join(f"{one.file}: {one.sentence} {one.remedy}" for one in found)
