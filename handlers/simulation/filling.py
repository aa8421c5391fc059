"""Filling in a form as people might: legal answers, random, plausible where a rule says how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random
from typing import Any

from engine.calendar import Calendar
from forms import Component, Form, Option, Problem, Section
from forms.components import options_of
from forms.patterns import matches
from forms.review import why_key
from handlers.simulation.behaviour import Habit, Rule

EARLIER = "earlier"
WORDS = (
    "Seen on the record, in the notes of this month.",
    "The plan says who does what, and the child was seen.",
    "Written down by the worker, and talked about in supervision.",
)
SHORT = ("14:30", "Case notes", "2026-10-05", "3", "AB", "A1")
NOTHING = Rule()
# Days from today that are tried, one after the other, where a date was refused.
TRIED = (0, 0, 1, -1, 20, -20)


@dataclass
class Writer:
    """One person at one form. `must`: questions that have to be answered, and how often an answer
    to them was refused."""

    form: Form
    habit: Habit
    dice: Random
    today: date
    calendar: Calendar
    optional: float
    differ: float
    sections: Sequence[str] | None = None
    context: Mapping[str, Any] = field(default_factory=dict)
    reviewed: Mapping[str, Any] | None = None
    must: Mapping[tuple[str, str], int] = field(default_factory=dict)
    _known: dict[tuple[str, str], Any] = field(default_factory=dict)

    def answers(self) -> dict[str, Any]:
        """Answers to the sections presented, as the engine takes them."""
        pages = {s.key: self._page(s) for s in self.form.presented(self._presented())}
        return pages[self.form.key] if self.form.single else pages

    def again(self, problems: Iterable[object]) -> Writer:
        """The same person once more, with other answers to the questions with a Problem."""
        counted = Counter(self.must)
        for one in problems:
            if isinstance(one, Problem):
                counted[one.section, one.field.partition("[")[0]] += 1
        kept = {place: value for place, value in self._known.items() if place not in counted}
        return replace(self, must=counted, _known=kept)

    def _presented(self) -> Sequence[str] | None:
        return None if self.form.single else self.sections

    def _page(self, section: Section) -> dict[str, Any]:
        page: dict[str, Any] = {}
        for component in self._asked(section):
            value = self._value(section, component)
            if value is not None:
                page[component.key] = value
                self._explain(section, component, value, page)
        return page

    def _asked(self, section: Section) -> list[Component]:
        role = self.context.get("role")
        return [c for c in section.walk() if c.key and c.role in ("", role)]

    def _value(self, section: Section, component: Component) -> Any:
        place = (section.key, component.key)
        if place not in self._known:
            rule = self.habit.rule(*place) or NOTHING
            self._known[place] = self._answer(section, component, rule)
        return self._known[place]

    def _answer(self, section: Section, component: Component, rule: Rule) -> Any:
        forced = self.must.get((section.key, component.key), 0)
        known = self._prefilled(component)
        if known is not None and not forced and not rule.weights:
            return known
        if not forced and not self._bothers(component, rule):
            return None
        if component.type == "dynamiclist":
            return self._rows(section, component, rule, forced)
        return self._one(section, component, rule, forced)

    def _bothers(self, component: Component, rule: Rule) -> bool:
        if component.required or component.required_when or rule.chance is not None:
            return component.required or self._lucky(rule)
        if component.type == "dynamiclist":
            return "minRows" in component.properties or self.dice.random() < self.optional
        ticked = self.optional / 6 if component.type == "checkbox" else self.optional
        return self.dice.random() < ticked

    def _lucky(self, rule: Rule) -> bool:
        return self.dice.random() < (1.0 if rule.chance is None else rule.chance)

    def _prefilled(self, component: Component) -> Any:
        known = self.context.get(component.properties.get("prefill", ""))
        return known.isoformat()[:10] if isinstance(known, date) else known

    def _rows(self, section: Section, component: Component, rule: Rule, forced: int) -> Any:
        least = int(component.properties.get("minRows", "0")) + bool(forced)
        first, last = rule.rows or (least, least + 2)
        columns = component.components
        return [
            {c.key: self._one(section, c, self.habit.rule(component.key, c.key) or NOTHING, forced)
             for c in columns if c.required or self._lucky(Rule(chance=self.optional / 3))}
            for _ in range(self.dice.randint(max(first, least), max(last, least)))
        ]  # fmt: skip

    def _one(self, section: Section, component: Component, rule: Rule, forced: int) -> Any:
        if component.type == "checkbox":
            return True
        if component.type == "checklist":
            return self._several(component)
        if options := self._options(component):
            return self._choice(section, component, rule, options, forced)
        if component.type == "datetime":
            return self._date(component, rule, forced)
        if component.type == "number":
            return self._number(component)
        return self._text(component, rule)

    def _options(self, component: Component) -> tuple[Option, ...]:
        if component.options_from:
            return options_of(self.context.get(component.options_from))
        return component.options

    def _several(self, component: Component) -> list[str]:
        values = [option.value for option in self._options(component)]
        some = self.dice.sample(values, min(len(values), self.dice.randint(1, 3)))
        return [value for value in values if value in some]

    def _choice(
        self,
        section: Section,
        component: Component,
        rule: Rule,
        options: Sequence[Option],
        forced: int,
    ) -> str:
        values = [option.value for option in options]
        if forced:
            return values[forced % len(values)]
        weights = self._weights(section, component, rule, values)
        return str(self.dice.choices(values, weights)[0])

    def _weights(
        self, section: Section, component: Component, rule: Rule, values: Sequence[str]
    ) -> list[float]:
        earlier = self._earlier(section).get(component.key)
        said = rule.weights
        if rule.given:
            on = earlier if rule.given == EARLIER else self._elsewhere(section, rule.given)
            said = rule.by.get(str(on), rule.weights)
        elif rule.near:
            said = _steps(values, self._elsewhere(section, rule.near), rule.steps)
        elif not said and component.compared and earlier in values:
            other = self.differ / max(len(values) - 1, 1)
            said = {value: 1 - self.differ if value == earlier else other for value in values}
        found = [float(said.get(value, 0.0)) for value in values]
        return found if any(found) else [1.0] * len(values)

    def _elsewhere(self, section: Section, path: str) -> Any:
        key, _, name = path.rpartition(".")
        there = self.form.section(key) if key else section
        component = next((c for c in self._asked(there) if c.key == name), None)
        return None if component is None else self._value(there, component)

    def _earlier(self, section: Section) -> Mapping[str, Any]:
        found = self.reviewed or {}
        page = found if self.form.single else found.get(section.key, {})
        return page if isinstance(page, Mapping) else {}

    def _explain(
        self, section: Section, component: Component, value: Any, page: dict[str, Any]
    ) -> None:
        earlier = self._earlier(section).get(component.key)
        if component.compared and earlier is not None and earlier != value:
            page[why_key(component.key)] = self.dice.choice(WORDS)

    def _date(self, component: Component, rule: Rule, forced: int) -> str:
        past = bool(component.limits[1]) and not component.limits[0]
        first, last = rule.days or ((-2, 0) if past else (1, 20))
        if forced:
            first = last = TRIED[forced % len(TRIED)]
        days = self.dice.randint(first, last)
        return self.calendar.add_working_days(self.today, days).isoformat()

    def _number(self, component: Component) -> int:
        least, most = (component.rules.get(name) for name in ("min", "max"))
        first = int(least) if isinstance(least, int | float) else 0
        last = int(most) if isinstance(most, int | float) else first + 17
        return self.dice.randint(first, last)

    def _text(self, component: Component, rule: Rule) -> str:
        if rule.texts:
            return self.dice.choice(rule.texts)
        pattern = component.rules.get("pattern")
        if isinstance(pattern, str) and pattern:
            return next((text for text in SHORT if matches(pattern, text)), SHORT[0])
        return self._fitting(component)

    def _fitting(self, component: Component) -> str:
        text, rules = self.dice.choice(WORDS), component.rules
        shortest, most = rules.get("minLength"), rules.get("maxLength")
        while isinstance(shortest, int) and len(text) < shortest:
            text += f" {self.dice.choice(WORDS)}"
        return text[:most] if isinstance(most, int) else text


def _steps(values: Sequence[str], start: Any, steps: Mapping[str, float]) -> dict[str, float]:
    """Weights of the options that lie so many steps from `start`, in the order of the form."""
    if start not in values:
        return {}
    at, last = values.index(start), len(values) - 1
    found: dict[str, float] = {}
    for step, weight in steps.items():
        value = values[min(max(at + int(step), 0), last)]
        found[value] = found.get(value, 0.0) + weight
    return found
