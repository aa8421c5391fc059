"""Expressions: formal where they are to be run, never empty, and true or false where asked."""

from __future__ import annotations

import re

from engine.checks.standard.elements import (
    XSI_TYPE,
    Element,
    Elements,
    ancestors,
    executable,
    kind,
    local,
    words,
)
from engine.checks.standard.rule import Broken, rule

ABSTRACT = (
    *("completionCondition", "from", "to", "activationCondition", "loopCardinality"),
    *("conditionExpression", "loopCondition", "timeDate", "timeDuration", "timeCycle"),
)
FORMAL = ("formalExpression", "dataPath", "messagePath", "transformation")
CONDITIONS = ("completionCondition", "loopCondition", "conditionExpression", "condition")
LITERAL = re.compile(r'-?\d+(\.\d+)?|"[^"]*"')
MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+(\s*;.*)?")
NO_URI = re.compile(r"%(?![0-9A-Fa-f]{2})|[\s<>{}|\\^`\"]")


def _formal(element: Element) -> bool:
    return local(element.get(XSI_TYPE, "")) == "tFormalExpression"


@rule("expression-not-formal")
def not_formal(found: Elements) -> Broken:
    """In a process that runs, expressions are marked as formal; others are notes for people."""
    for element in found.of(*ABSTRACT, "condition"):
        if not executable(element) or _formal(element) or not words(element):
            continue
        if kind(element) == "condition" and _in_behaviour(element):
            continue
        sentence = f"Its {kind(element)} is marked as natural language, which cannot be run."
        yield element, sentence, 'Give it xsi:type="tFormalExpression".'


def _in_behaviour(element: Element) -> bool:
    return any(True for _ in ancestors(element, "complexBehaviorDefinition"))


@rule("expression-empty", also=("timers", "loops-behaviours", "events-names"))
def empty(found: Elements) -> Broken:
    """A formal expression has a text."""
    for element in found.of(*ABSTRACT, *FORMAL, "condition"):
        formal = _formal(element) or kind(element) in FORMAL or _in_behaviour(element)
        if formal and not words(element):
            sentence = f"Its {kind(element)} is empty."
            yield element, sentence, "Write the expression, or remove the element."


@rule("condition-not-boolean")
def not_boolean(found: Elements) -> Broken:
    """A condition is true or false, not a number or a text."""
    for element in found.of(*CONDITIONS):
        if LITERAL.fullmatch(words(element)):
            sentence = f"Its {kind(element)} is a value that is neither true nor false."
            yield element, sentence, "Write a comparison, or true or false."


@rule("script-format-missing", "warning")
def script_format(found: Elements) -> Broken:
    """A script says in which language it is written."""
    for node in found.of("scriptTask", "globalScriptTask"):
        attribute = "scriptFormat" if kind(node) == "scriptTask" else "scriptLanguage"
        script = any(kind(c) == "script" for c in node)
        if script and not node.get(attribute):
            sentence = "The script does not say in which language it is written."
            yield node, sentence, f'Give it {attribute}="text/feel".'


@rule("text-format")
def text_format(found: Elements) -> Broken:
    """A format of a text is a media type."""
    for element in found.of("documentation", "textAnnotation"):
        given = element.get("textFormat")
        if given and not MEDIA_TYPE.fullmatch(given):
            sentence = f"The textFormat of its {kind(element)} is no media type."
            yield element, sentence, 'Write for example textFormat="text/plain".'


@rule("not-a-uri", also=("files-expressions", "compensation-cancel-events"))
def uris(found: Elements) -> Broken:
    """What names a language, a method or a format is a URI."""
    for element in found.root.iter():
        for name in ("language", "method", "expressionLanguage", "typeLanguage", "importType"):
            if kind(element) and NO_URI.search(element.get(name, "")):
                sentence = f"The {name} of its {kind(element)} is no URI."
                yield element, sentence, "Correct it, or remove the attribute."


RULES = (not_formal, empty, not_boolean, script_format, text_format, uris)
