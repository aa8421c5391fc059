"""Every route about a thing against every role and every state of the thing."""

from __future__ import annotations

import pytest

from handlers.directory.roles import ROLES
from tests.web.access.house import SECRET
from tests.web.access.states import ALIKE, EVERYBODYS, STATES, THINGS, answer

# The gate refuses a role before it looks at the thing: one state says it for all.
TOLD_ONCE = {("refused", state) for state in STATES[1:]}
ANYBODY = ("no role at all", "librarian")
# A page that shows content to whom it belongs, or to whom it was opened.
HOLDS_CONTENT = "operations_unmasking.part"


def kind(status: int) -> str:
    """The answer of a status, as the table has it."""
    assert status < 500, status
    return {403: "refused", 404: "hidden"}.get(status, "shown")


@pytest.mark.parametrize("role", [*ROLES, *ANYBODY])
def test_each_answer_is_that_of_the_table(house, role):
    """What may be looked at is only looked at here; what may not be is asked for in every way."""
    house.give_role(role)
    for state in STATES:
        for endpoint, thing, method, address in house.addresses(state):
            expected = answer(endpoint, thing, role, state)
            if (expected == "shown" and method != "GET") or (expected, state) in TOLD_ONCE:
                continue
            status, _ = house.ask(state, method, address)
            asked = (endpoint, method, state, status)
            assert kind(status) == expected or _not_there(endpoint, status, expected), asked


def test_every_kind_of_thing_has_its_states_here_or_is_named_with_the_reason(house):
    named = {name for rule in house.app.url_map.iter_rules() for name in rule.arguments}
    assert named == {*THINGS, *ALIKE}


@pytest.mark.parametrize("role", ["admin", "information_governance", "process_owner", "miu"])
def test_content_of_others_is_masked_on_every_page(house, role):
    house.give_role(role)
    for state in ("others", "others closed", "for a role"):
        for endpoint, _, method, address in house.addresses(state):
            if method == "GET" and endpoint not in EVERYBODYS:
                _, text = house.ask(state, method, address)
                assert SECRET not in text, endpoint


def test_content_is_shown_to_the_administrator_who_opened_it_while_it_is_open(house):
    house.give_role("admin")
    shown = {}
    for state in ("own", "own closed"):
        for endpoint, _, method, address in house.addresses(state):
            if endpoint == HOLDS_CONTENT and method == "GET":
                shown[state] = (
                    SECRET in house.ask(state, "GET", address.replace("answers", "drafts"))[1]
                )
    assert shown == {"own": True, "own closed": False}


def _not_there(endpoint: str, status: int, expected: str) -> bool:
    """A part of a thing that this thing does not have is not found by anybody."""
    return expected == "shown" and status == 404 and endpoint in WITHOUT


# Beside the thing these need another one, which the things of the house do not have.
WITHOUT = {
    "operations_access_work_account.ask",
    "mailbox.attachment",
    "inbox.section",
    "inbox.done",
    "operations_processes.diagram",
}
