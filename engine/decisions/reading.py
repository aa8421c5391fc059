"""DMN files, versions 1.1 to 1.5, into decisions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.decisions.boxed import logic_of, read_function
from engine.decisions.items import read_item
from engine.decisions.logic import FunctionDefinition
from engine.decisions.model import Decision, InputData, Knowledge, Model, Service
from engine.decisions.opening import root_of
from engine.decisions.requirements import hrefs, required
from engine.decisions.source import Source
from engine.decisions.xml import attribute, children
from engine.expressions.texts import IDENTIFIER


def read(xml: bytes, file: str) -> list[Decision]:
    """The decisions of a DMN file, in its order; DecisionRefused says what is wrong and the remedy.

    Cells and expressions are not judged here: see `check`.
    """
    return list(read_model(xml, file).decisions)


def link(models: Sequence[Model]) -> list[Decision]:
    """The decisions of several files, which may use each other's models from now on."""
    for model in models:
        model.together = tuple(models)
    return [decision for model in models for decision in model.decisions]


def read_model(xml: bytes, file: str, *, standard: bool = False) -> Model:
    """Everything in a DMN file. `standard` lets pass what the standard does, such as no logic."""
    root = root_of(xml, file)
    imports = {attribute(one, "name"): attribute(one, "namespace") for one in _imports(root)}
    items = children(root, "itemDefinition")
    names = frozenset(attribute(one, "name") for one in items)
    source = Source(file, "file", standard, imports, names)
    model = Model(
        file=file,
        namespace=attribute(root, "namespace"),
        name=attribute(root, "name"),
        imports=imports,
        items=[read_item(one, source.at(attribute(one, "name"))) for one in items],
        inputs=[_input(one, source) for one in children(root, "inputData")],
        knowledge=[_knowledge(one, source) for one in children(root, "businessKnowledgeModel")],
        services=[_service(one, source) for one in children(root, "decisionService")],
    )
    found = [_decision(element, source, model) for element in children(root, "decision")]
    model.decisions, model.together = found, (model,)
    return model


def _imports(root: Any) -> list[Any]:
    return [one for one in children(root, "import") if "DMN" in attribute(one, "importType")]


def _decision(element: Any, source: Source, model: Model) -> Decision:
    id = _id(element, source, "decision")
    here = source.at(id)
    logic = logic_of(element, here)
    if logic is None and not source.standard:
        raise here.refused("The decision has no logic.", "Add a decision table or an expression.")
    variable, aliases = _variable(element, id)
    return Decision(
        id=id,
        name=element.get("name") or id,
        file=source.file,
        variable=variable,
        aliases=aliases,
        logic=logic,
        type=_variable_type(element, here),
        model=model,
        **required(element, here),
    )


def _id(element: Any, source: Source, what: str) -> str:
    id, name = element.get("id"), element.get("name")
    if id or (source.standard and name):
        return str(id or name)
    raise source.at(name or f"{what} in line {element.sourceline}").refused(
        f"The {what} has no id.", "Give it an id; diagrams call it by that id."
    )


def _variable(element: Any, id: str) -> tuple[str, tuple[str, ...]]:
    """The variable of one word if there is one, and the name the standard gives it besides."""
    names = [attribute(one, "name") for one in children(element, "variable")]
    candidates = [name for name in [*names, element.get("name") or ""] if name]
    word = next((name for name in candidates if IDENTIFIER.match(name)), id)
    return word, tuple(name for name in candidates[:1] if name != word)


def _variable_type(element: Any, source: Source) -> str | None:
    found = children(element, "variable")
    return source.type_of(found[0]) if found else None


def _name(element: Any) -> str:
    names = [attribute(one, "name") for one in children(element, "variable")]
    return next((name for name in [*names, attribute(element, "name")] if name), "")


def _input(element: Any, source: Source) -> InputData:
    id = _id(element, source, "input")
    return InputData(id, _name(element), _variable_type(element, source))


def _knowledge(element: Any, source: Source) -> Knowledge:
    here = source.at(_id(element, source, "business knowledge model"))
    found = children(element, "encapsulatedLogic")
    logic = read_function(found[0], here) if found else FunctionDefinition((), None)
    if logic.body is None and not source.standard:
        raise here.refused("The business knowledge model has no logic.", "Add its logic.")
    needs = required(element, here)["knowledge"]
    return Knowledge(here.id, _name(element), needs, logic, _variable_type(element, here))


def _service(element: Any, source: Source) -> Service:
    here = source.at(_id(element, source, "decision service"))
    return Service(
        id=here.id,
        name=_name(element),
        outputs=hrefs(element, "outputDecision", here),
        given_decisions=hrefs(element, "inputDecision", here),
        given_inputs=hrefs(element, "inputData", here),
        type=_variable_type(element, here),
    )
