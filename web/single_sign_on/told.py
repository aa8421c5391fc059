"""All that a provider says of somebody: in the token and, where that is too little, when asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from web.single_sign_on import provider
from web.single_sign_on.claims import Asked, SignInRefused

WHERE = "userinfo_endpoint"


def told(token: Mapping[str, Any], asked: Asked) -> Mapping[str, Any]:
    """The claims of the checked token, completed. Raises SignInRefused when the answer is about
    somebody else (OpenID Connect Core 1.0, section 5.3.2), requests' errors when there is none."""
    said: Mapping[str, Any] = token.get("userinfo") or {}
    if not said:
        raise SignInRefused("Your provider does not say who you are.")
    client = provider.client()
    if {asked.person, asked.roles} <= said.keys() or WHERE not in client.server_metadata:
        return said
    more: Mapping[str, Any] = client.userinfo(token=token)
    if more.get("sub") != said.get("sub"):
        raise SignInRefused("Your provider answers about somebody else.")
    return {**more, **said}
