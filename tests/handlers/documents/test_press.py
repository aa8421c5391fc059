"""A page that is too much, a child that dies, a computer without Pango: each said clearly."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.errors import HandlerFailed, Permanent
from handlers.documents import press as module
from handlers.documents.press import MOST_HTML_BYTES, press

PAGE = '<!doctype html><html lang="en"><title>x</title><body>{}</body></html>'
Child = Callable[[str], None]


@pytest.fixture
def child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Child:
    """Puts a script of a few lines in the place of the child process."""

    def replace(script: str) -> None:
        program = tmp_path / "child"
        program.write_text(f"#!{sys.executable}\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setattr(module.sys, "executable", str(program))

    return replace


def test_a_page_becomes_a_pdf_the_same_every_time() -> None:
    first, second = (
        press(PAGE.format("<h1>Hello</h1>"), {}),
        press(PAGE.format("<h1>Hello</h1>"), {}),
    )
    assert first.content.startswith(b"%PDF-1.7")
    assert first.pages == 1
    assert first == second


def test_a_page_that_asks_for_a_file_fails_for_good_and_names_it() -> None:
    with pytest.raises(Permanent, match=r"“file:///etc/passwd”, which is not in the bundle"):
        press(PAGE.format('<img src="file:///etc/passwd">'), {})


def test_a_page_too_long_is_not_even_tried(child: Child) -> None:
    child("raise SystemExit('the child must not be asked')")
    with pytest.raises(Permanent, match="longer than 600 kB"):
        press(PAGE.format("x" * MOST_HTML_BYTES), {})


def test_a_page_nested_too_deeply_is_refused() -> None:
    with pytest.raises(Permanent, match="too much memory"):
        press(PAGE.format("<div>" * 3000), {})


def test_a_child_that_takes_too_long_is_stopped_and_may_be_tried_again(child: Child) -> None:
    child("import time; time.sleep(30)")
    with pytest.raises(HandlerFailed, match=r"longer than 0\.3 seconds") as caught:
        press(PAGE.format(""), {}, seconds=0.3)
    assert not isinstance(caught.value, Permanent)


def test_a_child_killed_by_its_limits_may_be_tried_again(child: Child) -> None:
    child("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)")
    with pytest.raises(HandlerFailed, match="died") as caught:
        press(PAGE.format(""), {})
    assert not isinstance(caught.value, Permanent)


def test_without_pango_the_remedy_is_named(child: Child) -> None:
    said = json.dumps({"kind": "missing", "sentence": "no Pango"})
    child(f"import sys; sys.stderr.write('a warning\\n' + {said!r}); sys.exit(3)")
    with pytest.raises(Permanent, match=r"apt-get install libpango-1\.0-0 libpangoft2-1\.0-0"):
        press(PAGE.format(""), {})


def test_the_child_is_told_no_secrets(child: Child, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLUMBLINE_SECRET", "sesame")
    child("import os; print(1); print(sorted(os.environ))")
    told = press(PAGE.format(""), {}).content.decode()
    assert "PATH" in told
    assert "PLUMBLINE" not in told
