"""From what was sent from a step's page to verbs of the drawing."""

from __future__ import annotations

from collections.abc import Mapping

from engine.editing.diagrams import Drawing, EditRefused, Facts, Way
from web.studio.outline.late import wanted

Sent = Mapping[str, str]
NO_SUCH = "That is not offered on this page."


def apply(drawing: Drawing, id: str, sent: Sent) -> str:
    """Do what the button says; the id of the element to go back to. Raises EditRefused.

    What was written in the fields is saved by every button but the one that takes the step out.
    """
    verbs = {
        **{"save": _stay, "insert": _insert, "late": _late},
        **{"remove": _remove, "connect": _connect},
    }
    named = {"disconnect": drawing.disconnect, "away": drawing.take_away}
    action, _, which = sent.get("_action", "save").partition(":")
    if action != "remove":
        _save(drawing, id, sent)
    if action in named:
        named[action](which)
        return id
    if action not in verbs:
        raise EditRefused(NO_SUCH, "Load the page again.")
    return verbs[action](drawing, id, sent)


def _insert(drawing: Drawing, id: str, sent: Sent) -> str:
    kind, name, flow = (sent.get(f"insert.{part}", "") for part in ("kind", "name", "way"))
    return drawing.insert_after(id, kind, name, flow_id=flow)


def _late(drawing: Drawing, id: str, sent: Sent) -> str:
    """Back to the new step, which has nothing to say yet."""
    late = wanted(sent)
    event = drawing.add_timer(id, late)
    return id if late.target else drawing.facts(event).ways[0].target


def _remove(drawing: Drawing, id: str, sent: Sent) -> str:
    if drawing.facts(id).kind == "boundaryEvent":
        drawing.take_away(id)
    else:
        drawing.remove(id)
    return ""


def _connect(drawing: Drawing, id: str, sent: Sent) -> str:
    drawing.connect(id, sent.get("connect.target", ""))
    return id


def _stay(drawing: Drawing, id: str, sent: Sent) -> str:
    return id


def _save(drawing: Drawing, id: str, sent: Sent) -> None:
    """Only what differs is written, so that nothing else of the file moves."""
    step = drawing.facts(id)
    _name(drawing, step, sent)
    _properties(drawing, step, sent)
    _timer(drawing, step, sent)
    _work(drawing, step, sent)
    for way in step.ways:
        _way(drawing, way, sent)
    _otherwise(drawing, step, sent)
    if sent.get("lane", step.lane) != step.lane:
        drawing.move_to_lane(id, sent["lane"])


def _name(drawing: Drawing, step: Facts, sent: Sent) -> None:
    said = sent.get("name", step.name).strip()
    if said != step.name:
        drawing.rename(step.id, said)


def _properties(drawing: Drawing, step: Facts, sent: Sent) -> None:
    for field, value in sent.items():
        name = field.removeprefix("property.")
        if name != field and value.strip() != step.properties.get(name, "").strip():
            drawing.set_property(step.id, name, value.strip() or None)


def _timer(drawing: Drawing, step: Facts, sent: Sent) -> None:
    said = (sent.get("timer.kind", ""), sent.get("timer.text", "").strip())
    if "timer.text" in sent and said != step.timer:
        drawing.set_timer(step.id, *said)
    stops = sent.get("stops", "yes" if step.stops else "no") == "yes"
    if stops != step.stops:
        drawing.set_stops(step.id, stops)


def _work(drawing: Drawing, step: Facts, sent: Sent) -> None:
    given = {f.removeprefix("input."): v.strip() for f, v in sent.items() if f[:6] == "input."}
    changed = {name: text or None for name, text in given.items() if text != step.inputs.get(name)}
    if sent.get("new.name", "").strip():
        changed[sent["new.name"].strip()] = sent.get("new.value", "").strip() or None
    operation = sent.get("operation", step.operation)
    if changed or operation != step.operation:
        drawing.set_operation(step.id, operation, changed)
    for field, now, verb in (
        ("decision", step.decision, drawing.set_decision),
        ("called", step.called, drawing.set_called),
        ("script", step.script, drawing.set_script),
    ):
        if sent.get(field, now).strip() != now:
            verb(step.id, sent[field])


def _way(drawing: Drawing, way: Way, sent: Sent) -> None:
    field = f"way.{way.id}."
    if sent.get(f"{field}name", way.name).strip() != way.name:
        drawing.rename(way.id, sent[f"{field}name"])
    if sent.get(f"{field}condition", way.condition).strip() != way.condition:
        drawing.set_condition(way.id, sent[f"{field}condition"])
    if sent.get(f"{field}target", way.target) != way.target:
        drawing.reconnect(way.id, sent[f"{field}target"])


def _otherwise(drawing: Drawing, step: Facts, sent: Sent) -> None:
    now = next((way.id for way in step.ways if way.otherwise), "")
    wanted = sent.get("otherwise", now)
    if wanted and wanted != now:
        drawing.set_default(wanted)
