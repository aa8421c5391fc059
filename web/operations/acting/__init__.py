"""Operations by hand on one instance: chosen, looked at, done with a reason, taken back."""

from web.operations.acting.routes import blueprint

__all__ = ["blueprint"]
