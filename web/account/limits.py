"""How often sign-in may be tried from one address."""

from __future__ import annotations

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from web.parts import parts

limiter = Limiter(get_remote_address, storage_uri="memory://", headers_enabled=True)


def per_minute() -> str:
    """The limit of this installation, as Flask-Limiter writes it."""
    return f"{parts().config.number('SIGN_IN_PER_MINUTE')} per minute"
