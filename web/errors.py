"""Error pages: what happened, what to do, and a reference for whoever helps."""

from __future__ import annotations

import secrets

from flask import Flask, Response, current_app, render_template
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, OperationalError
from werkzeug.exceptions import HTTPException

from engine.errors import DatabaseBusy, NotFound
from web.api.problems import answer, for_programs, problem_of

PAGES = {
    400: ("Something is wrong with that page", "Go back, reload the page and try again."),
    403: ("You cannot do this", "Your account does not have the role this page needs."),
    404: ("Page not found", "Check the address. It may also be a page you have no part in."),
    405: ("This page takes no such request", "Go back and use the buttons on the page."),
    409: ("Somebody was faster", "Go back and look at what has changed."),
    413: ("That is too much to send at once", "Shorten the text, or save it in parts."),
    428: ("Something is wrong with that request", "Go back, reload the page and try again."),
    422: ("That could not be used", "Go back and check what you entered."),
    429: ("Too many attempts", "Wait a minute and try again."),
    500: ("Sorry, there is a problem with the service", "Try again later. What you saved is safe."),
    503: ("Sorry, the service is busy", "Try again in a moment. What you saved is safe."),
}


def install(app: Flask) -> None:
    """Show a page for every error, whatever raised it."""
    app.register_error_handler(CSRFError, _forged)
    app.register_error_handler(HTTPException, _known)
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(DataError, _unusable)
    app.register_error_handler(DatabaseBusy, _busy)
    app.register_error_handler(NotFound, _missing)
    app.register_error_handler(Exception, _unknown)


def _known(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or error.code is None or error.code < 400:
        return error
    if for_programs():
        return problem_of(error)
    return page(error.code if error.code in PAGES else 400)


def _forged(error: CSRFError) -> ResponseReturnValue:
    current_app.logger.info("request without a valid token: %s", error.description)
    return page(400)


def _missing(error: NotFound) -> ResponseReturnValue:
    current_app.logger.info("not found: %r", str(error))
    return page(404)


def _unusable(error: DataError) -> ResponseReturnValue:
    """Something that no column can hold, such as a zero byte: nobody types that."""
    return _report(400, error)


def _busy(error: OperationalError | DatabaseBusy) -> ResponseReturnValue:
    return _report(503, error)


def _unknown(error: Exception) -> ResponseReturnValue:
    return _report(500, error)


def _report(status: int, error: Exception) -> ResponseReturnValue:
    """Log the kind of error and its trace under a reference; never the words of a request."""
    reference = secrets.token_hex(4).upper()
    current_app.logger.error("error %s", reference, exc_info=error)
    return page(status, reference)


def page(status: int, reference: str = "") -> tuple[str | Response, int]:
    """The page for this status, or the problem when a program asks."""
    if for_programs():
        detail = f"Reference {reference}." if reference else ""
        return answer(status, detail, remedy=PAGES[status][1]), status
    title, remedy = PAGES[status]
    text = render_template("error.html", title=title, remedy=remedy, reference=reference)
    return text, status
