"""What is held up, by cause: looked after, tried again, closed by hand."""

from web.operations.incidents.routes import blueprint

__all__ = ["blueprint"]
