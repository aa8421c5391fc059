"""Changes to a diagram's XML that say a setting in our own form, and their words for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from lxml import etree

from engine.vendors.placing import append, put
from engine.vendors.tools import BPMN, SPIFF

LOOP_ORDER = (
    *("loopCardinality", "loopDataInputRef", "loopDataOutputRef", "inputDataItem"),
    *("outputDataItem", "complexBehaviorDefinition", "completionCondition"),
)
FIRST = (f"{BPMN}documentation", f"{BPMN}extensionElements")


class Change(Protocol):
    """One change to one element."""

    @property
    def words(self) -> str:
        """What the element is given, as part of a sentence."""
        ...

    @property
    def taken(self) -> str:
        """What stands there already; empty when the place is free."""
        ...

    def apply(self) -> None:
        """Change the element."""
        ...


@dataclass(frozen=True)
class Property:
    """One of our properties."""

    holder: etree._Element
    name: str
    value: str

    @property
    def words(self) -> str:
        return f"the property {self.name} with the value {self.value}"

    @property
    def taken(self) -> str:
        path = f"{BPMN}extensionElements/{SPIFF}properties/{SPIFF}property"
        held = {one.get("name"): one.get("value") for one in self.holder.findall(path)}
        differs = held.get(self.name, self.value) != self.value
        return f"a property {self.name}" if differs else ""

    def apply(self) -> None:
        extensions = _extensions(self.holder)
        held = extensions.find(f"{SPIFF}properties")
        if held is None:
            held = append(extensions, f"{SPIFF}properties")
        if not any(one.get("name") == self.name for one in held):
            append(held, f"{SPIFF}property", name=self.name, value=self.value)


@dataclass(frozen=True)
class Extension:
    """One of our extension elements that holds a text."""

    holder: etree._Element
    name: str
    text: str

    @property
    def words(self) -> str:
        return f"a spiffworkflow:{self.name} with the text {self.text}"

    @property
    def taken(self) -> str:
        found = self.holder.find(f"{BPMN}extensionElements/{SPIFF}{self.name}")
        return "" if found is None else f"a {self.name}"

    def apply(self) -> None:
        append(_extensions(self.holder), f"{SPIFF}{self.name}").text = self.text


@dataclass(frozen=True)
class LoopPart:
    """A part of a multi-instance activity: a reference with a text, or an item with a name."""

    holder: etree._Element
    name: str
    value: str

    @property
    def words(self) -> str:
        return f"{_article(self.name)} {self.name} {self.value}"

    @property
    def taken(self) -> str:
        free = self.holder.find(f"{BPMN}{self.name}") is None
        return "" if free else f"{_article(self.name)} {self.name}"

    def apply(self) -> None:
        earlier = {f"{BPMN}{one}" for one in LOOP_ORDER[: LOOP_ORDER.index(self.name)]}
        made = put(self.holder, f"{BPMN}{self.name}", {*earlier, *FIRST})
        if self.name.endswith("Ref"):
            made.text = self.value
        else:
            made.set("name", self.value)


@dataclass(frozen=True)
class Attribute:
    """An attribute of the standard."""

    holder: etree._Element
    name: str
    value: str

    @property
    def words(self) -> str:
        return f'{self.name}="{self.value}"'

    @property
    def taken(self) -> str:
        return self.name if self.holder.get(self.name, self.value) != self.value else ""

    def apply(self) -> None:
        self.holder.set(self.name, self.value)


@dataclass(frozen=True)
class Script:
    """The script of a script task, in FEEL."""

    holder: etree._Element
    feel: str
    instead: str = ""

    @property
    def words(self) -> str:
        return f"the script {self.feel} in FEEL"

    @property
    def taken(self) -> str:
        found = self.holder.find(f"{BPMN}script")
        held = "" if found is None else (found.text or "").strip()
        return "a script" if held != self.instead else ""

    def apply(self) -> None:
        script = self.holder.find(f"{BPMN}script")
        if script is None:
            every = {f"{BPMN}{name}" for name in ("incoming", "outgoing", "ioSpecification")}
            script = put(self.holder, f"{BPMN}script", {*FIRST, *every, *_data(self.holder)})
        script.text = self.feel
        self.holder.set("scriptFormat", "feel")


def _article(word: str) -> str:
    return "an" if word[0] in "aeiou" else "a"


def _data(holder: etree._Element) -> set[str]:
    """All children that are there: a script comes last."""
    return {str(child.tag) for child in holder}


def _extensions(holder: etree._Element) -> etree._Element:
    found = holder.find(f"{BPMN}extensionElements")
    return put(holder, f"{BPMN}extensionElements", set(FIRST)) if found is None else found
