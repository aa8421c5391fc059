"""From the cookie to the person, and to the sign-in page when there is none."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from flask import current_app, flash, jsonify, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from handlers.directory.reading import person as directory_person
from web.access.actor import Actor
from web.account import kept, sign_ins
from web.parts import Parts, parts

TOKEN, KEPT = "token", "kept"


def limits() -> sign_ins.Limits:
    """How long a sign-in lasts here."""
    config = parts().config
    idle = timedelta(minutes=config.number("IDLE_MINUTES"))
    return sign_ins.Limits(idle, timedelta(hours=config.number("SIGNED_IN_HOURS")))


def actor_now() -> Actor | None:
    """The person signed in with this request's cookie, or None."""
    found = _found()
    if found is None or not found.live:
        return None
    # A page that looks by itself whether something changed is no sign of a person.
    if found.stale and request.headers.get("Background") != "yes":
        with parts().database.write() as db:
            sign_ins.touch(db, parts().tenant, session[TOKEN], parts().clock.now())
    return load_actor(parts(), found.person)


def load_actor(here: Parts, person: str) -> Actor | None:
    """The person as the directory knows them today; None when they have left."""
    with here.database.read() as db:
        known = directory_person(db, here.tenant, person)
    if known is None or not known.active:
        return None
    covering = here.engine.context.covering_of(person)
    return Actor(person, known.name, here.groups_of(person), covering)


def sign_in(person: str) -> None:
    """Sign a person in under a new token; the words kept for them stay."""
    waiting = session.get(KEPT)
    sign_out()
    here, now = parts(), parts().clock.now()
    with here.database.write() as db:
        sign_ins.sweep(db, here.tenant, now)
        kept.sweep(db, here.tenant, now)
        session[TOKEN] = sign_ins.begin(db, here.tenant, person, now)
    if waiting:
        session[KEPT] = waiting


def sign_out() -> None:
    """End the sign-in on the server and forget everything in the cookie."""
    token = session.get(TOKEN)
    if token:
        with parts().database.write() as db:
            sign_ins.end(db, parts().tenant, token)
    session.clear()


def ask_to_sign_in() -> ResponseReturnValue:
    """Send to the sign-in page; words that were posted too late are kept first."""
    found = _found()
    if request.accept_mimetypes.best == "application/json":
        return jsonify(error="You are signed out. Sign in again in another tab."), 401
    if request.method == "POST" and found is not None:
        _keep(found.person)
    elif found is not None:
        flash("You were signed out because the page was not used for a while.")
    return redirect(url_for("account.sign_in_page", wanted=_wanted()), 303)


def take_kept(person: str) -> MultiDict[str, str] | None:
    """The words this person posted to this page after their sign-in had run out, once."""
    identity, here = session.get(KEPT), parts()
    if not identity:
        return None
    with here.database.write() as db:
        words = kept.take(db, here.tenant, identity, person, request.path, here.clock.now())
    if words is not None:
        session.pop(KEPT)
    return words


def _keep(person: str) -> None:
    here = parts()
    with here.database.write() as db:
        session[KEPT] = kept.keep(
            db, here.tenant, person, request.path, request.form, here.clock.now()
        )
    flash("You were signed out before that was saved. Sign in again: your words were kept.")


def _found() -> sign_ins.Found | None:
    token = session.get(TOKEN)
    if not token:
        return None
    with parts().database.read() as db:
        return sign_ins.find(db, parts().tenant, token, parts().clock.now(), limits())


def _wanted() -> str:
    """The page to come back to: this one, or the one with the button when this only takes posts."""
    addresses = current_app.create_url_adapter(request)
    if addresses is not None and addresses.test(method="GET"):
        query = request.query_string.decode() if request.method == "GET" else ""
        return f"{request.path}?{query}" if query else request.path
    before = urlsplit(request.referrer or "")
    return before.path if before.netloc == request.host else "/"
