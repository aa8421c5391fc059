"""Tiny DMN models with more in them than tables: written as XML with few words."""

from __future__ import annotations

from collections.abc import Iterable

from engine.decisions import Decisions, link, read_model
from tests.engine.decisions.tiny import text, xml


def expression(content: str) -> str:
    """A literal expression."""
    return text("literalExpression", content)


def element(kind: str, name: str, body: str = "", type: str = "") -> str:
    """A decision, inputData or the like; spaces in its name are _ in its id."""
    variable = f'<variable name="{name}" {reference(type)}/>'
    return f'<{kind} id="{id_of(name)}" name="{name}">{variable}{body}</{kind}>'


def needs(kind: str, *names: str) -> str:
    """Arrows from Input, Decision or Knowledge of these names."""
    outer = "knowledgeRequirement" if kind == "Knowledge" else "informationRequirement"
    hrefs = (one if "#" in one else f"#{id_of(one)}" for one in names)
    return "".join(f'<{outer}><required{kind} href="{href}"/></{outer}>' for href in hrefs)


def knowledge(name: str, parameters: Iterable[str], body: str, type: str = "") -> str:
    """A business knowledge model; a parameter is `name` or `name: type`."""
    given = ""
    for one in parameters:
        label, _, its = one.partition(": ")
        given += f'<formalParameter name="{label}" {reference(its)}/>'
    logic = f"<encapsulatedLogic>{given}{body}</encapsulatedLogic>"
    return element("businessKnowledgeModel", name, logic, type)


def entry(name: str, content: str, type: str = "") -> str:
    """An entry of a boxed context; without a name, its result."""
    variable = f'<variable name="{name}" {reference(type)}/>' if name else ""
    body = content if content.startswith("<") else expression(content)
    return f"<contextEntry>{variable}{body}</contextEntry>"


def item(name: str, body: str, collection: bool = False) -> str:
    """A type; `body` is a typeRef's text or XML."""
    inner = body if body.startswith("<") else f"<typeRef>{body}</typeRef>"
    attribute = ' isCollection="true"' if collection else ""
    return f'<itemDefinition name="{name}"{attribute}>{inner}</itemDefinition>'


def reference(type: str) -> str:
    """The attribute that names a type."""
    return f'typeRef="{type}"' if type else ""


def id_of(name: str) -> str:
    """The id of the element of that name."""
    return name.replace(" ", "_")


def model(*parts: str) -> Decisions:
    """The decisions of one file."""
    return Decisions(link([read_model(xml(*parts), "model.dmn")]))
