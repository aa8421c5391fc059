"""Where letters and pages are filled in: out of reach of Python, and without room to run away."""

from __future__ import annotations

from typing import Any

from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

MOST_TIMES = 10_000


class Sandbox(SandboxedEnvironment):
    """Jinja's sandbox, in which nothing multiplies text or counts without end.

    What goes too far raises SecurityError, a TemplateError.
    """

    intercepted_binops = frozenset(("*", "**"))

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.globals["range"] = _range

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Products of numbers are worked out; text is not repeated, and powers are not needed."""
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "**" or not numbers:
            raise SecurityError(f"“{operator}” is for numbers only, and “**” is not allowed")
        return super().call_binop(context, operator, left, right)


def _range(*bounds: int) -> range:
    found = range(*bounds)
    if len(found) > MOST_TIMES:
        raise SecurityError(f"nothing is repeated more than {MOST_TIMES} times")
    return found
