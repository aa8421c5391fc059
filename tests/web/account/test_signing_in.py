"""Signing in and out, as people meet it."""

from datetime import timedelta

from web.account.history import AttemptFilters, attempts
from web.account.passwords import set_password


def test_the_first_page_asks_for_sign_in_and_leads_back(app):
    client = app.test_client()
    answer = client.get("/audits?month=2026-12")
    assert answer.status_code == 303
    assert answer.location == "/sign-in?wanted=/audits?month%3D2026-12"
    page = client.get(answer.location).text
    assert 'name="wanted" value="/audits?month=2026-12"' in page


def test_a_demo_offers_its_invented_people_by_role(app):
    page = app.test_client().get("/sign-in").text
    assert "Rita Reader" in page
    assert "Team Manager" in page
    assert "Everybody and every case in it is invented" in page


def test_people_can_be_looked_for(app):
    page = app.test_client().get("/sign-in?who=rita").text
    assert "Rita Reader" in page
    assert "Carl Checker" not in page
    assert "Nobody is found" in app.test_client().get("/sign-in?who=%25").text


def test_outside_a_demo_nobody_can_be_signed_in_as(app, parts):
    parts.config.values["DEMO"] = "no"
    client = app.test_client()
    assert "Rita Reader" not in client.get("/sign-in").text
    assert client.post("/sign-in/as", data={"person": "reader"}).status_code == 404


def test_a_password_opens_and_a_wrong_one_does_not(app, parts, clock):
    with parts.database.write() as db:
        set_password(db, "main", "rita@example.org", "reader", "correct horse battery", clock.now())
    client = app.test_client()
    wrong = client.post("/sign-in", data={"name": "rita@example.org", "password": "guess"})
    assert wrong.status_code == 422
    assert "The name or the password is not right" in wrong.text
    assert "<title>Error: Sign in" in wrong.text
    right = {"name": "Rita@example.org", "password": "correct horse battery", "wanted": "/audits"}
    assert client.post("/sign-in", data=right).location == "/audits"


def test_after_signing_in_nobody_is_led_to_another_site(app):
    for evil in ("https://evil.example", "//evil.example", "/\\evil.example", "javascript:x"):
        data = {"person": "reader", "wanted": evil}
        assert app.test_client().post("/sign-in/as", data=data).location == "/tasks"


def test_signing_out_ends_it_also_for_a_stolen_cookie(app, sign_in):
    client = sign_in("reader")
    stolen = client.get_cookie("plumbline").value
    client.post("/sign-out")
    assert client.get("/tasks").status_code == 303
    thief = app.test_client()
    thief.set_cookie("plumbline", stolen)
    assert thief.get("/tasks").status_code == 303


def test_the_cookie_changes_at_sign_in_and_scripts_cannot_read_it(app):
    client = app.test_client()
    client.get("/sign-in")
    answer = client.post("/sign-in/as", data={"person": "reader"})
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_after_half_an_hour_one_signs_in_again(sign_in, clock):
    client = sign_in("reader")
    clock.move_to(clock.now() + timedelta(minutes=29))
    assert client.get("/tasks").status_code == 200
    clock.move_to(clock.now() + timedelta(minutes=29))
    assert client.get("/tasks").status_code == 200
    clock.move_to(clock.now() + timedelta(minutes=31))
    assert client.get("/tasks").status_code == 303
    assert "the page was not used for a while" in client.get("/sign-in").text


def test_who_has_left_is_signed_out_with_the_next_click(sign_in, parts):
    from handlers.directory.tables import Person

    client = sign_in("reader")
    with parts.database.write() as db:
        db.get_one(Person, ("main", "reader")).active = False
    assert client.get("/tasks").status_code == 303


def test_guessing_passwords_is_slowed_down(app, parts):
    client = app.test_client()
    answers = [client.post("/sign-in", data={"name": "x", "password": "y"}) for _ in range(13)]
    assert [a.status_code for a in answers] == [422] * 10 + [429] * 3
    assert "Too many attempts" in answers[-1].text
    with parts.database.read() as db:
        kept = [one.outcome for one in attempts(db, "main", AttemptFilters()).rows]
    assert sorted(kept) == ["limited", *["unknown"] * 10]


def test_a_post_without_the_pages_token_is_refused(app):
    app.config["WTF_CSRF_ENABLED"] = True
    answer = app.test_client().post("/sign-in/as", data={"person": "reader"})
    assert answer.status_code == 400
    assert "Something is wrong with that page" in answer.text
