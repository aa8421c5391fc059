"""The pages of plays, all on one blueprint."""

from web.studio.play import beginning, doing
from web.studio.play.routes import blueprint

__all__ = ["beginning", "blueprint", "doing"]
