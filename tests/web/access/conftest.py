"""The house of which every state is asked, once for each file of tests."""

from __future__ import annotations

import shutil
from unittest import mock

import pytest

from engine.clock import SetClock
from engine.database import connect
from tests.web.access.house import House, furnished
from tests.web.installation import MONDAY, installed
from web import errors
from web.app import create_app
from web.configuration import Config


@pytest.fixture(scope="module")
def house(tmp_path_factory, sqlite_template) -> House:
    folder = tmp_path_factory.mktemp("house")
    shutil.copy(sqlite_template, folder / "plumbline.db")
    config = Config.from_environment({}, DATA=str(folder), DEMO="yes", SECRET="for tests only")
    parts = installed(config, connect(f"sqlite:///{folder / 'plumbline.db'}"), SetClock(MONDAY))
    app = create_app(parts=parts)
    app.config.update(WTF_CSRF_ENABLED=False)
    # The pages that refuse have tests of their own; here only the status is of interest.
    with mock.patch.object(errors, "page", lambda status, reference="": ("", status)):
        yield furnished(parts, app)
    parts.database.close()
