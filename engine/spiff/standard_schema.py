"""The BPMN 2.0 XML schema that comes with the library."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import as_file, files

from lxml import etree

from engine.spiff import periods


def schema_errors(root: etree._Element) -> Iterator[tuple[int, str]]:
    """The line and the schema's message for each place where the file does not have its form."""
    schema = _schema()
    if not schema.validate(root):
        yield from ((e.line, e.message) for e in schema.error_log)


@cache
def _schema() -> etree.XMLSchema:
    folder = files("SpiffWorkflow.bpmn.parser") / "schema"
    with as_file(folder) as there:
        return etree.XMLSchema(etree.parse(there / "BPMN20.xsd"))


def check_timer(kind: str, text: str) -> str:
    """What is wrong with a written time (`kind` timeDate, timeDuration, timeCycle); else ""."""
    try:
        if kind == "timeDuration":
            periods.period(text)
        elif kind == "timeDate":
            periods.instant(text, periods.UTC_ZONE)
        else:
            periods.cycle(text, periods.UTC_ZONE)
    except periods.TimerRefused as refused:
        return str(refused)
    return ""
