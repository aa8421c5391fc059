"""The inbox: what is with me, one user task at a time, from the first word to the confirmation."""

from web.inbox import pages, routes, sending
from web.inbox.blueprint import blueprint

__all__ = ["blueprint", "pages", "routes", "sending"]
