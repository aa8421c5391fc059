"""An installation whose people sign in by a provider, both served for a whole module."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from engine.clock import SetClock
from engine.database import connect
from tests.served import address, listening, served
from tests.web.installation import MONDAY, installed
from tests.web.single_sign_on.running import CLIENT, SECRET, Provider, Visitor, running
from web.app import create_app
from web.configuration import Config
from web.parts import Parts

ROLES = """
[[roles]]
value = "Audit administrators"
role = "admin"

[[roles]]
value = "Quality assurance"
role = "process_owner"
"""
PEOPLE = {
    sub: {"email": f"{person}@example.org", "email_verified": True, "roles": roles}
    for sub, person, roles in (
        ("s-reader", "reader", []),
        ("s-checker", "checker", ["Quality assurance", "Walking group"]),
        ("s-boss", "boss", ["Audit administrators"]),
        ("s-maya", "maya", []),
        ("s-noah", "noah", []),
        ("s-nobody", "nobody", []),
        ("s-stranger", "stranger", []),
        ("s-another", "reader", ["Audit administrators"]),
    )
}
PEOPLE["s-unverified"] = {"email": "boss@example.org", "email_verified": False, "roles": []}


@dataclass(frozen=True)
class House:
    """The service and its provider."""

    parts: Parts
    provider: Provider
    address: str

    def visitor(self) -> Visitor:
        """Somebody who has not signed in."""
        return Visitor(self.address)


@pytest.fixture(scope="module")
def house(tmp_path_factory, sqlite_template) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    shutil.copy(sqlite_template, folder / "plumbline.db")
    (folder / "roles.toml").write_text(ROLES)
    taken, port = listening(), _free_port()
    with running(port, address(taken), PEOPLE) as provider:
        config = Config.from_environment(
            {}, DATA=str(folder), SECRET="for tests only", ADDRESS=address(taken), DEMO="yes",
            SSO_ISSUER=provider.issuer, SSO_CLIENT_ID=CLIENT, SSO_CLIENT_SECRET=SECRET,
            SSO_ROLES=str(folder / "roles.toml"), SSO_NAME="a council account",
            SIGN_IN_PER_MINUTE="1000",
        )  # fmt: skip
        database = connect(f"sqlite:///{folder / 'plumbline.db'}")
        parts = installed(config, database, SetClock(MONDAY))
        app = create_app(parts=parts)
        app.config.update(WTF_CSRF_ENABLED=False)
        with served(app, taken) as where:
            yield House(parts, provider, where)
        database.close()


@pytest.fixture
def visitor(house: House) -> Callable[[], None]:
    return house.visitor()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]
