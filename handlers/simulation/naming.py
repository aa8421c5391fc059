"""What the files in simulation/ may name: user tasks, offers, starts and questions there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.spiff import starts_by_offer
from forms import Component, Form
from handlers.directory.roles import ROLES

if TYPE_CHECKING:
    from engine.checks.subject import Subject

Said = tuple[str, str, str]
WORDS = {
    "user_tasks": "user task",
    "offers": "offer",
    "requests": "start that is offered",
    "leavers": "role",
}
REMEDY = "Correct the name, or take the entry out."


@dataclass(frozen=True)
class Names:
    """By kind, the elements there are, each with its form or None."""

    elements: Mapping[str, Mapping[str, Form | None]]

    @classmethod
    def of(cls, subject: Subject) -> Names:
        """The names in a bundle."""
        known: dict[str, dict[str, Form | None]] = {kind: {} for kind in WORDS}
        known["leavers"] = dict.fromkeys(ROLES)
        forms = subject.forms or {}
        for _, graph, node in subject.nodes():
            said = node.properties
            if node.type == "userTask":
                known["user_tasks"][node.id] = forms.get(said.get("form", ""))
            elif "offer" in said:
                kind, name = (
                    ("requests", graph.id) if starts_by_offer(graph, node) else ("offers", node.id)
                )
                known[kind][name] = forms.get(said.get("offerForm", ""))
        return cls(known)

    def unknown(self, raw: Mapping[str, Any]) -> Iterator[Said]:
        """Each name there is nothing of: the place, a sentence, a remedy."""
        for kind, word in WORDS.items():
            for element, said in raw.get(kind, {}).items():
                place = f"{kind}.{element}"
                if element not in self.elements[kind]:
                    yield place, f"There is no {word} of this name.", REMEDY
                else:
                    yield from _answers(place, said, self.elements[kind][element])


def _answers(place: str, said: Mapping[str, Any], form: Form | None) -> Iterator[Said]:
    for path, rule in said.get("answers", {}).items():
        found = _questions(form, path)
        if not found:
            yield f"{place}.answers.{path}", "The form asks no such question.", REMEDY
        for name in _options(rule):
            if not any(_has(one, name) for one in found):
                sentence = f"The question has no answer “{name}”."
                yield f"{place}.answers.{path}", sentence, REMEDY


def _questions(form: Form | None, path: str) -> list[Component]:
    section, _, key = path.rpartition(".")
    found = []
    for page in form.sections if form else ():
        for one in page.walk():
            if one.key == key and section in ("", "*", page.key):
                found.append(one)
            if one.type == "dynamiclist" and one.key == section:
                found += [column for column in one.components if column.key == key]
    return found


def _options(rule: Mapping[str, Any]) -> Iterator[str]:
    yield from rule.get("weights", {})
    for row in rule.get("by", {}).values():
        yield from row


def _has(question: Component, name: str) -> bool:
    return bool(question.options_from) or name in [option.value for option in question.options]
