"""Files a diagram says it needs."""

from __future__ import annotations

from engine.checks.standard.elements import Elements
from engine.checks.standard.rule import Broken, rule


@rule("import-missing", "warning")
def missing(found: Elements) -> Broken:
    """What is imported is not read: everything a diagram needs is in it or in its bundle."""
    for element in found.of("import"):
        sentence = f'The import of "{element.get("location", "")[:80]}" is not read.'
        yield element, sentence, "Draw what is needed here, or put the process into the bundle."


RULES = (missing,)
