"""Tiny diagrams in a line each, for tests that are about something else than drawing."""

from __future__ import annotations

import itertools
from xml.sax.saxutils import quoteattr

from engine.bundle import Bundle

HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core" targetNamespace="t">'
)


def diagram(key: str, *parts: str, messages: tuple[str, ...] = ()) -> str:
    """A process of these parts; `messages` are names, each with its id "m_<name>"."""
    declared = "".join(f'<message id="m_{name}" name="{name}"/>' for name in messages)
    inside = "".join(parts)
    return (
        f'{HEAD}{declared}<process id="{key}" isExecutable="true">{inside}</process></definitions>'
    )


def chain(*ids: str) -> str:
    """Flows from each element to the next."""
    return "".join(
        f'<sequenceFlow id="{a}__{b}" sourceRef="{a}" targetRef="{b}"/>'
        for a, b in itertools.pairwise(ids)
    )


def start(id: str = "begin") -> str:
    """A start event."""
    return f'<startEvent id="{id}"/>'


def end(id: str = "done") -> str:
    """An end event."""
    return f'<endEvent id="{id}"/>'


def user(id: str, **properties: str) -> str:
    """A user task with these properties."""
    return f'<userTask id="{id}" name="{id.capitalize()}">{_extensions(properties)}</userTask>'


def script(id: str, feel: str) -> str:
    """A script task."""
    return f'<scriptTask id="{id}"><script>{feel}</script></scriptTask>'


def service(id: str, operation: str, result: str = "", **parameters: str) -> str:
    """A service task; parameters are FEEL."""
    given = "".join(
        f'<spiffworkflow:parameter id="{name}" type="str" value={quoteattr(feel)}/>'
        for name, feel in parameters.items()
    )
    variable = f' resultVariable="{result}"' if result else ""
    called = (
        f'<spiffworkflow:serviceTaskOperator id="{operation}"{variable}>'
        f"<spiffworkflow:parameters>{given}</spiffworkflow:parameters>"
        "</spiffworkflow:serviceTaskOperator>"
    )
    return (
        f'<serviceTask id="{id}" name="{id.capitalize()}">'
        f"<extensionElements>{called}</extensionElements></serviceTask>"
    )


def boundary(id: str, on: str, timer: str, *, kind: str = "timeDuration", ends: bool = True) -> str:
    """A timer on an activity; with `ends` it ends the activity."""
    stops = "true" if ends else "false"
    return (
        f'<boundaryEvent id="{id}" attachedToRef="{on}" cancelActivity="{stops}">'
        f"<timerEventDefinition><{kind}>{timer}</{kind}></timerEventDefinition></boundaryEvent>"
    )


def catch(id: str, message: str, key: str) -> str:
    """A catch event for a message; its payload goes into a variable of the message's name."""
    return _message("intermediateCatchEvent", id, message, key, "messageVariable", message)


def throw(id: str, message: str, key: str, payload: str = "{}") -> str:
    """A throw event."""
    return _message("intermediateThrowEvent", id, message, key, "messagePayload", payload)


def bundle(*diagrams: str, key: str = "test", **files: str) -> Bundle:
    """A bundle of diagrams and other files (dots in names written as "__", "/" as "___")."""
    content = {"bundle.toml": f'key = "{key}"\ntitle = "Test"\n'.encode()}
    for number, text in enumerate(diagrams):
        content[f"diagram_{number}.bpmn"] = text.encode()
    for name, text in files.items():
        content[name.replace("___", "/").replace("__", ".")] = text.encode()
    return Bundle(content)


def _extensions(properties: dict[str, str], more: str = "") -> str:
    given = "".join(
        f'<spiffworkflow:property name="{name}" value={quoteattr(value)}/>'
        for name, value in properties.items()
    )
    inside = f"<spiffworkflow:properties>{given}</spiffworkflow:properties>{more}"
    return f"<extensionElements>{inside}</extensionElements>"


def _message(tag: str, id: str, message: str, key: str, extra: str, text: str) -> str:
    more = f"<spiffworkflow:{extra}>{text}</spiffworkflow:{extra}>"
    return (
        f'<{tag} id="{id}">{_extensions({"correlationKey": key}, more)}'
        f'<messageEventDefinition messageRef="m_{message}"/></{tag}>'
    )
