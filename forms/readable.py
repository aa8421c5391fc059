"""A stored answer as a person reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from forms.model import Component, Option
from forms.values import written


def readable(component: Component, answer: object, options: Sequence[Option] = ()) -> str:
    """The answer in words: labels for choices, "3 March 2026" for a date, "" for no answer."""
    if answer is None or answer == "" or answer == []:
        return ""
    own = not options or options is component.options
    known = component.labels if own else {o.value: o.label for o in options}
    if isinstance(answer, bool):
        return "Yes" if answer else "No"
    if component.type == "datetime":
        return _day(answer)
    if component.type == "dynamiclist":
        rows = enumerate(_listed(answer), 1)
        return "\n\n".join(_row(component, number, row) for number, row in rows)
    if isinstance(answer, list):
        return "\n".join(known.get(written(a), written(a)) for a in answer)
    return known.get(written(answer), written(answer))


def _listed(answer: object) -> list[Mapping[str, object]]:
    return [row for row in answer if isinstance(row, Mapping)] if isinstance(answer, list) else []


def _row(component: Component, number: int, row: Mapping[str, object]) -> str:
    """A row as a small list, without what was left empty or not ticked."""
    given = [(c, row.get(c.key)) for c in component.components]
    said = [(c.label, "" if v is True else readable(c, v)) for c, v in given if ticked(v)]
    lines = [f"{label}: {text}" if text else label for label, text in said]
    return "\n".join([f"{row_label(component)} {number}", *(f"• {line}" for line in lines)])


def row_label(component: Component) -> str:
    """What a row of a repeating list is called."""
    return str(component.properties.get("rowLabel") or "Row")


def ticked(answer: object) -> bool:
    """Whether there is anything to read in a cell of a row: an empty box says nothing."""
    return answer not in (None, "", [], False)


def _day(answer: object) -> str:
    """A date in words; one that was typed and is no date, as it was typed."""
    if isinstance(answer, Mapping):
        return " ".join(written(part) for part in answer.values())
    try:
        day = date.fromisoformat(written(answer))
    except ValueError:
        return written(answer)
    return f"{day.day} {day:%B %Y}"
