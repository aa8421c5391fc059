"""What a service does: the operation that would do the same, and the parameters it would be given.

Never rewritten: an operation is given only its parameters, and gives one context.
"""

from __future__ import annotations

import re
from textwrap import shorten

from lxml import etree

from engine.vendors import values
from engine.vendors.finding import Setting, kind, local
from engine.vendors.verdicts import Verdict

MOST_TOLD = 5
MOST_LETTERS = 60
SECRET = re.compile("password|secret|token|key|auth", re.IGNORECASE)
CHOOSE = (
    "Give it a spiffworkflow:serviceTaskOperator with the id {0}, if there is an operation of that "
    "name, with a parameter for each value it needs and a resultVariable for what it gives."
)
OTHER = "Make it a service task with the operation {0}, if there is one of that name."
EVENT = (
    "Put a service task with the operation {0} before it, if there is one of that name. A message "
    "that the event names is sent in any case."
)
BEFORE = "Set in a script task before it: {0}."
PLACES = {
    "serviceTask": "Make them parameters of its operation: {0}.",
    "sendTask": "Make them parameters of its operation: {0}.",
    "callActivity": "Write them in the property variables: {0}.",
}


def topic(setting: Setting) -> Verdict | None:
    """The work of an external worker."""
    return _handed_out(setting, setting.value)


def definition(setting: Setting) -> Verdict | None:
    """The type of a job of Camunda 8."""
    return _handed_out(setting, str(setting.place.get("type", "")))


def _handed_out(setting: Setting, name: str) -> Verdict | None:
    if not name or values.is_worked_out(name):
        return None
    does = f"{setting.title} hands the work to another program, which is not asked here."
    at = kind(setting.holder)
    remedy = CHOOSE if at in ("serviceTask", "sendTask") else EVENT if "Event" in at else OTHER
    return Verdict("work", does, remedy.format(name))


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
            named = one.get("target") or one.get("name") or "?"
            feel = None if SECRET.search(named) else feel
            found.append(f"{named} = {shorten(feel or '…', MOST_LETTERS, placeholder=' …')}")
    more = f", and {len(found) - MOST_TOLD} more" if len(found) > MOST_TOLD else ""
    return f"{', '.join(found[:MOST_TOLD])}{more}"


JUDGES = {
    "camunda": {"@topic": topic, "@expression": expression, "inputOutput": mapping},
    "zeebe": {"taskDefinition": definition, "ioMapping": mapping},
}
