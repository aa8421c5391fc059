"""The page as it is about to be shown: one item for each component that is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from forms import words
from forms.components import options_of
from forms.markdown import Block
from forms.model import CHOICES, Component, Option
from forms.rules import fault
from forms.values import DATE_PARTS, Reading, read, written
from forms.words import Posted


@dataclass(frozen=True)
class ShowWhen:
    """Shown while the named input holds one of these values ("" is no answer, "on" a tick)."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Earlier:
    """An answer somebody gave before, as it is read by a person."""

    label: str
    text: str


@dataclass
class Item:
    """One component with its words, value, condition and fault. The macros render it.

    `live`: an inset or a warning that follows a decision, so that it comes and goes while the
    person writes. `known` and `found` are for whoever looks people up: who the answer is, and who
    may be meant by what was typed (None: nobody was looked for).
    """

    component: Component
    name: str = ""
    id: str = ""
    word: object = None
    value: object = None
    wrong: bool = False
    fault: str = ""
    error: str = ""
    options: tuple[Option, ...] = ()
    hidden: bool = False
    asked: bool = True
    required: bool = False
    live: bool = False
    rule: ShowWhen | None = None
    follows: bool = False
    blocks: tuple[Block, ...] = ()
    earlier: list[Earlier] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    rows: list[list[Item]] = field(default_factory=list)
    why: Item | None = None
    known: str = ""
    found: tuple[Option, ...] | None = None

    @property
    def type(self) -> str:
        """The component's type."""
        return self.component.type

    @property
    def anchor(self) -> str:
        """The id of the first input, which an error message leads to."""
        if self.type == "dynamiclist":
            return self.rows[0][0].anchor if self.rows else f"{self.id}-add"
        return f"{self.id}-day" if self.type == "datetime" else self.id

    @property
    def begun(self) -> bool:
        """Whether anything in this group was written or is wrong, so that it is shown open."""
        return any(i.error or i.word not in (None, "", [], False) for i in self.walk())

    @property
    def parts(self) -> Mapping[str, str]:
        """Day, month and year of a date as typed, or of a stored date without leading zeros."""
        if isinstance(self.word, Mapping):
            return {part: written(self.word.get(part)) for part in DATE_PARTS}
        found = re.fullmatch(r"(\d+)-0?(\d+)-0?(\d+)", str(self.word or ""))
        return dict(zip(DATE_PARTS, found.groups()[::-1] if found else ("", "", ""), strict=True))

    def walk(self) -> Iterator[Item]:
        """This item and the items of its group, without the rows of a list."""
        yield self
        for inner in self.items:
            yield from inner.walk()


def build(
    components: Sequence[Component],
    context: Mapping[str, object],
    saved: Mapping[str, object],
    posted: Posted | None,
    name: str = "{}",
    sent: str = "{}",
) -> list[Item]:
    """An item for each component. `name` makes an input's name here, `sent` on the page sent."""
    return [_item(c, context, saved, posted, name, sent) for c in components]


def _item(
    component: Component,
    context: Mapping[str, object],
    saved: Mapping[str, object],
    posted: Posted | None,
    name: str,
    sent: str,
) -> Item:
    item = _named(component, name.format(component.key or component.id))
    item.asked = component.role in ("", context.get("role"))
    if component.type == "group":
        item.items = build(component.components, context, saved, posted, name, sent)
    elif component.type == "dynamiclist":
        item.rows = _rows(component, context, saved.get(component.key), posted)
    elif component.key:
        kept = saved.get(component.key, _known(component, context))
        answer(item, context, words.word(component, sent.format(component.key), kept, posted))
    return item


def _known(component: Component, context: Mapping[str, object]) -> object:
    """What the context already knows, as a word: the person confirms it or corrects it."""
    known = context.get(component.properties.get("prefill", ""))
    return known.isoformat()[:10] if isinstance(known, date) else known


def answer(item: Item, context: Mapping[str, object], word: object) -> None:
    """Put a word into the item and read its value."""
    item.word, item.options = word, item.component.options
    if item.component.options_from:
        item.options = options_of(context.get(item.component.options_from))
    reading: Reading = read(item.component, word, item.options)
    item.value, item.wrong = reading.value, reading.wrong
    item.fault = fault(item.component, reading)


def _rows(
    component: Component, context: Mapping[str, object], saved: object, posted: Posted | None
) -> list[list[Item]]:
    found = []
    for new, (old, kept) in enumerate(words.rows(component, saved, posted)):
        kept_words = kept if isinstance(kept, Mapping) else {}
        here, there = (f"{component.key}[{n}].{{}}" for n in (new, old))
        found.append(build(component.components, context, kept_words, posted, here, there))
    return found


def _named(component: Component, name: str) -> Item:
    return Item(component, name, _id(name))


@lru_cache(maxsize=4096)
def _id(name: str) -> str:
    return re.sub(r"\W+", "-", name).strip("-")


def is_choice(item: Item) -> bool:
    """Whether the item's answer is one value out of few, so that a browser can follow it."""
    return item.type in CHOICES | {"checkbox"}
