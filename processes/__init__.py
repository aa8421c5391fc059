"""Where the bundles lie: a bundle's own folder here, its forms in forms/<key>."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).resolve().parent


def bundle_paths(key: str) -> tuple[Path, Path]:
    """The folder of the bundle and the folder of its forms, as `Bundle.from_folders` takes them."""
    return HERE / key, HERE.parent / "forms" / key


def bundle_keys() -> list[str]:
    """The keys of the bundles delivered with this installation, sorted."""
    return sorted(path.parent.name for path in HERE.glob("*/bundle.toml"))
