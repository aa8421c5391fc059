"""The BPMN 2.0 XML schema that comes with the library."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import as_file, files

from lxml import etree


def schema_errors(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Each element that does not have the form of the schema, with the schema's message."""
    schema, tree = _schema(), root.getroottree()
    if schema.validate(root):
        return
    prefixes = {p: space for e in root.iter() for p, space in e.nsmap.items() if p}
    for error in schema.error_log:
        found = tree.xpath(error.path, namespaces=prefixes or None)
        yield found[0] if found else root, error.message


@cache
def _schema() -> etree.XMLSchema:
    folder = files("SpiffWorkflow.bpmn.parser") / "schema"
    with as_file(folder) as there:
        return etree.XMLSchema(etree.parse(there / "BPMN20.xsd"))
