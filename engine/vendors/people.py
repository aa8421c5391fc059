"""Who does the work, by when, and with which form: settings of user tasks."""

from __future__ import annotations

import re

from engine.vendors import values
from engine.vendors.changes import Property
from engine.vendors.finding import Setting, kind
from engine.vendors.verdicts import NOTHING, Verdict, same

ONE_GROUP = "Give it the property candidateGroup with one group; several make one group of theirs."
FORM_FILE = re.compile(r"camunda-forms:(?:app|deployment):(?:[\w/-]*/)?([\w-]+)\.form")
FORM = re.compile(r"[\w-]+")


def assignee(setting: Setting) -> Verdict | None:
    """The one person who is asked."""
    does = f"{setting.title} says who is asked, and is not read here."
    feel = values.words(setting.value)
    return _asked(setting, does, "assignee", feel)


def _asked(setting: Setting, does: str, name: str, feel: str | None) -> Verdict | None:
    if feel is None or kind(setting.holder) != "userTask":
        return None
    return same("work", does, Property(setting.holder, name, feel))


def groups(setting: Setting) -> Verdict | None:
    """The group that is asked: we have one, by its name."""
    does = f"{setting.title} says who may be asked, and is not read here."
    group = values.group(setting.value)
    if kind(setting.holder) != "userTask":
        return None
    if group is None:
        return Verdict("work", does, ONE_GROUP)
    return same("work", does, Property(setting.holder, "candidateGroup", group))


def due(setting: Setting) -> Verdict | None:
    """By when it is to be done."""
    does = f"{setting.title} says by when, and is not read here."
    feel = values.moment(setting.value)
    return _asked(setting, does, "due", feel)


def form(setting: Setting) -> Verdict | None:
    """The form that is shown, where it has a name of its own."""
    does = f"{setting.title} names a form, and is not read here."
    found = FORM_FILE.fullmatch(setting.value)
    name = found[1] if found else setting.value
    if kind(setting.holder) != "userTask" or not FORM.fullmatch(name):
        return None
    return same("work", does, Property(setting.holder, "form", name), drops=_binding(setting))


def _binding(setting: Setting) -> tuple[str, ...]:
    """That it is the form deployed together goes without saying here."""
    name = setting.attribute.replace("formRef", "formRefBinding")
    together = setting.place.get(name) in ("deployment", "latest")
    return (name,) if name != setting.attribute and together else ()


def binding(setting: Setting) -> Verdict | None:
    """Which version of a form: said where the form is, unless a version is named."""
    return NOTHING if setting.value in ("deployment", "latest") else None


JUDGES = {
    "camunda": {
        "@assignee": assignee,
        "@candidateGroups": groups,
        "@dueDate": due,
        "@formKey": form,
        "@formRef": form,
        "@formRefBinding": binding,
    },
    "zeebe": {
        "assignmentDefinition@assignee": assignee,
        "assignmentDefinition@candidateGroups": groups,
        "taskSchedule@dueDate": due,
        "formDefinition@formId": form,
        "formDefinition@bindingType": binding,
    },
}
