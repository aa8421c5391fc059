"""Finding a bundle on disk, with its forms."""

from __future__ import annotations

from pathlib import Path

import forms
import processes
from engine.bundle import Bundle

SHIPPED = Path(processes.__file__).parent


def bundle_at(folder: Path) -> Bundle:
    """The bundle in `folder`. Its forms lie in `folder`/forms, or with ours under the same name.

    BundleRefused when there is no bundle.toml.
    """
    own = folder / "forms"
    ours = Path(forms.__file__).parent / folder.resolve().name
    return Bundle.from_folders(folder, None if own.is_dir() else ours)


def shipped() -> list[Path]:
    """The bundles that come with Plumbline."""
    return sorted(path.parent for path in SHIPPED.glob("*/bundle.toml"))
