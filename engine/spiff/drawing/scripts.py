"""Which scripts are run: one FEEL expression, whose value has a name."""

from __future__ import annotations

from engine.expressions import strip_equals
from engine.spiff.drawing.diagram import Node

FEEL_NAMES = ("", "feel", "text/feel", "application/feel")


def refusal(node: Node) -> tuple[str, str] | None:
    """Why the script of a script task is not run, with the remedy; None when it is, or is none."""
    if node.type != "scriptTask" or not node.script:
        return None
    language = node.xml.get("scriptFormat") or node.xml.get("scriptLanguage", "")
    if language.lower() not in FEEL_NAMES:
        sentence = f'The script is written in "{language}": only FEEL is run.'
        return sentence, "Write { name: expression }, and set scriptFormat to feel."
    if node.properties.get("result") or strip_equals(node.script).startswith("{"):
        return None
    sentence = "The script gives a value, and nothing says what it is called."
    return sentence, "Write { name: expression }, or add the property result."
