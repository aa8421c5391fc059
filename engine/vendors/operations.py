"""What a service does: the operation that would do the same, and the parameters it would be given.

Never rewritten: an operation is given only its parameters, and gives one context.
"""

from __future__ import annotations

from lxml import etree

from engine.vendors import values
from engine.vendors.finding import Setting, kind, local
from engine.vendors.verdicts import Verdict

MOST_TOLD = 5
CHOOSE = (
    "Give it a spiffworkflow:serviceTaskOperator with the id {0}, if there is an operation of that "
    "name, with a parameter for each value it needs and a resultVariable for what it gives."
)
BEFORE = "Set in a script task before it: {0}."
PLACES = {
    "serviceTask": "Make them parameters of its operation: {0}.",
    "sendTask": "Make them parameters of its operation: {0}.",
    "callActivity": "Write them in the property variables: {0}.",
}


def topic(setting: Setting) -> Verdict | None:
    """The work of an external worker."""
    if not setting.value or values.is_worked_out(setting.value):
        return None
    does = f"{setting.title} hands the work to another program, which is not asked here."
    return Verdict("work", does, CHOOSE.format(setting.value))


def definition(setting: Setting) -> Verdict | None:
    """The type of a job of Camunda 8."""
    name = str(setting.place.get("type", ""))
    if not name or values.is_worked_out(name):
        return None
    does = f"{setting.title} hands the work to another program, which is not asked here."
    return Verdict("work", does, CHOOSE.format(name))


def expression(setting: Setting) -> Verdict | None:
    """A value that is worked out where a service would be called."""
    feel = values.expression(setting.value)
    if feel is None or kind(setting.holder) not in ("serviceTask", "sendTask"):
        return None
    does = f"{setting.title} works out a value, and is not read here."
    remedy = f"Make it a script task with the script {feel}, and the property result."
    return Verdict("work", does, remedy)


def mapping(setting: Setting) -> Verdict | None:
    """Values that are put into variables of the activity, and out of them."""
    into, out = (_told(setting.place, part) for part in ("input", "output"))
    does = f"{setting.title} gives it values and keeps results, and is not read here."
    at = kind(setting.holder)
    first = PLACES.get(at, BEFORE).format(into) if into else ""
    then = f"Set in a script task behind it: {out}." if out else ""
    return Verdict("work", does, f"{first} {then}".strip()) if first or then else None


def _told(place: etree._Element, part: str) -> str:
    """What is given, as name = FEEL; an ellipsis where that cannot be written."""
    found = []
    for one in place.iter(etree.Element):
        if local(one.tag) in (part, f"{part}Parameter"):
            written = str(one.get("source") or (one.text or "").strip())
            feel = values.words(written) if len(one) == 0 else None
            found.append(f"{one.get('target') or one.get('name') or '?'} = {feel or '…'}")
    more = f", and {len(found) - MOST_TOLD} more" if len(found) > MOST_TOLD else ""
    return f"{', '.join(found[:MOST_TOLD])}{more}"


JUDGES = {
    "camunda": {"@topic": topic, "@expression": expression, "inputOutput": mapping},
    "zeebe": {"taskDefinition": definition, "ioMapping": mapping},
}
