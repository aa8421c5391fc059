"""DMN files from outside, opened: XML without a DOCTYPE, of a known version, within limits."""

from __future__ import annotations

from typing import Any

from lxml import etree

from engine.decisions.errors import DecisionRefused

MOST_BYTES = 1_000_000
MOST_DEEP = 100
SPLIT = "Make several files of it, which import one another."
NAMESPACES = {
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd": "1.1",
    "http://www.omg.org/spec/DMN/20180521/MODEL/": "1.2",
    "https://www.omg.org/spec/DMN/20191111/MODEL/": "1.3",
    "https://www.omg.org/spec/DMN/20211108/MODEL/": "1.4",
    "https://www.omg.org/spec/DMN/20230324/MODEL/": "1.5",
}


def root_of(xml: bytes, file: str) -> Any:
    """The root element of a DMN file. Raises DecisionRefused for what is no such file."""
    if len(xml) > MOST_BYTES:
        raise DecisionRefused(file, "file", "The file is larger than 1 MB.", SPLIT)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        line = getattr(problem, "lineno", None)
        at = f" near line {line}" if line else ""
        raise DecisionRefused(
            file, "file", f"The file is not readable XML{at}.", "Save it again from the DMN editor."
        ) from None
    _check_root(root, file)
    return root


def _check_root(root: Any, file: str) -> None:
    if root.getroottree().docinfo.doctype:
        raise DecisionRefused(
            file, "file", "The file has a DOCTYPE, which is not allowed.", "Remove the DOCTYPE."
        )
    name = etree.QName(root)
    if name.localname != "definitions" or name.namespace not in NAMESPACES:
        raise DecisionRefused(
            file,
            "file",
            "The file is not a DMN file of version 1.1 to 1.5.",
            "Save it from a DMN editor such as dmn-js.",
        )
    _check_depth(root, file)


def _check_depth(root: Any, file: str) -> None:
    for element in root.xpath(f"(//*[count(ancestor::*) >= {MOST_DEEP}])[1]"):
        holder = next((id for one in element.iterancestors() if (id := one.get("id"))), "file")
        sentence = f"An expression is nested more than {MOST_DEEP} elements deep."
        raise DecisionRefused(file, holder, sentence, "Make decisions of its parts.")
