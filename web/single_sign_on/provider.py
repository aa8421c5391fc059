"""The one provider of an installation: what is asked of it, and how much of it is believed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from authlib.integrations.flask_client import FlaskOAuth2App, OAuth
from flask import Flask, abort, current_app

from web.configuration import Config
from web.parts import parts
from web.single_sign_on.claims import SignInRefused

KEY = "plumbline_single_sign_on"
NAME = "provider"
METADATA = "/.well-known/openid-configuration"
# A signature that anybody with the client's secret could make, or none at all, is none.
SIGNATURES = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
SECONDS = 10


def install(app: Flask, config: Config) -> None:
    """Make the provider known to the application, when the installation names one."""
    if not config.single_sign_on:
        return
    oauth = OAuth(app)
    oauth.register(
        NAME,
        client_id=config.text("SSO_CLIENT_ID"),
        client_secret=config.text("SSO_CLIENT_SECRET"),
        server_metadata_url=config.issuer + METADATA,
        client_kwargs={
            "scope": config.text("SSO_SCOPES"),
            "code_challenge_method": "S256",
            "default_timeout": SECONDS,
        },
    )
    app.extensions[KEY] = oauth.create_client(NAME)


def client() -> FlaskOAuth2App:
    """The provider's client, ready to be used. 404 where there is no single sign-on.

    Raises SignInRefused when the provider calls itself otherwise than the settings do, and
    requests' errors when it does not answer.
    """
    found = current_app.extensions.get(KEY)
    if found is None:
        abort(404)
    _believed(found)
    return cast("FlaskOAuth2App", found)


def offered() -> bool:
    """Whether people may sign in so."""
    return KEY in current_app.extensions


def _believed(found: Any) -> Mapping[str, Any]:
    metadata: dict[str, Any] = found.load_server_metadata()
    if metadata.get("issuer") != parts().config.issuer:
        raise SignInRefused("The provider calls itself by another name than the settings do.")
    said = metadata.get("id_token_signing_alg_values_supported", ())
    metadata["id_token_signing_alg_values_supported"] = [a for a in SIGNATURES if a in said]
    return metadata
