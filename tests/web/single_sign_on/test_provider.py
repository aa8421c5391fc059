"""Signing in with the account people have at work, by a real, certified provider."""

from __future__ import annotations

from handlers.directory.reading import roles_of
from handlers.directory.tables import Person
from web.account.history import AttemptFilters, attempts
from web.single_sign_on.people import linked


def held(house, person: str) -> set[str]:
    with house.parts.database.read() as db:
        return {one.role for one in roles_of(db, "main", person)}


def test_somebody_signs_in_at_the_provider_and_comes_to_the_page_they_wanted(house, visitor):
    page = visitor.comes("s-reader", wanted="/cover")
    assert page.url == f"{house.address}/cover"
    assert "Rita Reader" in page.text
    with house.parts.database.read() as db:
        assert linked(db, "main", "reader").subject == "s-reader"
        [attempt] = attempts(db, "main", AttemptFilters(["reader"])).rows
    assert (attempt.outcome, attempt.way) == ("accepted", "sso")


def test_what_the_provider_says_gives_roles_and_takes_them_away(house, visitor):
    visitor.comes("s-checker")
    assert held(house, "checker") == {"peer_reviewer", "process_owner"}
    said = {"email": "checker@example.org", "email_verified": True, "roles": []}
    house.provider.says("s-checker", **said)
    house.visitor().comes("s-checker")
    assert held(house, "checker") == {"peer_reviewer"}


def test_somebody_whose_address_changes_stays_who_they_are(house, visitor):
    visitor.comes("s-maya")
    house.provider.says("s-maya", email="maya.married@example.org", email_verified=True)
    assert "Maya Librarian" in house.visitor().comes("s-maya").text


def test_another_account_with_the_same_address_is_not_them(house, visitor):
    house.visitor().comes("s-reader")
    page = visitor.comes("s-another")
    assert page.status_code == 403
    assert "Another account is linked" in page.text
    assert held(house, "reader") == {"team_manager"}


def test_an_address_that_the_provider_has_not_checked_is_none(house, visitor):
    page = visitor.comes("s-unverified")
    assert (page.status_code, "has not checked" in page.text) == (403, True)


def test_somebody_who_is_not_in_the_directory_is_told_so(house, visitor):
    page = visitor.comes("s-nobody")
    assert (page.status_code, "Nobody in the directory" in page.text) == (403, True)
    assert visitor.get("/tasks").url.startswith(f"{house.address}/sign-in")


def test_somebody_who_has_left_does_not_come_in(house, visitor):
    with house.parts.database.write() as db:
        db.get(Person, ("main", "stranger")).active = False
    assert "do not work here any more" in visitor.comes("s-stranger").text


def test_signing_out_signs_out_at_the_provider_too(house, visitor):
    visitor.comes("s-boss")
    page = visitor.leaves()
    assert page.url.startswith(f"{house.address}/sign-in")
    again = visitor.get("/sign-in/work-account")
    assert "/interaction/" in again.url, "the provider asks who it is"


def test_signing_out_at_the_provider_signs_out_wherever_they_are(house):
    here, there = house.visitor(), house.visitor()
    here.comes("s-noah")
    there.session.cookies.update({"plumbline": here.session.cookies["plumbline"]})
    assert there.get("/tasks").url == f"{house.address}/tasks"
    here.leaves_the_provider(house.provider)
    assert there.get("/tasks").url.startswith(f"{house.address}/sign-in")


def test_an_address_of_coming_back_works_once_and_for_one_browser(house, visitor):
    visitor.comes("s-boss")
    [old] = visitor.came
    for browser in (visitor, house.visitor()):
        answer = browser.session.get(old, timeout=10)
        assert (answer.status_code, "Begin again" in answer.text) == (403, True)
