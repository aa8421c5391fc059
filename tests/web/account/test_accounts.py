"""Passwords, sign-ins and kept words, on a real database."""

from datetime import timedelta

import pytest
from werkzeug.datastructures import MultiDict

from web.account import kept, passwords, sign_ins
from web.account.tables import Account, KeptWords, SignIn

LIMITS = sign_ins.Limits(idle=timedelta(minutes=30), longest=timedelta(hours=10))


def test_the_right_password_gives_the_person(database, clock):
    with database.write() as db:
        passwords.set_password(
            db, "main", "Ada@Example.org", "p1", "correct horse battery", clock.now()
        )
    with database.read() as db:
        assert passwords.verify(db, "main", "ada@example.org ", "correct horse battery") == "p1"
        assert passwords.verify(db, "main", "ada@example.org", "correct horse") is None
        assert passwords.verify(db, "main", "nobody", "correct horse battery") is None
        assert passwords.verify(db, "other", "ada@example.org", "correct horse battery") is None
        assert "correct" not in db.get_one(Account, ("main", "ada@example.org")).password_hash


def test_a_closed_account_is_like_none(database, clock):
    with database.write() as db:
        passwords.set_password(db, "main", "ada", "p1", "correct horse battery", clock.now())
        db.get_one(Account, ("main", "ada")).closed = True
    with database.read() as db:
        assert passwords.verify(db, "main", "ada", "correct horse battery") is None


@pytest.mark.parametrize("password", ["short", "ada.lovelace"])
def test_a_weak_password_is_refused(database, clock, password):
    with database.write() as db, pytest.raises(passwords.PasswordRefused):
        passwords.set_password(db, "main", "ada.lovelace", "p1", password, clock.now())


def test_a_sign_in_ends_after_half_an_hour_without_a_click(database, clock):
    start = clock.now()
    with database.write() as db:
        token = sign_ins.begin(db, "main", "p1", start)
        sign_ins.touch(db, "main", token, start + timedelta(minutes=20))
    with database.read() as db:
        found = sign_ins.find(db, "main", token, start + timedelta(minutes=49), LIMITS)
        assert found == sign_ins.Found("p1", live=True, stale=True)
        later = sign_ins.find(db, "main", token, start + timedelta(minutes=51), LIMITS)
        assert later == sign_ins.Found("p1", live=False, stale=False)


def test_a_sign_in_ends_after_ten_hours_in_any_case(database, clock):
    start = clock.now()
    with database.write() as db:
        token = sign_ins.begin(db, "main", "p1", start)
        sign_ins.touch(db, "main", token, start + timedelta(hours=9, minutes=59))
    with database.read() as db:
        found = sign_ins.find(db, "main", token, start + timedelta(hours=10), LIMITS)
    assert found is not None
    assert not found.live


def test_the_database_never_holds_the_token(database, clock):
    with database.write() as db:
        token = sign_ins.begin(db, "main", "p1", clock.now())
        db.flush()
        assert db.get(SignIn, ("main", token)) is None
        sign_ins.end(db, "main", token)
        assert sign_ins.find(db, "main", token, clock.now(), LIMITS) is None


def test_words_are_given_back_once_and_to_the_same_person_only(database, clock):
    words = MultiDict([("s1_1", "yes"), ("themes", "a"), ("themes", "b"), ("csrf_token", "x")])
    now = clock.now()
    with database.write() as db:
        one = kept.keep(db, "main", "p1", "/tasks/1/s1", words, now)
    with database.write() as db:
        assert kept.take(db, "main", one, "p2", "/tasks/1/s1", now) is None
        assert kept.take(db, "main", one, "p1", "/tasks/1/s2", now) is None
        back = kept.take(db, "main", one, "p1", "/tasks/1/s1", now)
        assert back is not None
        assert back.getlist("themes") == ["a", "b"]
        assert "csrf_token" not in back
        db.flush()
        assert kept.take(db, "main", one, "p1", "/tasks/1/s1", now) is None


def test_words_nobody_came_back_for_are_forgotten(database, clock):
    with database.write() as db:
        one = kept.keep(db, "main", "p1", "/tasks/1", MultiDict({"a": "b"}), clock.now())
        kept.sweep(db, "main", clock.now() + timedelta(minutes=61))
        db.expire_all()
        assert db.get(KeptWords, ("main", one)) is None
