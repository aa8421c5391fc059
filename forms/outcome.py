"""What a bound page comes to: answers that count, words as typed, and problems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from forms.items import Item
from forms.model import Problem, Section
from forms.review import why_key
from forms.rules import too_few_rows


def answers(items: Sequence[Item]) -> dict[str, object]:
    """What is visible and valid, by key."""
    found: dict[str, object] = {}
    for item in (inner for outer in items for inner in outer.walk()):
        if item.hidden or not item.component.key:
            continue
        if item.type == "dynamiclist":
            found[item.component.key] = [
                row for row in map(answers, item.rows) if any(row.values())
            ]
        elif item.value is not None and not item.fault:
            found[item.component.key] = item.value
        if item.why and not item.why.hidden and not item.why.fault:
            found[item.why.component.key] = item.why.value
    return found


def _typed(items: Sequence[Item]) -> dict[str, object]:
    found: dict[str, object] = {}
    for item in (inner for outer in items for inner in outer.walk() if inner.asked):
        if item.type == "dynamiclist":
            found[item.component.key] = [_typed(row) for row in item.rows]
        elif item.component.key and item.word is not None:
            found[item.component.key] = item.word
        if item.why and item.why.word:
            found[item.why.component.key] = item.why.word
    return found


def words(
    section: Section, items: Sequence[Item], saved: Mapping[str, object]
) -> dict[str, object]:
    """Everything as typed, by key; what is not on the page stays as it was saved."""
    known = {c.key for c in section.walk() if c.key}
    known |= {why_key(c.key) for c in section.walk() if c.compared}
    return {**{key: word for key, word in saved.items() if key in known}, **_typed(items)}


def problems(section: Section, items: Sequence[Item]) -> list[Problem]:
    """Why this is not acceptable yet, in order; the items are marked with it."""
    found: list[Problem] = []
    for item in (inner for outer in items for inner in outer.walk()):
        if item.hidden:
            continue
        for faulty in _faulty(item):
            faulty.error = faulty.fault
            found.append(Problem(section.key, faulty.name, faulty.fault, faulty.anchor))
    return found


def _faulty(item: Item) -> list[Item]:
    if item.type == "dynamiclist":
        inside = [column for row in item.rows if _begun(row) for column in row if column.fault]
        item.fault = too_few_rows(item.component, sum(_begun(row) for row in item.rows))
        return [item, *inside] if item.fault else inside
    return [i for i in (item, item.why) if i is not None and i.fault and not i.hidden]


def _begun(row: Sequence[Item]) -> bool:
    return any(column.wrong or column.value not in (None, False, []) for column in row)
