"""Tiny DMN files: tables written as rows of text."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from engine.decisions import Decisions, read

NAMESPACE = "https://www.omg.org/spec/DMN/20191111/MODEL/"


def text(name: str, content: str | None, attributes: str = "") -> str:
    """An element with a `text` inside; nothing when there is no content."""
    if content is None:
        return ""
    return f"<{name} {attributes}><text>{escape(content)}</text></{name}>"


def table(
    inputs: Sequence[str],
    rules: Sequence[Sequence[str]],
    *,
    id: str = "answer",
    policy: str | None = "UNIQUE",
    aggregation: str | None = None,
    outputs: Sequence[str] = ("answer",),
    values: str | None = None,
    default: str | None = None,
    notes: Sequence[str] = (),
    requires: Sequence[str] = (),
    allowed: str | None = None,
) -> str:
    """The XML of a decision with a table; a rule is its input cells, then its output cells."""
    attributes = f'hitPolicy="{policy}"' if policy else ""
    attributes += f' aggregation="{aggregation}"' if aggregation else ""
    columns = "".join(
        f'<input id="{id}_i{n}" label="{escape(one)}">{text("inputExpression", one)}'
        f"{text('inputValues', allowed)}</input>"
        for n, one in enumerate(inputs, 1)
    )
    answers = "".join(
        f'<output id="{id}_o{n}" name="{one}">{text("outputValues", values)}'
        f"{text('defaultOutputEntry', default)}</output>"
        for n, one in enumerate(outputs, 1)
    )
    rows = "".join(
        rule(f"{id}_r{n}", row, len(inputs), notes[n - 1] if n <= len(notes) else "")
        for n, row in enumerate(rules, 1)
    )
    needs = "".join(
        f'<informationRequirement><requiredDecision href="#{one}"/></informationRequirement>'
        for one in requires
    )
    body = f"<decisionTable {attributes}>{columns}{answers}{rows}</decisionTable>"
    return f'<decision id="{id}" name="{id}">{needs}{body}</decision>'


def rule(id: str, cells: Sequence[str], inputs: int, note: str) -> str:
    """The XML of one rule."""
    described = f"<description>{escape(note)}</description>" if note else ""
    tests = "".join(text("inputEntry", cell) for cell in cells[:inputs])
    answers = "".join(text("outputEntry", cell) for cell in cells[inputs:])
    return f'<rule id="{id}">{described}{tests}{answers}</rule>'


def literal(id: str, expression: str, requires: Sequence[str] = ()) -> str:
    """The XML of a decision that is one expression."""
    needs = "".join(
        f'<informationRequirement><requiredDecision href="#{one}"/></informationRequirement>'
        for one in requires
    )
    body = text("literalExpression", expression)
    return f'<decision id="{id}" name="{id}"><variable name="{id}"/>{needs}{body}</decision>'


def xml(*decisions: str, namespace: str = NAMESPACE) -> bytes:
    """A whole file."""
    inside = "".join(decisions)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="{namespace}" id="d" name="d"'
        f' namespace="urn:test">{inside}</definitions>'
    ).encode()


def decisions(*parts: str) -> Decisions:
    """The decisions of a file made of these parts."""
    return Decisions(read(xml(*parts), "tiny.dmn"))
