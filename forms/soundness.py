"""What must be true of a page of questions as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from forms import names
from forms.errors import FormRefused
from forms.model import Component, Section


def require(section: Section) -> Section:
    """The section, when its keys are unique and its conditions do not go round in a circle."""
    _unique(section.file, section.walk())
    for component in section.walk():
        if component.type == "dynamiclist":
            _unique(section.file, component.components)
        _companion_free(section, component)
        _partner_known(section, component)
    _no_circle(section)
    return section


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
    needs = {c.key or c.id: _needs(section, c) for c in section.walk()}
    settled: set[str] = set()
    while rest := {key for key in needs if key not in settled}:
        ready = {key for key in rest if not (needs[key] & rest)}
        if not ready:
            raise FormRefused(
                section.file,
                min(rest),
                "Its condition depends on itself, directly or through other questions.",
                "Let the condition look only at questions that do not depend on this one.",
            )
        settled |= ready


def _needs(section: Section, component: Component) -> set[str]:
    keys: Mapping[str, str] = {c.key: c.key for c in section.walk() if c.key}
    own = names.used(component.hide) & set(keys)
    for group in section.components:
        if group.type == "group" and component in group.components:
            own |= names.used(group.hide) & set(keys)
    return own
