"""What is done at an activity: an operation with its inputs, a decision, a process, a script."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from engine.editing.diagrams.document import Document, Xml, local
from engine.editing.diagrams.errors import EditRefused
from engine.editing.diagrams.settings import NS, extensions
from engine.editing.diagrams.writing import append, insert, remove
from engine.spiff.drawing.xml import BPMN, SPIFF

SERVICES = ("serviceTask", "sendTask")
PARAMETER = f"{SPIFF}parameters/{SPIFF}parameter"


def set_operation(
    document: Document, id: str, operation: str, given: Mapping[str, str | None]
) -> None:
    """Let a service do this, with these inputs as FEEL; None takes an input away, others stay."""
    node = _of_kind(document, id, SERVICES, "No service is called here.")
    if not operation.strip():
        raise EditRefused("A step that Plumbline does needs a service.", "Choose one.")
    held = extensions(node)
    operator = held.find(f"{SPIFF}serviceTaskOperator")
    if operator is None:
        operator = etree.Element(f"{SPIFF}serviceTaskOperator", nsmap=NS)
        insert(held, operator)
    operator.set("id", operation.strip())
    for name, value in given.items():
        _set_input(operator, name, value)


def set_decision(document: Document, id: str, decision: str) -> None:
    """Let a table of the bundle decide."""
    node = _of_kind(document, id, ("businessRuleTask",), "No table decides here.")
    held = extensions(node)
    called = held.find(f"{SPIFF}calledDecisionId")
    if called is None:
        called = etree.Element(f"{SPIFF}calledDecisionId", nsmap=NS)
        insert(held, called)
    called.text = _said(decision, "Choose a table.")


def set_called(document: Document, id: str, process: str) -> None:
    """Let another process of the bundle be carried out."""
    node = _of_kind(document, id, ("callActivity",), "No process is carried out here.")
    node.set("calledElement", _said(process, "Choose a process."))


def set_script(document: Document, id: str, text: str) -> None:
    """Let this be worked out: a FEEL context whose entries become variables."""
    node = _of_kind(document, id, ("scriptTask",), "Nothing is worked out here.")
    script = node.find(f"{BPMN}script")
    if script is None:
        script = etree.Element(f"{BPMN}script")
        append(node, script)
        node.set("scriptFormat", "feel")
    script.text = _said(text, "Write what is worked out.")


def _set_input(operator: Xml, name: str, value: str | None) -> None:
    found = [p for p in operator.findall(PARAMETER) if p.get("id") == name]
    if value is None:
        for old in found:
            remove(old)
    elif found:
        found[0].set("value", value)
    else:
        append(_inputs(operator), _input(name, value))


def _inputs(operator: Xml) -> Xml:
    group = operator.find(f"{SPIFF}parameters")
    if group is None:
        group = etree.Element(f"{SPIFF}parameters")
        append(operator, group)
    return group


def _input(name: str, value: str) -> Xml:
    return etree.Element(f"{SPIFF}parameter", id=name, type="any", value=value)


def _of_kind(document: Document, id: str, kinds: tuple[str, ...], sentence: str) -> Xml:
    node = document.element(id)
    if local(node) not in kinds:
        raise EditRefused(sentence, "Choose another step.")
    return node


def _said(text: str, remedy: str) -> str:
    if not text.strip():
        raise EditRefused("It must say what is done.", remedy)
    return text.strip()
