"""Every operation of the API against every scope, every role and every state of the thing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from werkzeug.test import TestResponse

from handlers.directory.roles import ROLES
from tests.web.access.expected_operations import BY_SCOPE
from tests.web.access.house import OWNER, SECRET, STRANGER, House
from tests.web.access.states import BY_ROLE, STATES, THEIRS
from web.api.operation import OPERATIONS
from web.clients import keeping
from web.clients.keeping import Wanted
from web.clients.scopes import SCOPES

EXPECTED = {
    name: (scope, roles) for scope, (roles, names) in BY_SCOPE.items() for name in names.split()
}
KNOWN = {"process_key": "lending", "queue": "mail"}
NOBODYS = "00000000-0000-0000-0000-000000000000"


@pytest.fixture(scope="module")
def tokens(house: House) -> dict[str, str]:
    """Of a program that may ask for everything for anybody, and of one that may for nothing."""
    made, now = {}, house.parts.clock.now()
    with house.parts.database.write() as db:
        for name, scopes in (("everything", tuple(SCOPES)), ("nothing", ("metrics",))):
            wanted = Wanted(name, name, scopes, for_people=True)
            made[name] = keeping.make(db, "main", wanted, by="boss", now=now)
    return made


def operations(house: House, state: str) -> Iterator[tuple[str, str, str, set[str]]]:
    """Each operation about a thing in this state: name, method, address, and what is not there."""
    things = KNOWN | dict(house.things(state))
    for one in OPERATIONS:
        values = {name: str(things.get(name, NOBODYS)) for name in one.places}
        address = "/api/v1" + one.address.format(**values)
        yield one.name, one.method, address, one.places.keys() - things.keys()


def asked(house: House, token: str, state: str, method: str, address: str) -> TestResponse:
    """The answer to a program that acts for the owner, or for "others" for the stranger."""
    person = OWNER if state.startswith("own") else STRANGER
    told = {"Authorization": f"Bearer {token}", "Plumbline-Person": person}
    return house.app.test_client().open(address, method=method, headers=told)


def test_every_operation_is_in_the_table_with_its_scope():
    assert {one.name: one.scope for one in OPERATIONS} == {
        name: scope for name, (scope, _) in EXPECTED.items()
    }


def test_without_the_scope_nobody_is_let_in(house, tokens):
    house.give_role("admin")
    for name, method, address, _ in operations(house, "own"):
        answer = asked(house, tokens["nothing"], "own", method, address)
        assert answer.status_code == 403, name


@pytest.mark.parametrize("role", [*ROLES, "no role at all"])
def test_with_the_scope_it_is_still_the_role_that_decides(house, tokens, role):
    house.give_role(role)
    for name, method, address, _ in operations(house, "own"):
        roles = EXPECTED[name][1].split()
        if roles != ["theirs"] and role not in roles:
            answer = asked(house, tokens["everything"], "own", method, address)
            assert answer.status_code == 403, (name, answer.status_code)


@pytest.mark.parametrize("role", ["admin", "information_governance", "librarian"])
@pytest.mark.parametrize("state", STATES)
def test_what_may_be_read_is_there_in_every_state_and_holds_no_content_of_others(
    house, tokens, role, state
):
    house.give_role(role)
    for name, method, address, missing in operations(house, state):
        roles = EXPECTED[name][1].split()
        theirs = roles == ["theirs"]
        if method != "GET" or not (theirs or role in roles):
            continue
        answer = asked(house, tokens["everything"], state, method, address)
        shown = not theirs or "user_task_id" not in address_of(name) or _shown(role, state)
        assert answer.status_code == (200 if shown and not missing else 404), (name, answer.text)
        assert theirs or SECRET not in answer.text, name


def address_of(name: str) -> str:
    """The address as it is declared."""
    return next(one.address for one in OPERATIONS if one.name == name)


def _shown(role: str, state: str) -> bool:
    return BY_ROLE.get((role, "user_task_id", state), THEIRS[state]) == "shown"
