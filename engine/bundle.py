"""A bundle: diagrams, tables, forms, letters and documents, deployed as one under one digest."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from engine.errors import BundleRefused
from engine.folders import no_manifest, read_folder, require_manifest
from engine.model import Finding
from engine.paths import MANIFEST
from forms import toml

__all__ = ["MANIFEST", "Bundle"]


@dataclass(frozen=True)
class Bundle:
    """`files` maps a path in the bundle (with "/") to its bytes; forms are under "forms/"."""

    files: Mapping[str, bytes]

    @classmethod
    def from_folders(cls, folder: Path, forms: Path | None = None) -> Bundle:
        """Read a bundle from disk. Raises BundleRefused when `folder` holds no bundle.toml, or
        anything that is not read from disk (engine/folders.py)."""
        require_manifest(folder)
        files = read_folder(folder)
        if forms is not None and forms.is_dir():
            files.update(read_folder(forms, "forms/"))
        return cls(dict(sorted(files.items())))

    @cached_property
    def digest(self) -> str:
        """SHA-256 over every path and content, in hexadecimal: the identity of a deployment."""
        total = hashlib.sha256()
        for path in sorted(self.files):
            content = self.files[path]
            named = f"{path}\0{len(content)}\0".encode(errors="surrogatepass")
            total.update(named + content)
        return total.hexdigest()

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """The content of bundle.toml. Raises BundleRefused when it is missing or unreadable."""
        try:
            return toml.read(self.files[MANIFEST])
        except KeyError:
            raise BundleRefused([no_manifest()]) from None
        except toml.TomlUnreadable as error:
            sentence = f"The file cannot be read: {error}."
            remedy = "Correct the line named."
            wrong = Finding("error", MANIFEST, "", sentence, remedy, "manifest")
            raise BundleRefused([wrong]) from error

    @property
    def key(self) -> str:
        """The bundle's name, for ever the same from version to version."""
        return str(self.manifest.get("key", ""))

    @property
    def title(self) -> str:
        """What people call the bundle."""
        return str(self.manifest.get("title", self.key))

    @property
    def parameters(self) -> dict[str, Any]:
        """The numbers and words an owner can change: `parameters` in every expression."""
        return dict(self.manifest.get("parameters", {}))

    def text(self, path: str) -> str:
        """The file at `path` as text. Raises KeyError when there is none."""
        return self.files[path].decode()

    def paths(self, suffix: str, under: str = "") -> list[str]:
        """The sorted paths that end in `suffix` and begin with `under`."""
        return [p for p in sorted(self.files) if p.endswith(suffix) and p.startswith(under)]
