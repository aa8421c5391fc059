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
import { PACKAGES } from './build/patches.mjs';
const [name, lost] = process.argv.slice(1);
const source = readFileSync(`node_modules/${name}/dist/index.js`, 'utf8');
const { patches } = PACKAGES[name];
const tried = lost === 'whole' ? source : source.replaceAll(patches[Number(lost)].anchor, '');
process.stdout.write(String(patched(tried, name).length > source.length));
"""


def node(package: str, lost: str) -> subprocess.CompletedProcess[str]:
    tool = runpy.run_path(str(ASSETS / "build_assets.py"))
    tools = tool["system_node"]() or tool["wheel_node"]()
    command = [*tools.node, "--input-type=module", "-e", PROGRAM, package, lost]
    return subprocess.run(command, cwd=ASSETS, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("package", ["feelin", "lezer-feel"])
def test_the_patches_fit_the_installed_version(package: str) -> None:
    assert node(package, "whole").stdout == "true"


@pytest.mark.parametrize(("package", "number"), [("feelin", "7"), ("lezer-feel", "0")])
def test_a_patch_without_its_place_stops_the_build(package: str, number: str) -> None:
    done = node(package, number)

    assert done.returncode != 0
    assert f"{package}: the place for" in done.stderr
    assert "was found 0 times, not once" in done.stderr


def test_the_lock_names_no_registry() -> None:
    lock = (ASSETS / "package-lock.json").read_text()

    assert "registry" not in lock
    assert '"resolved"' not in lock
