"""Whole installations for what goes wrong in them."""

from __future__ import annotations

import shutil
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import trustme

from engine.bundle import Bundle
from processes import bundle_paths
from tests.faults.house import House
from tests.handlers.mail.conftest import authority, start, trusted
from web.configuration import Config

__all__ = ["authority", "start", "trusted"]

Build = Callable[..., House]


@pytest.fixture(scope="session")
def bundle() -> Bundle:
    """The bundle that is shipped."""
    return Bundle.from_folders(*bundle_paths("peer_review_audit"))


def installed(
    folder: Path, template: Path, bundle: Bundle, given: dict[str, object], **settings: str
) -> House:
    """An audit begun on an installation in `folder`: a demo unless the settings say otherwise."""
    shutil.copy(template, folder / "plumbline.db")
    chosen = {"DATA": str(folder), "SECRET": "for tests", "DEMO": "yes", **settings}
    return House(Config.from_environment({}, **chosen), bundle, given)


@pytest.fixture
def build(tmp_path: Path, sqlite_template: Path, bundle: Bundle) -> Iterator[Build]:
    """Begin an audit on an installation with these settings, such as DEMO="no"."""
    made: list[House] = []

    def begin(given: dict[str, object] | None = None, **settings: str) -> House:
        folder = tmp_path / str(len(made))
        folder.mkdir()
        made.append(installed(folder, sqlite_template, bundle, given or {}, **settings))
        return made[-1]

    yield begin
    for house in made:
        house.parts.close()


@pytest.fixture
def tls(authority: trustme.CA) -> ssl.SSLContext:
    """A post office's certificate, under the name localhost."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost").configure_cert(context)
    return context
