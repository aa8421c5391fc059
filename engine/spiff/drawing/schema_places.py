"""Which elements the schema allows inside which, whatever their order."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from lxml import etree

XSD = "{http://www.w3.org/2001/XMLSchema}"


def only_out_of_order(element: etree._Element) -> bool:
    """Whether a BPMN element may stand where it does, and only its place among others is wrong.

    False for what may stand there once and stands there twice, or beside what excludes it.
    """
    inside, name = element.getparent(), etree.QName(element).localname
    allowed = {} if inside is None else _children_of(etree.QName(inside).localname)
    if name not in allowed:
        return False
    rivals = [c for c in inside if allowed.get(etree.QName(c).localname) == allowed[name]]
    return not allowed[name] or len(rivals) == 1


@cache
def _children_of(name: str) -> dict[str, str]:
    """What may stand inside: of those with the same text only one, of those with "" many."""
    declared = _declared("element").get(name)
    return {} if declared is None else _of_type(declared.get("type", ""))


def _of_type(name: str) -> dict[str, str]:
    found = _declared("complexType").get(name.rpartition(":")[2])
    if found is None:
        return {}
    base = next((e.get("base", "") for e in found.iter(f"{XSD}extension")), "")
    allowed = _of_type(base) if base else {}
    for element in found.iter(f"{XSD}element"):
        own = (element.get("ref") or element.get("name", "")).rpartition(":")[2]
        allowed |= dict.fromkeys([own, *_substitutes(own)], _only_one(element, own))
    return allowed


def _only_one(element: etree._Element, name: str) -> str:
    around = element.getparent()
    if "unbounded" in (element.get("maxOccurs"), around.get("maxOccurs")):
        return ""
    return "choice" if around.tag == f"{XSD}choice" else name


@cache
def _substitutes(head: str) -> tuple[str, ...]:
    groups = {n: e.get("substitutionGroup", "") for n, e in _declared("element").items()}
    direct = [name for name, group in groups.items() if group.rpartition(":")[2] == head]
    return (*direct, *(more for name in direct for more in _substitutes(name)))


@cache
def _declared(what: str) -> dict[str, etree._Element]:
    """The elements or types at the top of the schema of the model."""
    text = (files("SpiffWorkflow.bpmn.parser") / "schema" / "Semantic.xsd").read_bytes()
    return {e.get("name", ""): e for e in etree.fromstring(text).findall(f"{XSD}{what}")}
