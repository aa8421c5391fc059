"""A duration of years and months, for which Python has no type."""

from __future__ import annotations

import re
from dataclasses import dataclass

WRITTEN = re.compile(r"(?P<sign>-?)P(?=\d)(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?")


@dataclass(frozen=True, order=True)
class Months:
    """So many months, negative ones back in time; its text is ISO 8601, such as P1Y2M."""

    count: int

    @classmethod
    def read(cls, text: str) -> Months | None:
        """The months of an ISO 8601 text of years and months; None for any other text."""
        found = WRITTEN.fullmatch(text)
        if found is None:
            return None
        count = 12 * int(found["years"] or 0) + int(found["months"] or 0)
        return cls(-count if found["sign"] else count)

    def __str__(self) -> str:
        years, months = divmod(abs(self.count), 12)
        parts = f"{years}Y" * bool(years) + f"{months}M" * bool(months)
        return f"{'-' if self.count < 0 else ''}P{parts or '0M'}"
