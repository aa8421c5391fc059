"""What kinds of elements are called by people who know the policy and not the notation."""

from __future__ import annotations

STEP = "step"
# By kind: its name, and what it is when its kind is the point.
KINDS = {
    "task": (STEP, "a step"),
    "userTask": (STEP, "a step that somebody does"),
    "manualTask": (STEP, "a step that somebody does elsewhere"),
    "serviceTask": (STEP, "a step that is done by itself"),
    "sendTask": (STEP, "a step that sends something"),
    "receiveTask": (STEP, "a step that waits for a message"),
    "scriptTask": (STEP, "a step that works something out"),
    "businessRuleTask": (STEP, "a step that a table decides"),
    "callActivity": (STEP, "a step that carries out another process"),
    "subProcess": ("group of steps", "a group of steps"),
    "transaction": ("group of steps", "a group of steps that hold together"),
    "adHocSubProcess": ("group of steps", "a group of steps in any order"),
    "exclusiveGateway": ("choice", "a choice of one"),
    "inclusiveGateway": ("choice", "a choice of one or more"),
    "complexGateway": ("choice", "a join with a condition"),
    "eventBasedGateway": ("choice", "a choice by what happens first"),
    "parallelGateway": (
        "split or join of ways taken at the same time",
        "a split or join of ways taken at the same time",
    ),
    "startEvent": ("start", "a start"),
    "endEvent": ("end", "an end"),
    "boundaryEvent": ("event", "an event on the edge of a step"),
    "intermediateCatchEvent": ("wait", "a wait"),
    "intermediateThrowEvent": ("event", "something that happens on the way"),
}


def name(type: str) -> str:
    """Its name before its own: a step “Approve”."""
    return KINDS.get(type, ("element", ""))[0]


def one(type: str) -> str:
    """What it is, told apart from every other kind."""
    return KINDS.get(type, ("", f"an element of the kind {type}"))[1]
