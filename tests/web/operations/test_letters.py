"""Letters as an administrator sees them: how far each has got, and no word of what they say."""

from __future__ import annotations

import csv
import io
import re

import pytest

from engine import queries
from engine.worker import run_due
from handlers.directory.tables import Person

LETTERS = "/operations/letters"


def seen(page: str) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', page)
    assert found
    return found[1]


def test_the_list_says_what_became_of_each_letter_and_not_what_it_says(sign_in, refused, write):
    write("noah", "two")
    page = sign_in("boss").get(LETTERS).text
    assert "Refused" in page
    assert "Queued" in page
    assert "Noah Librarian" in page
    assert "secret" not in page


def test_filters_stand_in_the_address_and_the_list_can_be_taken_away(sign_in, refused, write):
    write("noah", "two")
    client = sign_in("boss")
    only = client.get(f"{LETTERS}?state=refused&who=maya").text
    assert "Noah Librarian" not in only
    assert "No letter fits" in client.get(f"{LETTERS}?reference=B-9").text
    lines = list(csv.reader(io.StringIO(client.get(f"{LETTERS}.csv?state=refused").text)))
    assert [line[1:4] for line in lines[1:]] == [["Maya Librarian", "B-1", "Refused"]]


def test_a_long_list_goes_on_where_it_ended(sign_in, write):
    for number in range(30):
        write(key=f"letter {number}")
    client = sign_in("boss")
    first = client.get(LETTERS).text
    following = re.search(r'rel="next" href="([^"]*)"', first)
    assert following
    rest = client.get(following[1].replace("&amp;", "&")).text
    shown = re.compile(r"/operations/letters/[0-9a-f-]{36}")
    assert len(shown.findall(first)) == 25
    assert len(shown.findall(rest)) == 5
    assert not set(shown.findall(first)) & set(shown.findall(rest))


def test_a_letter_goes_again_to_an_address_that_is_put_right(sign_in, refused, parts):
    client = sign_in("boss")
    page = client.get(f"{LETTERS}/{refused}/again").text
    assert "It is queued again for maya@example.org" in page
    words = {"seen": seen(page), "address": "maya.l@example.org", "reason": "She has married"}
    assert client.post(f"{LETTERS}/{refused}/again", data=words).status_code == 303
    run_due(parts.engine)
    with parts.database.read() as db:
        mail = queries.mail(db, "main", refused)
        person = db.get_one(Person, ("main", "maya"))
        log = queries.audit_log(db, "main").rows
    assert (mail.state, mail.address, person.email) == ("kept", *["maya.l@example.org"] * 2)
    assert {"letter.resend", "person.address"} <= {line.action for line in log}
    assert "maya.l@" not in str([line.detail for line in log])


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("maya@elsewhere.org", "Letters may not go to addresses at elsewhere.org"),
        ("maya@example.org, sam@example.org", "Enter one e-mail address"),
        ("maya", "Enter one e-mail address"),
        ("Boss@example.org", "Somebody else has this address"),
    ],
)
def test_an_address_that_cannot_be_used_changes_nothing(sign_in, refused, parts, address, sentence):
    client = sign_in("boss")
    page = client.get(f"{LETTERS}/{refused}/again").text
    words = {"seen": seen(page), "address": address, "reason": "A reason to keep"}
    answer = client.post(f"{LETTERS}/{refused}/again", data=words)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "A reason to keep" in answer.text
    with parts.database.read() as db:
        assert queries.mail(db, "main", refused).state == "refused"


def test_two_at_once_the_second_is_told_and_keeps_the_reason(sign_in, refused):
    client = sign_in("boss")
    words = {"seen": seen(client.get(f"{LETTERS}/{refused}/again").text), "reason": "First"}
    assert client.post(f"{LETTERS}/{refused}/again", data=words).status_code == 303
    again = client.post(f"{LETTERS}/{refused}/again", data={**words, "reason": "Second"})
    assert again.status_code == 409
    assert "Something has happened to this letter" in again.text


def test_without_a_reason_nothing_is_sent_or_stopped(sign_in, refused):
    client = sign_in("boss")
    page = client.get(f"{LETTERS}/{refused}/again").text
    assert client.post(f"{LETTERS}/{refused}/again", data={"seen": seen(page)}).status_code == 422
    stopped = client.post(f"{LETTERS}/sending", data={"act": "stop", "reason": " "})
    assert stopped.status_code == 422
    assert "Sending is stopped" not in client.get(LETTERS).text


def test_sending_is_stopped_and_goes_on(sign_in, write, parts):
    client, letter = sign_in("boss"), write()
    client.post(f"{LETTERS}/sending", data={"act": "stop", "reason": "Backup restored"})
    page = client.get(LETTERS).text
    assert "Sending is stopped" in page
    assert "by Ada Admin: Backup restored" in page
    run_due(parts.engine)
    with parts.database.read() as db:
        assert queries.mail(db, "main", letter).state == "queued"
    again = client.post(f"{LETTERS}/sending", data={"act": "stop", "reason": "Me too"})
    assert again.status_code == 409
    client.post(f"{LETTERS}/sending", data={"act": "go_on", "reason": "All is well"})
    run_due(parts.engine)
    with parts.database.read() as db:
        assert queries.mail(db, "main", letter).state == "kept"


def test_where_letters_are_kept_there_is_nothing_to_try_out(sign_in):
    client = sign_in("boss")
    assert "No mail server is set up" in client.get(f"{LETTERS}/test").text
    assert client.post(f"{LETTERS}/test", data={"to": "boss@example.org"}).status_code == 422
