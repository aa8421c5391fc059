"""The values of the form language: plain, frozen and the same for every bundle."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

Evaluate = Callable[[Sequence[str], Mapping[str, object]], Sequence[object]]
"""Evaluates a batch of FEEL texts over one set of variables, in order. Given by the caller."""
Decide = Callable[[Sequence[str], Mapping[str, object]], Sequence[object]]
"""Evaluates decisions, by id, over one set of variables, in order. Given by the caller."""

CHOICES = frozenset({"radio", "select"})
WRITTEN = frozenset({"textfield", "textarea"})
INPUTS = CHOICES | WRITTEN | {"number", "datetime", "checkbox", "checklist"}


@dataclass(frozen=True)
class Option:
    """One of the answers a person may choose."""

    value: str
    label: str


@dataclass(frozen=True)
class Component:
    """One component of a form-js schema, checked. `key` is "" where it takes no answer."""

    id: str
    type: str
    key: str = ""
    label: str = ""
    hint: str = ""
    text: str = ""
    hide: str = ""
    options: tuple[Option, ...] = ()
    options_from: str = ""
    rules: Mapping[str, object] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)
    components: tuple[Component, ...] = ()

    @property
    def role(self) -> str:
        """The only role that is asked this, or "" when everybody is."""
        return self.properties.get("for", "")

    @property
    def compared(self) -> bool:
        """Whether an answer that differs from an earlier person's must be explained."""
        return self.properties.get("review") == "true"

    @property
    def required(self) -> bool:
        """Whether an answer must be given while the question is shown."""
        return self.rules.get("required") is True

    @cached_property
    def required_when(self) -> str:
        """FEEL that says whether an answer must be given, or ""."""
        return self._feel("requiredWhen")

    @cached_property
    def limits(self) -> tuple[str, str]:
        """FEEL for the first and the last date allowed, "" where there is no limit."""
        return self._feel("earliest"), self._feel("latest")

    @cached_property
    def offered(self) -> str:
        """FEEL for what is offered until something is saved, or ""."""
        text = self.properties.get("prefill", "")
        return self._feel("prefill") if text.startswith("=") else ""

    @property
    def picks(self) -> str:
        """What the answer is one of, to be found by name, such as "staff"; "" for any words."""
        return self.properties.get("picks", "")

    def _feel(self, name: str) -> str:
        return self.properties.get(name, "").removeprefix("=").strip()

    @property
    def number(self) -> str:
        """The question's number as people quote it, such as "S1.1", or ""."""
        return self.properties.get("number", "")

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """What people read for each value of the options."""
        return {option.value: option.label for option in self.options}

    def walk(self) -> tuple[Component, ...]:
        """This component and everything in it, except the columns of a repeating list."""
        inner = self.components if self.type == "group" else ()
        return (self, *(one for component in inner for one in component.walk()))


@dataclass(frozen=True)
class Settings:
    """What form.toml says once for every section of a form.

    `explain_min_text` is FEEL that gives `explain_min_length`, or "" where that is a number.
    """

    explain_min_length: int = 1
    explain_min_text: str = ""
    explain_label: str = "Why is your answer different?"
    earlier_heading: str = "Earlier answer"
    notice: str = ""
    captions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Section:
    """One page of questions. `schema` is the form-js JSON it was read from.

    `decisions` are those it asks: the name under which a value is known here, and the decision.
    """

    key: str
    title: str
    schema: Mapping[str, object]
    components: tuple[Component, ...]
    file: str
    settings: Settings = field(default_factory=Settings)
    decisions: Mapping[str, str] = field(default_factory=dict)

    def walk(self) -> tuple[Component, ...]:
        """Every component of the page in order, except the columns of a repeating list."""
        return self._walked

    @cached_property
    def _walked(self) -> tuple[Component, ...]:
        return tuple(one for component in self.components for one in component.walk())

    def find(self, key: str, role: str = "") -> Component | None:
        """The question with this key, the one for `role` when several share it."""
        found = [c for c in self.walk() if c.key and c.key == key]
        return next((c for c in found if c.role in ("", role)), found[0] if found else None)

    def expressions(self) -> list[tuple[str, str]]:
        """Every FEEL text of the page with the id of its component, "=" taken off."""
        from forms.conditions import texts_of

        found = [(c.id, text) for c in self.walk() for text in texts_of(c)]
        found += [(c.id, c.offered) for c in self.walk() if c.offered]
        shortest = self.settings.explain_min_text
        return [*found, ("explain_min_length", shortest)] if shortest else found


@dataclass(frozen=True)
class Group:
    """A heading of the task list and the sections under it."""

    title: str
    sections: tuple[str, ...]


@dataclass(frozen=True)
class Form:
    """A form: one page (`single`, its section's key is the form's) or a folder of sections."""

    key: str
    title: str
    sections: tuple[Section, ...]
    single: bool
    groups: tuple[Group, ...] = ()

    def section(self, key: str) -> Section:
        """The section with this key. Raises KeyError when there is none."""
        return next((s for s in self.sections if s.key == key), None) or _missing(key)

    def presented(self, keys: Sequence[str] | None) -> tuple[Section, ...]:
        """The sections named, in the form's own order; all of them when `keys` is None."""
        return tuple(s for s in self.sections if keys is None or s.key in keys)

    def expressions(self) -> list[tuple[str, str]]:
        """Every FEEL text of the form with its component ("section/id" in a folder)."""
        return [
            (id_ if self.single else f"{section.key}/{id_}", text)
            for section in self.sections
            for id_, text in section.expressions()
        ]


@dataclass(frozen=True)
class Problem:
    """Why an answer is not accepted. `anchor` is the id of the input that puts it right."""

    section: str
    field: str
    sentence: str
    anchor: str

    def __str__(self) -> str:
        return self.sentence


def _missing(key: str) -> Section:
    raise KeyError(key)
