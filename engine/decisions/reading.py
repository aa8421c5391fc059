"""DMN files, versions 1.1 to 1.5, into decisions."""

from __future__ import annotations

from typing import Any

from lxml import etree

from engine.decisions.errors import DecisionRefused
from engine.decisions.model import Decision
from engine.decisions.tables import read_table
from engine.decisions.xml import (
    attribute,
    check_language,
    child_text,
    children,
    local_name,
    only_child,
)
from engine.expressions.texts import IDENTIFIER

NAMESPACES = {
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd": "1.1",
    "http://www.omg.org/spec/DMN/20180521/MODEL/": "1.2",
    "https://www.omg.org/spec/DMN/20191111/MODEL/": "1.3",
    "https://www.omg.org/spec/DMN/20211108/MODEL/": "1.4",
    "https://www.omg.org/spec/DMN/20230324/MODEL/": "1.5",
}
UNSUPPORTED = {
    "context", "invocation", "list", "relation", "functionDefinition", "conditional", "for",
    "some", "every", "filter",
}  # fmt: skip


def read(xml: bytes, file: str) -> list[Decision]:
    """The decisions of a DMN file, in its order; DecisionRefused says what is wrong and the remedy.

    Cells and expressions are not judged here: see `check`.
    """
    root = _root(xml, file)
    return [_decision(element, file) for element in children(root, "decision")]


def _root(xml: bytes, file: str) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        line = getattr(problem, "lineno", None)
        at = f" near line {line}" if line else ""
        raise DecisionRefused(
            file, "file", f"The file is not readable XML{at}.", "Save it again from the DMN editor."
        ) from None
    _check_root(root, file)
    return root


def _check_root(root: Any, file: str) -> None:
    if root.getroottree().docinfo.doctype:
        raise DecisionRefused(
            file, "file", "The file has a DOCTYPE, which is not allowed.", "Remove the DOCTYPE."
        )
    name = etree.QName(root)
    if name.localname != "definitions" or name.namespace not in NAMESPACES:
        raise DecisionRefused(
            file,
            "file",
            "The file is not a DMN file of version 1.1 to 1.5.",
            "Save it from a DMN editor such as dmn-js.",
        )


def _decision(element: Any, file: str) -> Decision:
    id = element.get("id")
    if not id:
        raise DecisionRefused(
            file,
            element.get("name") or f"decision in line {element.sourceline}",
            "The decision has no id.",
            "Give it an id; diagrams call it by that id.",
        )
    _refuse_unsupported(element, id, file)
    table = only_child(element, "decisionTable", file, id)
    literal = only_child(element, "literalExpression", file, id)
    if (table is None) == (literal is None):
        raise DecisionRefused(
            file, id, "The decision has no logic.", "Add a decision table or an expression."
        )
    return Decision(
        id=id,
        name=element.get("name") or id,
        file=file,
        variable=_variable(element, id),
        requires=_requires(element, id, file),
        table=None if table is None else read_table(table, id, file),
        text=None if literal is None else _literal(literal, id, file),
    )


def _refuse_unsupported(element: Any, id: str, file: str) -> None:
    if children(element, "knowledgeRequirement"):
        raise DecisionRefused(
            file,
            id,
            "The decision uses a business knowledge model, which is not supported.",
            "Make it a decision of its own and require that.",
        )
    found = [local_name(part) for part in element if local_name(part) in UNSUPPORTED]
    if found:
        raise DecisionRefused(
            file,
            id,
            f"The decision is a boxed {found[0]}, which is not supported.",
            "Use a decision table or one expression.",
        )


def _variable(element: Any, id: str) -> str:
    names = [attribute(one, "name") for one in children(element, "variable")]
    candidates = [*names, element.get("name") or ""]
    return next((name for name in candidates if IDENTIFIER.match(name)), id)


def _requires(element: Any, id: str, file: str) -> tuple[str, ...]:
    found = []
    for requirement in children(element, "informationRequirement"):
        for required in children(requirement, "requiredDecision"):
            _, _, target = attribute(required, "href").rpartition("#")
            if not target:
                raise DecisionRefused(
                    file,
                    id,
                    "A requirement does not say which decision it needs.",
                    "Draw the arrow again from the decision that is needed.",
                )
            found.append(target)
    return tuple(found)


def _literal(element: Any, id: str, file: str) -> str:
    check_language(element, id, file)
    text = child_text(element)
    if not text:
        raise DecisionRefused(file, id, "The expression is empty.", "Write a FEEL expression.")
    return text
