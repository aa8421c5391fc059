"""What does not come from the provider, or not as agreed, opens and ends nothing."""

from __future__ import annotations

import time

import pytest
import requests
from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.web.single_sign_on.running import CLIENT
from web.app import create_app
from web.configuration import Config
from web.parts import Parts
from web.single_sign_on.claims import Asked, SignInRefused, read
from web.single_sign_on.leaving import EVENT

ASKED = Asked("sub", "email", "roles")
SAID = {"iss": "https://id.example.org", "sub": "1", "email": "a@b.org", "email_verified": True}


def message(house, key: RSAKey, kid: str, **changed) -> str:
    """A message that a sign-in is over, signed by somebody."""
    now = int(time.time())
    said = {
        "iss": house.provider.issuer, "aud": CLIENT, "iat": now, "exp": now + 60, "jti": "1",
        "sub": "s-reader", "events": {EVENT: {}},
    } | changed  # fmt: skip
    return jwt.encode({"alg": "RS256", "kid": kid, "typ": "logout+jwt"}, said, key)


def over(house, token: str) -> requests.Response:
    where = f"{house.address}/sign-in/work-account/over"
    return requests.post(where, data={"logout_token": token}, timeout=10)


def test_a_message_that_the_provider_did_not_sign_ends_nothing(house, visitor):
    visitor.comes("s-reader")
    [known] = requests.get(f"{house.provider.issuer}/jwks", timeout=10).json()["keys"][:1]
    stranger = RSAKey.generate_key(2048)
    for token in (message(house, stranger, known["kid"]), message(house, stranger, "another"), "x"):
        assert over(house, token).status_code == 400
    assert visitor.get("/tasks").url == f"{house.address}/tasks"


def test_a_code_that_nobody_asked_for_opens_nothing(house, visitor):
    page = visitor.get("/sign-in/work-account/back?code=x&state=y")
    assert (page.status_code, "You are not signed in" in page.text) == (403, True)


def test_after_signing_in_nobody_is_led_to_another_site(house, visitor):
    assert visitor.comes("s-reader", wanted="//evil.example").url == f"{house.address}/tasks"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"sub": None}, "“sub” is missing"),
        ({"email": "  "}, "“email” is missing"),
        ({"email": "a" * 256}, "“email” is missing"),
        ({"email_verified": "true"}, "has not checked"),
        ({"iss": 7}, "“iss” is missing"),
    ],
)
def test_a_claim_that_is_of_no_worth_is_refused(changed, told):
    with pytest.raises(SignInRefused, match=told):
        read(SAID | changed, ASKED)


@pytest.mark.parametrize(
    ("said", "values"), [("one", {"one"}), (["one", "two", 3], {"one", "two"}), (None, set())]
)
def test_what_roles_are_given_for_may_be_a_word_or_a_list(said, values):
    assert read(SAID | {"roles": said}, ASKED).values == values


def test_a_provider_that_does_not_answer_is_said_and_local_accounts_go_on(parts):
    page = _asked(parts, "http://127.0.0.1:9", "/sign-in/work-account")
    assert (page.status_code, "does not answer" in page.text) == (503, True)
    assert 'name="password"' in _asked(parts, "http://127.0.0.1:9", "/sign-in").text


def test_a_provider_that_calls_itself_otherwise_is_not_believed(house):
    there = house.provider.issuer.replace("127.0.0.1", "localhost")
    page = _asked(house.parts, there, "/sign-in/work-account")
    assert (page.status_code, "another name" in page.text) == (503, True)


def _asked(parts: Parts, issuer: str, page: str):
    """The answer of an installation whose provider is there."""
    told = {"SSO_ISSUER": issuer, "SSO_CLIENT_ID": "x", "SSO_CLIENT_SECRET": "y"}
    config = Config(parts.config.values | told | {"SSO_ROLES": ""})
    changed = Parts(
        config, parts.database, parts.engine, parts.dispatcher, parts.clock, parts.groups_of
    )
    return create_app(parts=changed).test_client().get(page)
