"""What the expression language refuses. Messages hold no data values, so they may be logged."""

from __future__ import annotations

from collections.abc import Sequence

from engine.errors import PlumblineError


class ExpressionFailed(PlumblineError):
    """A text could not be worked out; `reasons` are sentences without any data value."""

    def __init__(self, text: str, reasons: Sequence[str]) -> None:
        self.text, self.reasons = text, list(reasons)
        shown = text if len(text) <= 80 else text[:77] + "..."
        super().__init__(f"'{shown}': {'; '.join(self.reasons)}")


class UnsafeValue(PlumblineError):
    """A value from outside may not become a process variable; the message names the place only."""

    def __init__(self, where: str, reason: str) -> None:
        self.where, self.reason = where, reason
        super().__init__(f"{where}: {reason}")


class KernelMissing(PlumblineError):
    """The FEEL kernel has not been built: run `python web/assets/build_assets.py`."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)
