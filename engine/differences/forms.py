"""Forms: sections, questions, their words, answers and rules."""

from __future__ import annotations

from collections.abc import Iterator

from engine.differences.model import Difference, Version, instead, shown
from forms import Component, Form, Section


def differences(old: Version, new: Version) -> Iterator[Difference]:
    """Form by form."""
    for key in sorted(old.forms.keys() | new.forms.keys()):
        before, after = old.forms.get(key), new.forms.get(key)
        if before is None or after is None:
            here = after or before
            assert here is not None
            what = "There is a new form" if before is None else "There is no longer a form"
            yield Difference("form", f"forms/{key}", key, f"{what} “{here.title}”.")
        else:
            yield from _form(before, after)


def _form(before: Form, after: Form) -> Iterator[Difference]:
    file = f"forms/{after.key}"
    if before.title != after.title:
        yield Difference("form", file, "", instead("The form is called", after.title, before.title))
    was = {section.key: section for section in before.sections}
    now = {section.key: section for section in after.sections}
    for key, section in now.items():
        if key not in was:
            sentence = f"“{after.title}” has a new section “{section.title}”."
            yield Difference("form", section.file, key, sentence)
        else:
            for element, sentence in _section(was[key], section):
                yield Difference("form", section.file, element, sentence)
    for key, section in was.items():
        if key not in now:
            sentence = f"The section “{section.title}” of “{after.title}” is gone."
            yield Difference("form", file, key, sentence)


def _section(before: Section, after: Section) -> Iterator[tuple[str, str]]:
    if before.title != after.title:
        yield after.key, f"The section “{before.title}” is called “{after.title}”."
    was = {_key(c): c for c in before.walk()}
    now = {_key(c): c for c in after.walk()}
    for key, component in now.items():
        if key not in was:
            yield key, f"“{after.title}” asks in addition: {_said(component)}."
        else:
            yield from ((key, s) for s in _component(was[key], component))
    for key, component in was.items():
        if key not in now:
            yield key, f"“{after.title}” no longer asks: {_said(component)}."
    if [k for k in was if k in now] != [k for k in now if k in was]:
        yield after.key, f"The questions of “{after.title}” are in another order."
    if before.settings != after.settings or before.decisions != after.decisions:
        yield after.key, f"The settings of “{after.title}” have changed."


def _key(component: Component) -> str:
    return f"{component.key or component.id}/{component.role}"


def _said(component: Component) -> str:
    number = f"{component.number} " if component.number else ""
    return f"“{number}{component.label or component.text or component.key}”"


def _component(was: Component, now: Component) -> Iterator[str]:
    called = _said(was)
    said: tuple[tuple[str, object, object], ...] = (
        ("is worded", was.label, now.label),
        ("explains itself by", was.hint, now.hint),
        ("reads", was.text, now.text),
        ("is a", was.type, now.type),
        ("must be answered:", was.required, now.required),
        ("is hidden when", was.hide, now.hide),
        ("takes its answers from", was.options_from, now.options_from),
    )
    for what, a, b in said:
        if a != b:
            yield instead(f"{called} {what}", b, a)
    yield from _options(called, was, now)
    for name in sorted(was.properties.keys() | now.properties.keys()):
        mine, theirs = was.properties.get(name), now.properties.get(name)
        if mine != theirs:
            yield f"{called} has {name} {shown(theirs)} instead of {shown(mine)}."
    if dict(was.rules) != dict(now.rules) and was.required == now.required:
        yield f"{called} accepts other answers than before."
    if was.type != "group" and was.components != now.components:
        yield f"{called} asks other things in each row."


def _options(called: str, was: Component, now: Component) -> Iterator[str]:
    before = {option.value: option.label for option in was.options}
    after = {option.value: option.label for option in now.options}
    for value, label in after.items():
        if value not in before:
            yield f"{called} has a new answer “{label}”."
        elif before[value] != label:
            yield f"The answer “{before[value]}” of {called} is called “{label}”."
    for value, label in before.items():
        if value not in after:
            yield f"{called} no longer has the answer “{label}”."
