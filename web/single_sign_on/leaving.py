"""The way out: signing out here signs out there, and the provider may say that it is over."""

from __future__ import annotations

from typing import Any

from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import FlaskOAuth2App
from flask import session, url_for
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry
from requests import RequestException

from web.account.signing_in import TOKEN
from web.parts import parts
from web.single_sign_on import provider, sessions
from web.single_sign_on.claims import SignInRefused

EVENT = "http://schemas.openid.net/event/backchannel-logout"


def way_out() -> str | None:
    """Where to sign out at the provider too; None when this sign-in is not one of its.

    To be asked before the sign-in ends here. A provider that does not answer keeps nobody in.
    """
    here, token = parts(), session.get(TOKEN)
    if not token or not provider.offered():
        return None
    with here.database.read() as db:
        id_token = sessions.id_token_of(db, here.tenant, token)
    return _address(id_token) if id_token else None


def _address(id_token: str) -> str | None:
    back = parts().config.address + url_for("account.sign_in_page")
    try:
        client = provider.client()
        told: dict[str, str] = client.create_logout_url(back, id_token)
    except (OAuthError, RequestException, RuntimeError, SignInRefused):
        return None
    return told["url"]


def over(logout_token: str) -> int:
    """End what the provider says is over; how many sign-ins. Raises SignInRefused for a token
    that is not the provider's, not for us or not about that (OpenID Connect Back-Channel
    Logout 1.0, section 2.6)."""
    claims = _claims(logout_token)
    told = claims.get("events")
    if not isinstance(told, dict) or EVENT not in told or "nonce" in claims:
        raise SignInRefused("This is no message about a sign-in that is over.")
    subject, of = claims.get("sub"), claims.get("sid")
    if not isinstance(subject, str | None) or not isinstance(of, str | None):
        raise SignInRefused("The message does not say whose sign-in is over.")
    here = parts()
    with here.database.write() as db:
        return sessions.end(db, here.tenant, subject, of)


def _claims(logout_token: str) -> dict[str, Any]:
    client = provider.client()
    known = jwt.JWTClaimsRegistry(
        leeway=120,
        iss={"essential": True, "value": parts().config.issuer},
        aud={"essential": True, "value": client.client_id},
        iat={"essential": True},
    )
    try:
        claims: dict[str, Any] = _signed(client, logout_token)
        known.validate(claims)
    except (JoseError, ValueError) as error:
        raise SignInRefused("The message is not one of the provider's for us.") from error
    return claims


def _signed(client: FlaskOAuth2App, logout_token: str) -> dict[str, Any]:
    """What the provider signed; its keys are asked for again when it has changed them."""
    registry = JWSRegistry(algorithms=list(provider.SIGNATURES), strict_check_header=False)
    for again in (False, True):
        keys = KeySet.import_key_set(client.fetch_jwk_set(force=again))
        try:
            return dict(jwt.decode(logout_token, keys, registry=registry).claims)
        except InvalidKeyIdError:
            continue
    raise SignInRefused("The message is signed with a key that the provider does not have.")
