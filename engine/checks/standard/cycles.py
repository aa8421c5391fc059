"""Ways that lead in a circle: somewhere they must wait, choose or end."""

from __future__ import annotations

from engine.checks.standard.elements import ACTIVITIES, FLOW_NODES, Element, Elements, kind
from engine.checks.standard.rule import Broken, rule

WAITS = (
    *("userTask", "manualTask", "receiveTask", "intermediateCatchEvent", "eventBasedGateway"),
    *("callActivity", "subProcess", "transaction", "adHocSubProcess"),
)
CHOICES = ("exclusiveGateway", "inclusiveGateway", "complexGateway")


@rule("circle-without-end")
def endless(found: Elements) -> Broken:
    """A circle of flows without a wait and without a choice would turn for ever."""
    runs_on = [n for n in found.of(*FLOW_NODES) if not _pauses(found, n)]
    ids = {n.get("id", "") for n in runs_on}
    ahead = {id: _next(found, id) & ids for id in ids}
    turning = _turning(ahead)
    for node in runs_on:
        if node.get("id") in turning:
            sentence = "The flows lead in a circle that neither waits nor chooses."
            yield node, sentence, "Draw an exclusive gateway that leads out of the circle."
            return


def _pauses(found: Elements, node: Element) -> bool:
    flows = found.leaving(node)
    chooses = len(flows) > 1 and (kind(node) in (*CHOICES, *ACTIVITIES))
    return kind(node) in WAITS or chooses or not flows


def _next(found: Elements, id: str) -> set[str]:
    node = found.get(id)
    return {f.get("targetRef", "") for f in found.leaving(node)} if node is not None else set()


def _turning(ahead: dict[str, set[str]]) -> set[str]:
    """What is left when everything is taken away that leads nowhere."""
    behind: dict[str, list[str]] = {id: [] for id in ahead}
    for id, targets in ahead.items():
        for target in targets:
            behind[target].append(id)
    left = {id: len(targets) for id, targets in ahead.items()}
    done = [id for id, count in left.items() if not count]
    while done:
        for id in behind[done.pop()]:
            left[id] -= 1
            if not left[id]:
                done.append(id)
    return {id for id, count in left.items() if count}


RULES = (endless,)
