"""One installation for the plain pages, with a change of the library, and reading their fields."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from engine.clock import SetClock
from tests.web.installation import MONDAY
from tests.web.people import employ
from tests.web.studio.conftest import employ_owners
from tests.web.studio.library import library
from web.app import create_app
from web.configuration import Config
from web.parts import Parts
from web.wiring import build

SCRIPT = {"X-Requested-With": "fetch"}
AREA = r'<textarea[^>]* name="([^"]*)"[^>]*>(.*?)</textarea>'
CHOICE = r'<select[^>]* name="([^"]*)"[^>]*>(.*?)</select>'
MAIL = "mail/lent/body.txt"
PAGE = "forms/book/asked.form"


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Parts]:
    """One installation for all of this, with every handler and the real check."""
    folder = tmp_path_factory.mktemp("library")
    shutil.copy(sqlite_template, folder / "plumbline.db")
    config = Config.from_environment({}, DATA=str(folder), DEMO="yes", SECRET="for tests only")
    made = build(config, SetClock(MONDAY))
    with made.database.write() as session:
        employ(session)
        employ_owners(session)
    yield made
    made.close()


@pytest.fixture(scope="module")
def app(parts: Parts) -> Flask:
    made = create_app(parts=parts)
    made.config.update(WTF_CSRF_ENABLED=False)
    return made


@pytest.fixture
def books(parts: Parts) -> UUID:
    """A change that Olive has begun, with every kind of file."""
    return parts.changes.begin_with("library", "Rare books", library(), by="olive")


@pytest.fixture
def here(books) -> str:
    return f"/studio/changes/{books}"


@pytest.fixture
def olive(sign_in) -> FlaskClient:
    return sign_in("olive")


def fields(page: str) -> dict[str, str]:
    """What a browser would post: the fields of the page as they are."""
    found = {}
    for tag in re.findall(r"<input[^>]*>", page):
        given = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        ticked = given.get("type") not in ("checkbox", "radio") or re.search(r"\bchecked\b", tag)
        if "name" in given and ticked and not given["name"].startswith("given."):
            found[given["name"]] = unescape(given.get("value", ""))
    for name, text in re.findall(
        r'<textarea[^>]* name="([^"]*)"[^>]*>(.*?)</textarea>', page, re.S
    ):
        found[name] = unescape(text).removeprefix("\n")
    for name, inside in re.findall(CHOICE, page, re.S):
        found[name] = re.findall(r"<option selected>([^<]*)", inside + "<option selected>")[0]
    return found


def kept(parts: Any, change: UUID, path: str) -> str:
    return parts.changes.file(change, path)[0].decode()
