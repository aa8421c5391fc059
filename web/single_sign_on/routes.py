"""Signing in by the provider: there, back, and what it says by itself."""

from __future__ import annotations

from authlib.integrations.base_client import OAuthError
from flask import (
    Blueprint,
    current_app,
    jsonify,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from joserfc.errors import JoseError
from requests import RequestException

from web.access.permission import PUBLIC, permit
from web.account.history import note
from web.account.limits import limiter, per_minute
from web.account.routes import safe
from web.parts import parts
from web.single_sign_on import provider
from web.single_sign_on.claims import SignInRefused
from web.single_sign_on.entering import WAY, enter
from web.single_sign_on.leaving import over

blueprint = Blueprint("single_sign_on", __name__)
WANTED = "wanted"
NO_ANSWER = "The service that signs you in does not answer. Try again in a few minutes."
NOT_DONE = "You were not signed in. Begin again on this page: an old or copied link does not work."


@blueprint.get("/sign-in/work-account")
@permit(PUBLIC)
@limiter.limit(per_minute)
def begin() -> ResponseReturnValue:
    """Send somebody to the provider. The cookie keeps what has to come back with them."""
    try:
        client = provider.client()
        session[WANTED] = request.args.get(WANTED, "")
        back = parts().config.address + url_for("single_sign_on.back")
        return client.authorize_redirect(back)  # type: ignore[no-any-return]
    except SignInRefused as refused:
        return _refused(str(refused), 503)
    except (OAuthError, RequestException):
        return _refused(NO_ANSWER, 503)


@blueprint.get("/sign-in/work-account/back")
@permit(PUBLIC)
@limiter.limit(per_minute)
def back() -> ResponseReturnValue:
    """Somebody comes from the provider, with a code that is changed for who they are."""
    wanted = safe(session.pop(WANTED, ""))
    try:
        enter(parts(), _token())
    except SignInRefused as refused:
        return _refused(str(refused), 403)
    except (OAuthError, JoseError, ValueError) as error:
        current_app.logger.info("sign-in refused: %s", type(error).__name__)
        note(parts(), None, "refused", WAY)
        return _refused(NOT_DONE, 403)
    except RequestException:
        return _refused(NO_ANSWER, 503)
    return redirect(wanted, 303)


@blueprint.post("/sign-in/work-account/over")
@permit(PUBLIC)
def ended() -> ResponseReturnValue:
    """The provider says that a sign-in is over: then it is over here too."""
    try:
        over(request.form.get("logout_token", ""))
    except SignInRefused as refused:
        return jsonify(error="invalid_request", error_description=str(refused)), 400
    except RequestException:
        return jsonify(error="temporarily_unavailable"), 503
    return "", 200


def _token() -> dict[str, object]:
    client = provider.client()
    issuer = {"iss": {"essential": True, "values": [parts().config.issuer]}}
    return dict(client.authorize_access_token(claims_options=issuer))


def _refused(sentence: str, status: int) -> ResponseReturnValue:
    return render_template("account/not_signed_in.html", sentence=sentence), status
