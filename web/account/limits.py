"""How often sign-in may be tried from one address."""

from __future__ import annotations

from flask_limiter import Limiter, RequestLimit
from flask_limiter.util import get_remote_address

from web.account.history import note_slowed_down
from web.parts import parts


def _slowed_down(_: RequestLimit) -> None:
    note_slowed_down(parts())


limiter = Limiter(
    get_remote_address,
    storage_uri="memory://",
    headers_enabled=True,
    on_breach=_slowed_down,
)


def per_minute() -> str:
    """The limit of this installation, as Flask-Limiter writes it."""
    return f"{parts().config.number('SIGN_IN_PER_MINUTE')} per minute"
