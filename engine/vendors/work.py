"""Decisions and scripts: what is worked out, and the variable that keeps it."""

from __future__ import annotations

from engine.expressions import foreign
from engine.vendors import values
from engine.vendors.changes import Extension, Property, Script
from engine.vendors.finding import Setting, kind
from engine.vendors.tools import BPMN
from engine.vendors.verdicts import NOTHING, Verdict, same

EXPRESSIONS = ("javascript", "ecmascript", "groovy", "juel")
SHAPES = (
    "Give it a calledDecisionId and the property result. A table with one output gives its value "
    "here, one with several a context, COLLECT a list: see that what follows expects that."
)


def decision(setting: Setting) -> Verdict | None:
    """The decision by its id. What is kept of it is the same only for a single entry."""
    space = setting.attribute.rpartition("}")[0] + "}"
    held, does = setting.holder, f"{setting.title} names a decision, and is not read here."
    kept = values.variable(str(held.get(f"{space}resultVariable", "")))
    one = held.get(f"{space}mapDecisionResult") == "singleEntry"
    bound = held.get(f"{space}decisionRefBinding", "deployment") in ("deployment", "latest")
    if values.is_worked_out(setting.value) or kind(held) != "businessRuleTask":
        return None
    if not (kept and one and bound):
        return Verdict("work", does, SHAPES)
    names = ("resultVariable", "mapDecisionResult", "decisionRefBinding")
    changes = (Extension(held, "calledDecisionId", setting.value), Property(held, "result", kept))
    return same("work", does, *changes, drops=tuple(f"{space}{name}" for name in names))


def beside_decision(setting: Setting) -> Verdict | None:
    """Parts of a decision's setting are said there."""
    space = setting.attribute.rpartition("}")[0] + "}"
    return NOTHING if setting.holder.get(f"{space}decisionRef") else None


def called_decision(setting: Setting) -> Verdict | None:
    """Camunda 8 gives what DMN says, as we do."""
    name, binding = setting.place.get("decisionId", ""), setting.place.get("bindingType", "latest")
    kept = values.variable(setting.place.get("resultVariable", ""))
    if not name or not kept or values.is_worked_out(name) or binding == "versionTag":
        return None
    does = f"{setting.title} names a decision, and is not read here."
    changes = (
        Extension(setting.holder, "calledDecisionId", name),
        Property(setting.holder, "result", kept),
    )
    return same("work", does, *changes)


def script(setting: Setting) -> Verdict | None:
    """Camunda 8's scripts are FEEL."""
    feel = values.expression(setting.place.get("expression", ""))
    kept = values.variable(setting.place.get("resultVariable", ""))
    if feel is None or not kept:
        return None
    does = f"{setting.title} is the script of this activity, and is not read here."
    changes = Script(setting.holder, feel), Property(setting.holder, "result", kept)
    return same("work", does, *changes)


def kept(setting: Setting) -> Verdict | None:
    """The variable that keeps a script's value, when the script is one expression."""
    if kind(setting.holder) != "scriptTask":
        return beside_decision(setting)
    written = (setting.holder.findtext(f"{BPMN}script") or "").strip()
    language = (setting.holder.get("scriptFormat") or "").lower()
    reading = foreign.read(written, "juel" if language == "juel" else language)
    name = values.variable(setting.value)
    if language not in EXPRESSIONS or not written or reading.refusal or name is None:
        return None
    does = f"{setting.title} keeps the script's value, and is not read here."
    changes = (
        Script(setting.holder, reading.feel, written),
        Property(setting.holder, "result", name),
    )
    return same("work", does, *changes)


JUDGES = {
    "camunda": {
        "@decisionRef": decision,
        "@mapDecisionResult": beside_decision,
        "@decisionRefBinding": beside_decision,
        "@resultVariable": kept,
        "@resultVariableName": kept,
    },
    "zeebe": {"calledDecision": called_decision, "script": script},
}
