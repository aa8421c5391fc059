"""What can be picked in the panel: everything the bundle and the installation know by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from engine import clauses, expressions
from engine.bundle import Bundle
from engine.clauses import RegisterRefused
from engine.decisions import Decision
from engine.deployments import forms_of
from engine.errors import BundleRefused
from engine.registry import Registry
from engine.spiff import tables
from forms import Form, toml
from handlers.directory import ROLES
from web.studio.diagrams.operations import Choice, operation

if TYPE_CHECKING:
    from engine.checks.asking import Asking

LETTER = "/letter.toml"


def choices(bundle: Bundle, registry: Registry) -> dict[str, Any]:
    """JSON for the editor: lists of things with their key and the words for it.

    What has to be read from the diagrams comes later, with `drawn`: it takes a second.
    """
    # Here, because a server that only runs what it has loads no rules.
    from engine.checks.asking import PLACES

    return {
        "operations": [operation(one) for one in registry.handlers.values()],
        "forms": list(_forms(bundle)),
        "letters": list(_letters(bundle)),
        "decisions": [_decision(one) for one in tables(bundle)[0]],
        "roles": [{"key": key, "words": words} for key, words in ROLES.items()],
        "clauses": list(_clauses(bundle)),
        "parameters": [_parameter(*one) for one in bundle.parameters.items()],
        "functions": list(_functions()),
        "places": {name: sorted(extra) for name, (_, _, extra) in PLACES.items()},
    }


def drawn(asking: Asking) -> dict[str, Any]:
    """What the diagrams say: the processes, the names of events, and what is known in each."""
    processes = list(_processes(asking))
    return {"processes": processes, **events(asking), "variables": variables(asking)}


def variables(asking: Asking) -> Mapping[str, list[str] | None]:
    """The names known in each process; None where that cannot be told."""
    found = {g.id: asking.names(g.id) for d in asking.subject.diagrams for g in d.graphs}
    return {id: None if names is None else sorted(names) for id, names in found.items()}


def events(asking: Asking) -> Mapping[str, list[str]]:
    """The names of messages and signals anywhere in the bundle, so that two files say the same."""
    nodes = [node for _, _, node in asking.subject.nodes()]
    drawn = [event for node in nodes for event in node.events if event.name]
    kinds = {"messages": "message", "signals": "signal"}
    return {
        key: sorted({str(event.name) for event in drawn if event.kind == kind})
        for key, kind in kinds.items()
    }


def _forms(bundle: Bundle) -> Iterator[Choice]:
    try:
        found = forms_of(bundle)
    except BundleRefused:  # a finding says which form cannot be read
        return
    for key, form in found.items():
        files = [section.file for section in form.sections]
        yield {"key": key, "words": form.title or key, "files": files, "answers": _answers(form)}


def _answers(form: Form) -> list[Choice]:
    """What the answers of a form are called below `answers`, with the question's words."""
    found = ((section, one) for section in form.sections for one in section.walk() if one.key)
    return [
        {"key": one.key if form.single else f"{section.key}.{one.key}", "words": one.label}
        for section, one in found
    ]


def _letters(bundle: Bundle) -> Iterator[Choice]:
    for path in bundle.paths(LETTER, "mail/"):
        key = path.removeprefix("mail/").removesuffix(LETTER)
        try:
            title = toml.read(bundle.files[path]).get("title")
        except toml.TomlUnreadable:
            title = None
        yield {"key": key, "words": str(title or key), "files": [f"mail/{key}/body.txt"]}


def _decision(found: Decision) -> Choice:
    return {"key": found.id, "words": found.name or found.id, "files": [found.file]}


def _processes(asking: Asking) -> Iterator[Choice]:
    for diagram in asking.subject.diagrams:
        for graph in diagram.graphs:
            yield {"key": graph.id, "words": graph.name, "files": [diagram.file]}


def _clauses(bundle: Bundle) -> Iterator[Choice]:
    try:
        register = clauses.read(bundle)
    except RegisterRefused:  # a finding says so
        return
    for clause in register.clauses.values() if register else ():
        yield {"key": clause.id, "words": clause.text, "section": clause.section}


def _parameter(name: str, value: object) -> Choice:
    shown = f'"{value}"' if isinstance(value, str) else str(value)
    return {"key": name, "words": {"True": "true", "False": "false"}.get(shown, shown)}


def _functions() -> Iterator[Choice]:
    for one in expressions.FUNCTIONS:
        told = {"key": one.name, "words": one.sentence, "params": list(one.params)}
        yield {**told, "example": one.example}
