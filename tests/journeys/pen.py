"""Filling in a form as a person does: every question that can be seen, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

WORDS = "Seen on the record, in the note of 4 March."
DEFAULTS = {"yes", "good"}
DATE = {"day": "29", "month": "1", "year": "2027"}
# What can still be answered: named, visible, without an answer. Buttons and ticks are left alone.
UNANSWERED = """form => {
  const seen = new Set(), found = [];
  for (const field of form.elements) {
    const kind = field.type, name = field.name;
    if (!name || seen.has(name) || !field.checkVisibility()) continue;
    if (['hidden', 'submit', 'button', 'checkbox'].includes(kind)) continue;
    seen.add(name);
    const given = [...form.elements].filter(one => one.name === name);
    const answered = kind === 'radio' ? given.some(one => one.checked) : field.value !== '';
    if (!answered) found.push({ name, kind, choices: given.map(one => one.value),
      options: [...(field.options ?? [])].map(one => one.value) });
  }
  return found;
}"""


class Pen:
    """Writes into the form of a page. `told` gives answers by the field's name."""

    def __init__(self, page: Any, told: Mapping[str, str]) -> None:
        self.page, self.told = page, told
        self.form = page.locator("form.pl-form")

    def write(self) -> int:
        """Answer every visible question, and those that appear by it; how many there were."""
        answered = 0
        # Until the page's own script has run, questions can be seen that are not to be.
        self.page.wait_for_load_state("load")
        while questions := self.form.evaluate(UNANSWERED):
            for question in questions:
                self._answer(question)
            answered += len(questions)
        return answered

    def complete(self, done: bool = True) -> int:
        """Answer every question of a section, say so, and go on; how many there were."""
        answered = self.write()
        if done:
            self.page.get_by_label("I have completed this section").check()
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Save and continue", exact=True).click()
        return answered

    def _answer(self, question: Mapping[str, Any]) -> None:
        name, kind = question["name"], question["kind"]
        field = self.form.locator(f'[name="{name}"]')
        if kind == "radio":
            self._choose(field, question)
        elif kind == "select-one":
            field.select_option(self.told.get(name, question["options"][1]))
        else:
            field.fill(self.told.get(name, DATE.get(name.rpartition("-")[2], WORDS)))

    def _choose(self, field: Any, question: Mapping[str, Any]) -> None:
        choices = question["choices"]
        usual = next((one for one in choices if one in DEFAULTS), choices[0])
        value = self.told.get(question["name"], usual)
        field.and_(self.page.locator(f'[value="{value}"]')).check()
