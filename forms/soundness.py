"""What must be true of a page of questions as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from forms import names
from forms.errors import FormRefused
from forms.model import Component, Section
from forms.schema import MOST_COMPONENTS

CIRCLE = (
    "Its condition depends on itself, directly or through other questions.",
    "Let the condition look only at questions that do not depend on this one.",
)


def require(section: Section) -> Section:
    """The section, when its keys are unique and its conditions do not go round in a circle."""
    _not_too_many(section)
    _unique(section.file, section.walk())
    _names_free(section)
    for component in section.walk():
        if component.type == "dynamiclist":
            _unique(section.file, component.components)
        _companion_free(section, component)
        _partner_known(section, component)
    _no_circle(section)
    return section


def _not_too_many(section: Section) -> None:
    count = sum(1 + len(c.components) * (c.type == "dynamiclist") for c in section.walk())
    if count > MOST_COMPONENTS:
        sentence = f"The page has more than {MOST_COMPONENTS} components."
        raise FormRefused(section.file, "", sentence, "Make several sections of it.")


def _unique(file: str, components: Iterable[Component]) -> None:
    counted = Counter((c.key, c.role) for c in components if c.key)
    everybody = {key for key, role in counted if not role}
    for (key, role), times in counted.items():
        if times > 1 or (role and key in everybody):
            raise FormRefused(
                file,
                key,
                f'Two questions have the key "{key}".',
                "Give each its own key, or limit both with `for` to different roles.",
            )


def _names_free(section: Section) -> None:
    for name in section.decisions:
        if section.find(name):
            sentence = f'A question and the value of a decision are both called "{name}".'
            raise FormRefused(section.file, name, sentence, "Give one of them another name.")


def _companion_free(section: Section, component: Component) -> None:
    if component.compared and section.find(f"{component.key}_why"):
        raise FormRefused(
            section.file,
            component.key,
            f'The key "{component.key}_why" is needed for the explanation of a difference.',
            "Give the other question another key.",
        )


def _partner_known(section: Section, component: Component) -> None:
    partner = component.properties.get("shownWith", "")
    if partner and not section.find(partner):
        raise FormRefused(
            section.file,
            component.key,
            f'It is to be shown with "{partner}", which is not on this page.',
            "Name a question of the same page in shownWith.",
        )


def _no_circle(section: Section) -> None:
    if key := circle(section, {}):
        raise FormRefused(section.file, key, *CIRCLE)


def circle(section: Section, mentioned: Mapping[str, Collection[str]]) -> str:
    """The first question whose condition depends on itself, or "".

    `mentioned` are the names each decision the section asks looks at, by the name it has here.
    """
    needs = {c.key or c.id: _needs(section, c, mentioned) for c in section.walk()}
    settled: set[str] = set()
    while rest := {key for key in needs if key not in settled}:
        ready = {key for key in rest if not (needs[key] & rest)}
        if not ready:
            return min(rest)
        settled |= ready
    return ""


def _needs(
    section: Section, component: Component, mentioned: Mapping[str, Collection[str]]
) -> set[str]:
    used = names.used(component.hide)
    for group in section.components:
        if group.type == "group" and component in group.components:
            used |= names.used(group.hide)
    used |= {name for decision in used & set(mentioned) for name in mentioned[decision]}
    return used & {c.key for c in section.walk() if c.key}
