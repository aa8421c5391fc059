"""How urgent a line of the inbox is, and how it says so."""

from datetime import UTC, datetime

import pytest

from web.inbox.filters import Chosen
from web.inbox.listing import DUE_SOON, LATER, OVERDUE, time_left, urgency

NOON = datetime(2026, 12, 9, 12, tzinfo=UTC)


def on(day: int, hour: int = 17) -> datetime:
    return datetime(2026, 12, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due", "where", "says"),
    [
        (on(7), OVERDUE, "2 days overdue"),
        (on(8), OVERDUE, "1 day overdue"),
        (on(9, 9), OVERDUE, "Overdue since today"),
        (on(9), DUE_SOON, "Due today"),
        (on(10), DUE_SOON, "Due tomorrow"),
        (on(14, 11), DUE_SOON, "Due in 5 days"),
        (on(14, 12), LATER, "Due in 5 days"),
        (None, LATER, "No due date"),
    ],
)
def test_a_line_says_how_long_there_is(due, where, says):
    assert (urgency(due, NOON), time_left(due, NOON)) == (where, says)


def test_filters_are_read_from_the_address_and_written_back():
    chosen = Chosen.of({"text": " AUD ", "due": "overdue", "whose": "mine", "page": "3"})
    assert chosen == Chosen("AUD", "", "overdue", "mine", 3)
    assert chosen.address(4) == {"text": "AUD", "due": "overdue", "whose": "mine", "page": "4"}
    assert chosen.query(NOON).overdue_at == NOON


def test_nonsense_in_the_address_asks_for_nothing():
    nonsense = {"due": "never", "whose": "yours", "page": "-1"}
    assert Chosen.of(nonsense) == Chosen()
    assert not Chosen.of(nonsense).narrowed
