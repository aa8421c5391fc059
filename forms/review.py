"""Reviewing another person's answers: theirs shown above, and a difference explained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from forms.items import Item, ShowWhen, answer, is_choice
from forms.model import Component, Settings
from forms.readable import readable
from forms.values import read

WHY = "_why"


def why_key(key: str) -> str:
    """The key of the explanation that belongs to a question."""
    return key + WHY


def attach(
    items: Sequence[Item],
    reviewed: Mapping[str, object],
    words: Mapping[str, object],
    settings: Settings,
) -> None:
    """Put the earlier answers into the items, and an explanation beside what is compared.

    `words` are this person's, by key; they hold the explanations too.
    """
    flat = [inner for item in items for inner in item.walk() if inner.component.key]
    asked = {item.component.key for item in flat if item.asked}
    for item in flat:
        earlier = reviewed.get(item.component.key)
        # Asked of each in their own words: the answer is shown once, where this person is asked.
        once = item.asked or item.component.key not in asked
        if once and (said := readable(item.component, earlier, item.options)):
            _show(item, flat, said, settings.earlier_heading)
        if item.asked and item.component.compared:
            _compare(item, earlier, words.get(why_key(item.component.key)), settings)


def _show(item: Item, flat: Sequence[Item], said: str, heading: str) -> None:
    from forms.items import Earlier

    partner = item.component.properties.get("shownWith")
    beside = next((i for i in flat if partner and i.component.key == partner), None)
    if beside is None:
        item.earlier.insert(0, Earlier(heading, said))
    else:
        beside.earlier.append(Earlier(item.component.label, said))


def _compare(item: Item, earlier: object, word: object, settings: Settings) -> None:
    theirs = read(item.component, earlier, item.options).value
    if theirs is None:
        return
    item.why = _companion(item, settings)
    answer(item.why, {}, word)
    differs = item.value is not None and not item.hidden and item.value != theirs
    item.why.hidden = not differs
    item.why.fault = _explained(item, settings) if differs else ""
    if is_choice(item):
        others = tuple(o.value for o in item.options if o.value != theirs)
        item.why.rule = ShowWhen(item.name, others)


def _companion(item: Item, settings: Settings) -> Item:
    key = why_key(item.component.key)
    rules = {"minLength": settings.explain_min_length, "maxLength": 4000}
    component = Component(
        id=key, type="textarea", key=key, label=settings.explain_label, rules=rules
    )
    return Item(component, why_key(item.name), why_key(item.id))


def _explained(item: Item, settings: Settings) -> str:
    why = item.why
    if why is None or (why.value and not why.fault):
        return ""
    named = item.component.number or item.component.label
    if len(str(why.value or "")) > 4000:
        return f"{named}: explain the difference in 4,000 characters or fewer"
    shortest = settings.explain_min_length
    return f"{named}: explain why your answer is different, in {shortest} characters or more"
