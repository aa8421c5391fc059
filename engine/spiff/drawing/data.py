"""The data of a diagram, read as variables: what is declared where, and what is copied when.

A data object, property, data input or output is a variable under its name; under its id where the
name is none that FEEL could say, with _ for what FEEL could not say of that either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from engine.expressions import check_name
from engine.spiff.drawing.diagram import Data, Transfer
from engine.spiff.drawing.formal import formal
from engine.spiff.drawing.xml import BPMN, tag, text

ITEMS = ("dataObject", "dataInput", "dataOutput", "property", "inputDataItem", "outputDataItem")
STORES = ("dataStoreReference", "dataStore")
OWN = ("ioSpecification/{0}dataInput", "ioSpecification/{0}dataOutput", "property")
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
UNSAID = re.compile(r"[^A-Za-z0-9_]")
TAKEN = ("parameters", "instance")


@dataclass(frozen=True)
class Items:
    """What holds data in a file, by id: the variable it is; None for a reference to nothing.

    `stores` are the ids of data stores, which outlive every process.
    """

    names: Mapping[str, str | None]
    stores: frozenset[str]

    @classmethod
    def of(cls, root: etree._Element) -> Items:
        """Every data object, property, input and output of the file, and the references to them."""
        references = list(root.iter(f"{BPMN}dataObjectReference"))
        also = {
            r.get("dataObjectRef", ""): r.get("name") for r in reversed(references) if r.get("name")
        }
        found = list(root.iter(*(f"{BPMN}{kind}" for kind in ITEMS)))
        names: dict[str, str | None] = {x.get("id", ""): _variable(x, also) for x in found}
        for reference in references:
            held = names.get(reference.get("dataObjectRef", ""))
            names[reference.get("id", "")] = held
        stores = root.iter(*(f"{BPMN}{kind}" for kind in STORES))
        return cls(names, frozenset(x.get("id", "") for x in stores))

    def variable(self, reference: str | None) -> str | None:
        """The variable behind an id; an id that is none here may be written as a name."""
        return self.names.get(reference) if reference else None


def _variable(xml: etree._Element, also: Mapping[str, str | None]) -> str:
    id, name = str(xml.get("id", "")), xml.get("name")
    if tag(xml).endswith("DataItem"):
        return str(name or id)
    found = next((str(n) for n in (name, also.get(id), id) if n and usable(n)), None)
    return found or f"_{UNSAID.sub('_', id)}"


def usable(name: str) -> bool:
    """Whether a variable may be called so."""
    return bool(NAME.fullmatch(name)) and name not in TAKEN and check_name(name) is None


def draw_data(xml: etree._Element, items: Items) -> Data:
    """What an element has of its own, and what is copied in and out."""
    return Data(
        tuple(_declared(xml, items, OWN)),
        tuple(_transfers(xml, "dataInputAssociation", items)),
        tuple(_transfers(xml, "dataOutputAssociation", items)),
    )


def declared(xml: etree._Element, items: Items) -> tuple[str, ...]:
    """The variables of a process or sub-process: its properties, inputs, outputs, data objects.

    Of a process only those that FEEL can name: the others are not shown as if somebody set them.
    """
    found = _declared(xml, items, (*OWN, "dataObject"))
    return tuple(name for name in found if tag(xml) != "process" or not name.startswith("_"))


def _declared(xml: etree._Element, items: Items, paths: tuple[str, ...]) -> Iterator[str]:
    for path in paths:
        for found in xml.findall(f"{BPMN}{path.format(BPMN)}"):
            name = items.variable(found.get("id"))
            if name is not None:
                yield name


def _transfers(xml: etree._Element, kind: str, items: Items) -> Iterator[Transfer]:
    for found in xml.findall(f"{BPMN}{kind}"):
        sources = [text(s) or "" for s in found.findall(f"{BPMN}sourceRef")]
        target = text(found.find(f"{BPMN}targetRef"))
        yield Transfer(
            tuple(items.variable(source) for source in sources),
            items.variable(target),
            formal(found.find(f"{BPMN}transformation")),
            tuple(_assignments(found, items)),
            tuple(r for r in (*sources, target) if r and r not in items.names),
            bool(items.stores & {*sources, target}),
            found.get("id", ""),
        )


def _assignments(xml: etree._Element, items: Items) -> Iterator[tuple[str | None, str | None]]:
    for found in xml.findall(f"{BPMN}assignment"):
        place = text(found.find(f"{BPMN}to")) or ""
        name = items.variable(place) or (place if usable(place) else None)
        yield formal(found.find(f"{BPMN}from")), name
