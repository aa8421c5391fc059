"""A decision table out of its XML."""

from __future__ import annotations

from typing import Any

from engine.decisions.errors import DecisionRefused
from engine.decisions.logic import (
    AGGREGATIONS,
    POLICIES,
    Aggregation,
    Input,
    Output,
    Policy,
    Rule,
    Table,
)
from engine.decisions.source import Source
from engine.decisions.xml import attribute, check_language, child_text, children, named_text

ANY = "-"
MOST_RULES = 1_000


def read_table(element: Any, source: Source) -> Table:
    """The table of an element; DecisionRefused when it does not hold together."""
    id, file = source.id, source.file
    columns, answers = children(element, "input"), children(element, "output")
    inputs = tuple(_input(one, n, source) for n, one in enumerate(columns, 1))
    outputs = tuple(_output(one, n, source) for n, one in enumerate(answers, 1))
    _check_size(element, id, file)
    table = Table(
        policy=_policy(element, id, file),
        aggregation=_aggregation(element, id, file),
        inputs=inputs,
        outputs=outputs,
        rules=tuple(_rule(one, n, id, file) for n, one in enumerate(children(element, "rule"), 1)),
        type=source.type_of(element),
    )
    _check_outputs(table, id, file)
    _check_policy(table, id, file)
    _check_rules(table, file)
    return table


def _check_size(element: Any, id: str, file: str) -> None:
    number = len(children(element, "rule"))
    if number > MOST_RULES:
        sentence = f"The table has {number:,} rules; at most {MOST_RULES:,} are read."
        raise DecisionRefused(file, id, sentence, "Divide it into tables that ask each other.")


def _policy(element: Any, id: str, file: str) -> Policy:
    policy = attribute(element, "hitPolicy") or "UNIQUE"
    if policy not in POLICIES:
        raise DecisionRefused(
            file, id, f"There is no hit policy {policy}.", f"Choose one of {', '.join(POLICIES)}."
        )
    return policy


def _aggregation(element: Any, id: str, file: str) -> Aggregation | None:
    aggregation = attribute(element, "aggregation")
    if aggregation and aggregation not in AGGREGATIONS:
        raise DecisionRefused(
            file,
            id,
            f"There is no aggregation {aggregation}.",
            f"Choose one of {', '.join(AGGREGATIONS)}, or none.",
        )
    return aggregation or None


def _input(element: Any, number: int, source: Source) -> Input:
    id, file = source.id, source.file
    found = children(element, "inputExpression")
    text = child_text(found[0]) if found else None
    name = attribute(element, "id") or f"{id} input {number}"
    if not text:
        raise DecisionRefused(
            file,
            name,
            f"Column {number} does not say what is tested.",
            "Write the expression of the column.",
        )
    check_language(found[0], name, file)
    label = attribute(element, "label") or text
    values, type = named_text(element, "inputValues"), source.type_of(found[0])
    whole = attribute(found[0], "typeRef") in ("integer", "long")
    return Input(id=name, label=label, text=text, values=values, type=type, whole=whole)


def _output(element: Any, number: int, source: Source) -> Output:
    return Output(
        id=attribute(element, "id") or f"{source.id} output {number}",
        name=attribute(element, "name"),
        values=named_text(element, "outputValues"),
        default=named_text(element, "defaultOutputEntry"),
        type=source.type_of(element),
    )


def _rule(element: Any, number: int, id: str, file: str) -> Rule:
    name = attribute(element, "id") or f"{id} rule {number}"
    for entry in [*children(element, "inputEntry"), *children(element, "outputEntry")]:
        check_language(entry, name, file)
    return Rule(
        id=name,
        number=number,
        note=_note(element),
        inputs=tuple(_cell(entry) for entry in children(element, "inputEntry")),
        outputs=tuple(child_text(entry) for entry in children(element, "outputEntry")),
    )


def _cell(entry: Any) -> str | None:
    text = child_text(entry)
    return None if text == ANY else text


def _note(element: Any) -> str:
    parts = ["".join(one.itertext()) for one in children(element, "description")]
    parts += [child_text(one) or "" for one in children(element, "annotationEntry")]
    return "; ".join(" ".join(part.split()) for part in parts if part.strip())


def _check_outputs(table: Table, id: str, file: str) -> None:
    names = [output.name for output in table.outputs]
    if not names:
        raise DecisionRefused(file, id, "The table has no output column.", "Add an output column.")
    if len(names) > 1 and (not all(names) or len(set(names)) < len(names)):
        raise DecisionRefused(
            file,
            id,
            "The output columns do not all have a name of their own.",
            "Give each output column a different name.",
        )


def _check_policy(table: Table, id: str, file: str) -> None:
    if table.aggregation and table.policy != "COLLECT":
        raise DecisionRefused(
            file,
            id,
            f"{table.aggregation} goes with COLLECT only.",
            "Choose the hit policy COLLECT, or no aggregation.",
        )
    if table.aggregation and len(table.outputs) > 1:
        raise DecisionRefused(
            file,
            id,
            f"{table.aggregation} works on one output column, and there are several.",
            "Keep one output column.",
        )
    ordered = table.policy in ("PRIORITY", "OUTPUT ORDER")
    if ordered and all(output.values is None for output in table.outputs):
        raise DecisionRefused(
            file,
            id,
            f"{table.policy} needs the order of the output values.",
            "List the output values of a column, the most important first.",
        )


def _check_rules(table: Table, file: str) -> None:
    for rule in table.rules:
        if len(rule.inputs) != len(table.inputs) or len(rule.outputs) != len(table.outputs):
            raise DecisionRefused(
                file,
                rule.id,
                f"Rule {rule.number} has {len(rule.inputs)} + {len(rule.outputs)} cells where the "
                f"table has {len(table.inputs)} + {len(table.outputs)} columns.",
                "Save the table again from the DMN editor.",
            )
