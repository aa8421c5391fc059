"""A bundle with a process that people may start: they wish for a book."""

from __future__ import annotations

import json
from pathlib import Path

from engine.bundle import Bundle

DIAGRAM = (Path(__file__).parent / "bpmn" / "offered_start.bpmn").read_text()
SHELF = {
    "type": "textfield",
    "key": "shelf",
    "label": "Which shelf?",
    "validate": {"required": True},
    "properties": {"prefill": "shelf", "requiredMessage": "Enter a shelf"},
}
WORDS = {"type": "textarea", "key": "words", "label": "What is it about?"}
MANIFEST = 'key = "wishes"\ntitle = "Wishes"\n[parameters]\nwriters = ["zoe"]\n'


def form(*components: dict[str, object]) -> bytes:
    """A form of one page."""
    page = {"type": "default", "id": "a", "title": "A form", "components": components}
    return json.dumps(page).encode()


def wishes(diagram: str = DIAGRAM, shelf: dict[str, object] = SHELF, **groups: str) -> Bundle:
    """The bundle; `groups` are other names for its groups, `shelf` is the first question."""
    for name, other in groups.items():
        diagram = diagram.replace(name, other)
    return Bundle(
        {
            "bundle.toml": MANIFEST.encode(),
            "wish.bpmn": diagram.encode(),
            "forms/wish.form": form(shelf, WORDS),
            "forms/bought.form": form(WORDS),
        }
    )
