"""The fixtures of the web's tests."""

from tests.web.installation import app, clock, config, database, lend, parts, sign_in

__all__ = ["app", "clock", "config", "database", "lend", "parts", "sign_in"]
