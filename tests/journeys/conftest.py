"""A real Chromium on a real server. It skips aloud without one; REQUIRE_BROWSER=1 makes it fail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.chromium import VENDOR
from tests.journeys.people import People
from tests.journeys.serving import Council, begin, council_at, settle
from tests.once import once
from tests.served import listening, served
from tests.web.installation import app, clock, config, database, lend, parts

__all__ = ["app", "clock", "config", "database", "lend", "parts"]

# So that a step that fails says why, as a test does.
STEPS = ("auditing", "reviewing", "moderating")
pytest.register_assert_rewrite(*(f"tests.journeys.{name}" for name in STEPS))

TOLD = ("the server responded with a status of 4", "ERR_INTERNET_DISCONNECTED")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AXE = """rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"""
Axe = Callable[[Any], None]


@pytest.fixture
def server(app: Flask) -> Iterator[str]:
    """The address of the application, served by threads on a free port."""
    with served(app, listening()) as address:
        yield address


@contextmanager
def _browsing(browser: Any, address: str) -> Iterator[Callable[..., Any]]:
    """Opens a browser of its own for each person. Any error in its console fails the test."""
    contexts: list[Any] = []
    errors: list[str] = []

    def open_page(**options: Any) -> Any:
        given = {"viewport": {"width": 1280, "height": 900}, "locale": "en-GB", **options}
        context = browser.new_context(base_url=address, **given)
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda m: errors.append(m.text) if _bad(m) else None)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not errors, errors


@pytest.fixture
def new_page(browser: Any, server: str) -> Iterator[Callable[..., Any]]:
    """Opens a page in a browser of its own."""
    with _browsing(browser, server) as open_page:
        yield open_page


@pytest.fixture(scope="session")
def settled() -> Path:
    """A folder with the invented council, to copy."""
    return once("council", settle)


@pytest.fixture(scope="session")
def month_begun(settled: Path) -> Path:
    """The same after the month was begun: for stories that need no letter of that day."""
    return once("month_begun", lambda folder: begin(settled, folder)) / "council"


@pytest.fixture
def council(settled: Path, tmp_path: Path) -> Iterator[Council]:
    """The invented council at work, before any month is begun."""
    with council_at(settled, tmp_path / "council") as working:
        yield working


@pytest.fixture
def people(browser: Any, council: Council, axe: Axe) -> Iterator[People]:
    """The council's people, each with a browser of their own."""
    with _browsing(browser, council.address) as open_page:
        yield People(council, open_page, axe)


def _bad(message: Any) -> bool:
    """An error; but a page that answers 4xx on purpose, or is cut off, is told by its own test."""
    return message.type == "error" and not any(told in message.text for told in TOLD)


@pytest.fixture
def page(new_page: Callable[..., Any]) -> Any:
    return new_page()


@pytest.fixture
def axe() -> Axe:
    """Fails when axe finds a violation of WCAG 2.2 AA. Not by a script tag: the CSP forbids it."""
    source = (VENDOR / "test" / "axe.min.js").read_text()

    def run(page: Any) -> None:
        page.evaluate(source)
        found = page.evaluate(AXE, RULES)["violations"]
        assert not found, "\n".join(
            f"{page.url}: {v['id']} ({v['impact']}): {node['html'][:200]}"
            for v in found
            for node in v["nodes"]
        )

    return run
