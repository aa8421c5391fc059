"""Files from outside are parsed in a child process first, under limits of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.bundle import Bundle
from engine.checks import check_file, safety
from engine.errors import BundleRefused
from engine.spiff import read

HEAD = b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">'
FINE = HEAD + b'<process id="p"/></definitions>'
MANY = HEAD + b"<task/>" * 100_000 + b"</definitions>"


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> None:
    safety._SAFE.clear()


def test_files_are_parsed_apart_by_one_child(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    run = safety.subprocess.run
    monkeypatch.setattr(
        safety.subprocess, "run", lambda args, **more: (started.append(args), run(args, **more))[1]
    )
    files = {"a.bpmn": FINE, "b.bpmn": b"<not xml", "c.dmn": b"<d/>", "notes.md": b"\xff"}
    assert safety.unsafe(files) == []
    assert len(started) == 1
    assert safety.unsafe(files) == []
    assert len(started) == 1, "what was tried once is not tried again"


DIES = """
import json, sys
for path in json.load(sys.stdin)["files"]:
    print(json.dumps(path), flush=True)
    if path == "b.bpmn":
        sys.exit(9)
    print("ok", flush=True)
"""


def test_the_file_at_which_a_child_ends_is_named_and_the_others_are_tried(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    script = tmp_path / "dies.py"
    script.write_text(DIES)
    monkeypatch.setattr(safety, "SCRIPT", script)
    found = safety.unsafe({"a.bpmn": FINE, "b.bpmn": MANY, "c.bpmn": FINE + b"\n"})
    assert [(f.file, f.level, f.rule) for f in found] == [("b.bpmn", "error", "xml-too-costly")]
    assert all(f.sentence and f.remedy for f in found)


def test_a_file_that_takes_too_much_memory_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safety, "MEMORY", 1024 * 1024)
    assert [f.file for f in safety.unsafe({"b.bpmn": MANY})] == ["b.bpmn"]


def test_a_child_that_does_not_answer_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safety, "SECONDS", 0.001)
    [found] = safety.unsafe({"a.bpmn": FINE})
    assert found.rule == "xml-too-costly"


def test_what_is_too_costly_is_not_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safety, "SECONDS", 0.001)
    assert "xml-too-costly" in {f.rule for f in check_file("a.bpmn", FINE)}


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"<d>" + b" " * 1_000_001 + b"</d>", "xml-too-large"),
        (b"<!DOCTYPE d [<!ENTITY a 'b'>]><d>&a;</d>", "xml-document-type"),
        (b'<?xml version="1.0" encoding="UTF-7"?><d/>', "xml-encoding"),
    ],
    ids=["large", "entity", "utf-7"],
)
def test_reading_refuses_by_itself_too(content: bytes, rule: str) -> None:
    with pytest.raises(BundleRefused) as refused:
        read(Bundle({"bundle.toml": b"", "a.bpmn": content}))
    assert rule in {f.rule for f in refused.value.findings}
