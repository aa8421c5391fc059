"""Editors read and save files by edition: who comes second is told, and loses nothing."""

from __future__ import annotations

TEXT = "/files/policy.toml"


def save(client, at, text, seen, path=TEXT):
    return client.put(at + path, data=text, headers={"If-Match": f'"{seen}"'})


def test_an_owner_begins_a_change_and_finds_its_steps(sign_in, owners, parts):
    client = sign_in("olive")
    assert "Lending books" in client.get("/studio").text
    refused = client.post("/studio/bundles/lending", data={"title": " "})
    assert refused.status_code == 422
    begun = client.post("/studio/bundles/lending", data={"title": "Longer loans"})
    assert begun.status_code == 303
    page = client.get(begun.location).text
    assert "Begun by Olive Owner" in page
    assert "Files of this change" in page
    assert "Longer loans" in client.get("/studio").text
    [view] = parts.changes.all("lending")
    assert (view.title, view.begun_by) == ("Longer loans", "olive")


def test_an_administrator_reads_and_cannot_write(sign_in, at):
    client = sign_in("boss")
    assert client.get(at).status_code == 200
    assert "Give this change up" not in client.get(at).text
    assert save(client, at, "x", 0).status_code == 403


def test_a_file_is_read_and_saved_by_its_edition(sign_in, at):
    client = sign_in("olive")
    read = client.get(at + TEXT)
    assert read.headers["ETag"] == '"0"'
    assert read.mimetype == "application/octet-stream"
    saved = save(client, at, "# new\n", 0)
    assert saved.get_json()["edition"] == 1
    assert client.get(at + TEXT).text == "# new\n"
    assert "1 file changed" in client.get(at).text
    assert client.put(at + TEXT, data="x").status_code == 428


def test_who_saves_second_is_told_who_was_first_and_where_the_words_are(sign_in, at, parts, change):
    olive, hugo = sign_in("olive"), sign_in("hugo")
    save(olive, at, "Olive\n", 0)
    refused = save(hugo, at, "Hugo\n", 0)
    told = refused.get_json()
    assert (refused.status_code, told["by"], told["edition"]) == (409, "Olive Owner", 1)
    assert parts.changes.content(change, told["aside"], "policy.toml") == b"Hugo\n"


def test_a_file_in_hand_is_read_only_for_others_until_it_is_taken_over(sign_in, at):
    olive, hugo = sign_in("olive"), sign_in("hugo")
    hold = at + "/holds/policy.toml"
    assert olive.post(hold).status_code == 200
    held = hugo.post(hold)
    assert (held.status_code, held.get_json()["by"]) == (423, "Olive Owner")
    assert save(hugo, at, "Hugo\n", 0).status_code == 423
    assert hugo.post(hold + "?over=yes").status_code == 200
    lost = olive.post(hold).get_json()
    assert (lost["by"], lost["taken"]) == ("Hugo Head", True)
    assert hugo.delete(hold).status_code == 204
    assert olive.post(hold).status_code == 200


def test_undo_and_redo_answer_with_the_text(sign_in, at):
    client = sign_in("olive")
    before = client.get(at + TEXT).text
    save(client, at, "# new\n", 0)
    assert client.post(at + "/undo/policy.toml").get_json()["text"] == before
    assert client.post(at + "/redo/policy.toml").get_json()["text"] == "# new\n"
    refused = client.post(at + "/redo/policy.toml")
    assert (refused.status_code, refused.get_json()["remedy"]) == (422, "Undo something first.")


def test_a_file_of_more_than_five_megabytes_is_refused_by_name(sign_in, at, parts, change):
    client = sign_in("olive")
    refused = save(client, at, b"x" * 5_000_500, 0)
    assert refused.status_code == 422
    assert refused.get_json()["sentence"] == "The file is larger than 5 MB."
    assert save(client, at, b"x" * 6_000_000, 0).status_code == 413
    assert parts.changes.view(change).edition == 0


def test_names_that_lead_elsewhere_are_refused(sign_in, at):
    client = sign_in("olive")
    assert save(client, at, "x", 0, path="/files/mail/..%2f..%2fpasswords.txt").status_code == 422
    assert save(client, at, "x", 0, path="/files/run.sh").status_code == 422
    assert client.post(at + "/holds/run.sh").status_code == 422


def test_a_change_is_given_up_with_a_reason(sign_in, at):
    client = sign_in("olive")
    assert client.post(at + "/abandon", data={"reason": ""}).status_code == 422
    assert client.post(at + "/abandon", data={"reason": "Not needed"}).status_code == 303
    assert "This change was given up: Not needed" in client.get(at).text
    assert save(client, at, "x", 0).get_json()["remedy"] == "Begin a new change."
