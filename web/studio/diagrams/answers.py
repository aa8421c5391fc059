"""What the editor of a diagram asks the server, answered as JSON. Nothing of any case is in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, abort, g, jsonify, request
from flask.typing import ResponseReturnValue

from engine.bundle import Bundle
from engine.changes import ChangeConflict, ChangeRefused, HeldByAnother
from engine.expressions import ExpressionFailed
from engine.model import Finding
from engine.spiff import TimerRefused, Unreadable
from web.access.permission import permit
from web.parts import parts
from web.studio.diagrams import choices, register, samples, timers
from web.studio.diagrams.given import Given
from web.studio.diagrams.lossless import losses
from web.studio.editors import editor_of
from web.studio.files import refusal
from web.studio.opened import opened
from web.studio.soundness import readable

if TYPE_CHECKING:
    from engine.checks.asking import Asking

AT = "/studio/changes/<uuid:change_id>/diagrams/<path:path>"


def add_to(blueprint: Blueprint) -> None:
    """Add these addresses."""
    for view in (known, findings):
        blueprint.add_url_rule(f"{AT}/{view.__name__}", view.__name__, view)
    for view in (expression, tried, timer, kept, clauses):
        blueprint.add_url_rule(f"{AT}/{view.__name__}", view.__name__, view, methods=["POST"])


@permit("studio.read")
def known(change_id: UUID, path: str) -> ResponseReturnValue:
    """What can be picked, but for what the diagrams say: that comes with the findings."""
    told = choices.choices(_bundle(change_id), parts().engine.context.registry)
    return jsonify(_linked(change_id, told))


@permit("studio.read")
def findings(change_id: UUID, path: str) -> ResponseReturnValue:
    """What the deployment check says of this file, with the names that are known now."""
    bundle = _bundle(change_id)
    found = [f for f in parts().changes.findings(change_id) if f.file == path]
    return jsonify(
        findings=[_told(one) for one in found],
        register=register.one_sided(bundle, path),
        **_linked(change_id, choices.drawn(_asking(bundle))),
    )


@permit("studio.read")
def expression(change_id: UUID, path: str) -> ResponseReturnValue:
    """What the check would say of a text that is being typed, and the variables it asks for."""
    given, bundle = Given(), _bundle(change_id)
    process, place, text = (given.text(name) for name in ("process", "place", "text"))
    if not text.strip():
        return jsonify(findings=[], names=[])
    try:
        told = _asking(bundle).judge(process, place, text, apart=given.says("apart"))
        return jsonify(findings=[_told(one) for one in told], names=_names(place, text))
    except KeyError:
        abort(400)


@permit("studio.read")
def tried(change_id: UUID, path: str) -> ResponseReturnValue:
    """The value of a text on example values, or the sentence why it has none."""
    given, bundle = Given(), _bundle(change_id)
    place, text = given.text("place"), given.text("text")
    try:
        value = samples.tried(bundle, place, text, given.sample(), parts().clock.now())
        return jsonify(value=value)
    except ExpressionFailed as failed:
        return jsonify(sentence=_sentence(failed))
    except KeyError:
        abort(400)


@permit("studio.read")
def timer(change_id: UUID, path: str) -> ResponseReturnValue:
    """When a timer would happen, reached on three days; or the sentence why that cannot be told."""
    given, bundle = Given(), _bundle(change_id)
    asked = timers.Asked(given.text("kind"), given.text("text"), given.sample())
    if asked.drawn not in timers.KINDS:
        abort(400)
    try:
        return jsonify(examples=timers.examples(bundle, asked, parts().clock.now()))
    except ExpressionFailed as failed:
        return jsonify(examples=[], sentence=_sentence(failed))
    except TimerRefused as refused:
        return jsonify(examples=[], sentence=str(refused))


@permit("studio.read")
def kept(change_id: UUID, path: str) -> ResponseReturnValue:
    """What would be lost if the file as the editor saves it, unchanged, replaced what is stored."""
    content, _ = parts().changes.file(change_id, path)
    if content is None:
        abort(404)
    saved = request.get_data(cache=False)
    if costly := _unsafe({"stored.bpmn": content, "saved.bpmn": saved}):
        return jsonify(losses=[f"{costly[0].sentence} {costly[0].remedy}"])
    try:
        return jsonify(losses=losses(content, saved))
    except Unreadable as unreadable:
        return jsonify(losses=[str(unreadable)])


@permit("studio.edit")
def clauses(change_id: UUID, path: str) -> ResponseReturnValue:
    """Write what the elements of this diagram name into the policy's register."""
    here = parts()
    try:
        edition = register.agree(here.changes, change_id, path, by=g.actor.person)
    except (ChangeConflict, HeldByAnother, ChangeRefused) as refused:
        return refusal(refused)
    return jsonify(edition=edition)


def _linked(change_id: UUID, told: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same, where each file of something that can be picked is the address of its editor."""
    for listed in told.values():
        for one in listed if isinstance(listed, list) else ():
            if isinstance(one, dict) and "files" in one:
                one["files"] = [editor_of(change_id, path) for path in one["files"]]
    return told


def _bundle(change_id: UUID) -> Bundle:
    return readable(parts().changes.bundle(opened(change_id).id))


def _told(finding: Finding) -> dict[str, str]:
    return {
        **{"level": finding.level, "element": finding.element, "sentence": finding.sentence},
        **{"remedy": finding.remedy, "rule": finding.rule},
    }


def _names(place: str, text: str) -> list[str]:
    try:
        return samples.names(place, text)
    except ExpressionFailed:
        return []


def _sentence(failed: ExpressionFailed) -> str:
    told = "; ".join(failed.reasons)
    return f"{told[:1].upper()}{told[1:]}."


# The rules are loaded when somebody draws: a server that only runs what it has needs none.
def _asking(bundle: Bundle) -> Asking:
    from engine.checks.asking import Asking

    return Asking.of(bundle)


def _unsafe(files: Mapping[str, bytes]) -> list[Finding]:
    from engine.checks.safety import unsafe

    return unsafe(files)
