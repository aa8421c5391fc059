"""Messages that people may send: offered in words, to somebody, with a form that can be shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.checks.subject import Subject
from engine.model import Finding
from engine.spiff import OFFER_PROPERTIES, starts_by_offer
from forms import Form

Said = tuple[str, str]
SECOND = (
    "People are offered to start this process in two ways.",
    "Offer one start event; give the other a process of its own.",
)
WAITING = (
    "An offer that starts a process is not shown where people work, so it cannot be urgent there.",
    "Take offerUrgent away.",
)
SEVERAL = (
    "The message is offered to several roles; that is possible only where it starts a process.",
    "Name one role, and the other people in offeredTo.",
)


NO_WHILE = (
    "There is no instance yet whose variables “offeredWhile” could ask.",
    'Take "offeredWhile" out; people may always start the process.',
)


def findings(subject: Subject) -> Iterator[Finding]:
    """Offers without words, without people, or with a form that cannot be shown there."""
    started: set[str] = set()
    for diagram, graph, node in subject.nodes():
        if OFFER_PROPERTIES & node.properties.keys():
            for said in (*_words(node.properties), *_form(node.properties, subject.forms)):
                yield Finding("error", diagram.file, node.id, *said)
        if not starts_by_offer(graph, node):
            if "," in node.properties.get("offeredToGroup", ""):
                yield Finding("error", diagram.file, node.id, *SEVERAL)
        else:
            for said in _starting(node.properties, graph.id in started):
                yield Finding("error", diagram.file, node.id, *said)
            started.add(graph.id)


def _starting(said: Mapping[str, str], second: bool) -> Iterator[Said]:
    """What an offer to start a process may not say; `second`: the process has another."""
    if "offerUrgent" in said:
        yield WAITING
    if "offeredWhile" in said:
        yield NO_WHILE
    if second:
        yield SECOND


def _words(said: Mapping[str, str]) -> Iterator[Said]:
    if not said.get("offer"):
        yield "The message is offered without words.", 'Give "offer": the words of the button.'
    elif not said.get("offerHint"):
        remedy = 'Give "offerHint": one plain sentence.'
        yield "Nothing says what will happen when the message is sent.", remedy
    if said.get("offerUrgent", "true") not in ("true", "false"):
        yield "Whether the offer is urgent cannot be read.", 'Give "offerUrgent" true or false.'
    if not (said.get("offeredTo") or said.get("offeredToGroup")):
        remedy = 'Give "offeredTo" (an expression for people) or "offeredToGroup" (a role).'
        yield "Nobody is offered the message.", remedy


def _form(said: Mapping[str, str], forms: Mapping[str, Form] | None) -> Iterator[Said]:
    key = said.get("offerForm")
    if key is None or forms is None:
        return
    if key not in forms:
        there = ", ".join(sorted(forms)) or "none yet"
        yield f'The form "{key}" is not in the bundle.', f"Choose one of: {there}."
    elif not forms[key].single:
        yield f'The form "{key}" has several pages.', "Choose a form of one page."
