"""The list of instances as an administrator uses it: found, kept, shared, taken away."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import pytest

from handlers.directory.tables import PersonRole

LIST = "/operations/instances"


@pytest.fixture
def client(parts, sign_in, clock):
    """The administrator, when three lendings run: one late, and one held up by an incident."""
    for number, reader in enumerate(("reader", "maya", None)):
        who = {"checker": "checker"} | ({"reader": reader} if reader else {})
        parts.engine.start("lending", business_key=f"B-{number}", variables=who, by="boss")
        clock.move_to(clock.now() + timedelta(days=2))
    return sign_in("boss")


def listed(page):
    """The references on a page, in their order."""
    return re.findall(r">(B-\d)<", page)


def test_every_filter_and_order_is_part_of_the_address(client):
    assert listed(client.get(LIST).text) == ["B-2", "B-1", "B-0"]
    assert listed(client.get(f"{LIST}?sort=reference").text) == ["B-0", "B-1", "B-2"]
    assert listed(client.get(f"{LIST}?who=rita").text) == ["B-0"]
    assert listed(client.get(f"{LIST}?who=maya&process=lending&version=1").text) == ["B-1"]
    assert listed(client.get(f"{LIST}?incident=any").text) == ["B-2"]
    assert listed(client.get(f"{LIST}?older=1&text=b-").text) == ["B-2", "B-1", "B-0"]
    assert listed(client.get(f"{LIST}?older=5").text) == ["B-0"]
    page = client.get(f"{LIST}?status=nonsense&version=x&after=nowhere&sort=up").text
    assert listed(page) == ["B-2", "B-1", "B-0"]
    assert "No instance fits" in client.get(f"{LIST}?who=nobody").text


def test_a_line_says_where_it_is_and_with_whom(client):
    page = client.get(f"{LIST}?text=B-0").text
    assert re.search(r"Say which book, with Rita Reader, (was )?due", page)
    assert "Held up" in client.get(f"{LIST}?text=B-2").text


def test_a_search_is_kept_shared_and_forgotten(client, sign_in, parts):
    address = f"{LIST}/searches?who=rita&late=yes&after=somewhere"
    assert client.post(address, data={"name": " "}).status_code == 422
    kept = client.post(address, data={"name": "Rita’s late ones", "shared": "yes"})
    assert kept.location == f"{LIST}?who=rita&late=yes"
    client.post(f"{LIST}/searches?status=active", data={"name": "Mine"})
    page = client.get(LIST).text
    assert 'href="/operations/instances?who=rita&amp;late=yes"' in page
    forget = re.findall(r'action="([^"]*/forget)"', page)
    other = colleague(parts, sign_in)
    assert "Rita’s late ones" in other.get(LIST).text
    assert ">Mine<" not in other.get(LIST).text
    assert other.post(forget[0]).status_code == 404
    assert [client.post(one).status_code for one in forget] == [303, 303]
    assert "Rita’s late ones" not in other.get(LIST).text


def colleague(parts, sign_in):
    """Another administrator."""
    with parts.database.write() as db:
        db.add(PersonRole(tenant_id="main", person_id="maya", role="admin", scope=""))
    return sign_in("maya")


def test_the_file_has_every_line_and_no_formula(client, parts):
    parts.engine.start("lending", business_key="=B-9", variables={"checker": "checker"}, by="boss")
    text = client.get(f"{LIST}.csv?sort=reference").get_data().decode("utf-8-sig")
    [headings, *rows] = csv.reader(io.StringIO(text))
    assert headings[0] == "Reference"
    assert [row[0] for row in rows] == ["'=B-9", "B-0", "B-1", "B-2"]
    assert {row[1] for row in rows} == {"Lending a book"}
