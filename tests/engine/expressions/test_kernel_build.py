"""A lost patch stops the build: feelin may not be upgraded into silence."""

from __future__ import annotations

import runpy
import subprocess
from pathlib import Path

import pytest

ASSETS = Path(__file__).parents[3] / "web" / "assets"
PROGRAM = """
import { readFileSync } from 'node:fs';
import { patched } from './build/kernel.mjs';
import { PATCHES } from './build/patches.mjs';
const source = readFileSync('node_modules/feelin/dist/index.js', 'utf8');
const lost = process.argv[1];
const tried = lost === 'whole' ? source : source.replaceAll(PATCHES[Number(lost)].anchor, '');
process.stdout.write(String(patched(tried).length > source.length));
"""


def node(argument: str) -> subprocess.CompletedProcess[str]:
    tool = runpy.run_path(str(ASSETS / "build_assets.py"))
    tools = tool["system_node"]() or tool["wheel_node"]()
    command = [*tools.node, "--input-type=module", "-e", PROGRAM, argument]
    return subprocess.run(command, cwd=ASSETS, capture_output=True, text=True, check=False)


def test_the_patches_fit_the_installed_version() -> None:
    assert node("whole").stdout == "true"


@pytest.mark.parametrize("number", ["0", "7"])
def test_a_patch_without_its_place_stops_the_build(number: str) -> None:
    done = node(number)

    assert done.returncode != 0
    assert "was found 0 times, not once" in done.stderr


def test_the_lock_names_no_registry() -> None:
    lock = (ASSETS / "package-lock.json").read_text()

    assert "registry" not in lock
    assert '"resolved"' not in lock
