"""The overview: what needs looking at, how much runs, and what changes of it by itself."""

from __future__ import annotations

import re
from datetime import timedelta

from sqlalchemy import event

from engine.watch import Heartbeat, Measuring

HEALTHY = "Nothing needs looking at"


def worked(parts):
    """What the worker does each minute."""
    Heartbeat(parts.engine.context)()
    Measuring(parts.engine.context)()


def test_without_a_worker_nothing_is_well(sign_in):
    page = sign_in("boss").get("/operations").text
    assert "No worker has reported yet" in page
    assert HEALTHY not in page


def test_what_needs_looking_at_leads_to_where_it_is(parts, sign_in, lend, clock):
    worked(parts)
    client = sign_in("boss")
    assert HEALTHY in client.get("/operations").text
    lend()
    parts.engine.start("lending", business_key="B-2", variables={"checker": "checker"}, by="boss")
    clock.move_to(clock.now() + timedelta(days=30))
    worked(parts)
    client = sign_in("boss")
    page = client.get("/operations").text
    assert "1 incident<" in page
    assert re.search(r"1 user task overdue</a></strong> <span[^>]*>since ", page)
    overdue = re.search(r'id="needed-overdue" href="([^"]+)"', page)[1]
    assert "B-1" in client.get(overdue).text
    running = re.search(r'href="([^"]+)">2<span class="govuk-visually-hidden"> running', page)[1]
    assert "B-2" in client.get(running.replace("&amp;", "&")).text


def test_looking_by_itself_costs_one_statement_and_keeps_nobody_signed_in(parts, sign_in, clock):
    client = sign_in("boss")
    clock.move_to(clock.now() + timedelta(minutes=20))
    worked(parts)
    sent = []
    event.listen(
        parts.database.engine, "before_cursor_execute", lambda *given: sent.append(given[2])
    )
    page = client.get("/operations/now", headers={"Background": "yes"}).text
    about = [one for one in sent if one.startswith("SELECT") and "measurement" in one]
    who = r"FROM (web_sign_in|person|cover)|person_role"
    others = [one for one in sent if not re.search(who, one)]
    assert len(about) == len(others) == 1
    assert 'data-says="Nothing needs looking at."' in page
    clock.move_to(clock.now() + timedelta(minutes=20))
    assert client.get("/operations/now", headers={"Background": "yes"}).status_code == 303


def test_a_day_has_its_numbers(parts, sign_in, lend, clock):
    lend()
    worked(parts)
    clock.move_to(clock.now() + timedelta(days=1))
    page = sign_in("boss").get("/operations").text
    [row] = re.findall(r"30 November 2026</th>(.*?)</tr>", page, re.DOTALL)
    assert re.findall(r">([^<>]+)</td>", row) == ["1", "0", "0", "0"]
    assert "not measured" in page
