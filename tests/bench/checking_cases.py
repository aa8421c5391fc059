"""Checking after a change: whole bundles, a diagram of sixty nodes, and the child process alone."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import workloads
from measure import Row

from engine.bundle import Bundle
from engine.checks import check_file, safety
from engine.registry import Registry
from handlers.checking import check

TARGET = 300.0
NODES = 60
ROOT = Path(__file__).parents[2]
HEAD = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">'


def rows(folder: Path) -> list[Row]:
    """Milliseconds, the median of five contents that were never seen; `folder` is not needed."""
    check_file("first.bpmn", _diagram(0))
    check(_bundle(0), Registry())
    whole = sorted(_taken(lambda n=n: check(_bundle(n), Registry())) for n in range(1, 6))
    checked = sorted(_taken(lambda n=n: check_file("a.bpmn", _diagram(n))) for n in range(1, 6))
    apart = sorted(_taken(lambda n=n: safety.unsafe({"a.bpmn": _diagram(n)})) for n in range(6, 11))
    return [
        *_policy(),
        Row(f"check of a bundle of {NODES} nodes and a form", whole[2], "ms", TARGET),
        Row(f"check of a diagram of {NODES} nodes", checked[2], "ms", TARGET),
        Row("of that, parsing it in a child process", apart[2], "ms", 100.0),
    ]


POLICY = """
import sys, time
from pathlib import Path
import handlers
from engine.bundle import Bundle
from handlers.checking import check
from handlers.settings import Settings
root = Path(sys.argv[1])
bundle = Bundle.from_folders(root / "processes/peer_review_audit", root / "forms/peer_review_audit")
registry = handlers.registry(Settings(address="https://audits.example.org", demo=True))
edited = Bundle({**bundle.files, "case_audit.bpmn": bundle.files["case_audit.bpmn"] + b" "})
for one in (bundle, edited):
    began = time.process_time()
    assert not [f for f in check(one, registry) if f.level == "error"]
    print(time.process_time() - began)
"""


def _policy() -> list[Row]:
    """Processor time in a fresh process: the first check of all, and the one after an edit."""
    told = subprocess.run(
        [sys.executable, "-c", POLICY, str(ROOT)], capture_output=True, text=True, check=True
    )
    first, again = (float(line) * 1000 for line in told.stdout.split())
    return [
        Row("check of the whole policy, the first of a process", first, "ms", 2000.0),
        Row("check of the whole policy after an edit of a diagram", again, "ms", 2000.0),
    ]


def _taken(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _bundle(number: int) -> Bundle:
    """Twenty stages of user task, script and gateway, with conditions, results and a long form."""
    drawn = workloads.m2(NODES // 3).replace('id="began"', f'id="began" name="Change {number}"')
    return Bundle(
        {
            "bundle.toml": b'key = "stages"\n',
            "forms/case.form": json.dumps(workloads.form("case", 40)).encode(),
            "stages.bpmn": drawn.encode(),
        }
    )


def _diagram(number: int) -> bytes:
    """User tasks in a line, with a change by which the content is new."""
    tasks = "".join(f'<userTask id="t{n}" name="Ask reader {n}"/>' for n in range(NODES - 2))
    ids = ["s", *(f"t{n}" for n in range(NODES - 2)), "e"]
    flows = "".join(
        f'<sequenceFlow id="{a}_{b}" sourceRef="{a}" targetRef="{b}"/>' for a, b in pairwise(ids)
    )
    nodes = f'<startEvent id="s"/>{tasks}<endEvent id="e" name="Change {number}"/>'
    return f'{HEAD}<process id="p">{nodes}{flows}</process></definitions>'.encode()
