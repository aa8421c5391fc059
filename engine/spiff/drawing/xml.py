"""Reading XML that somebody else wrote: no entities, no network, no document type, and limits."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

from engine.model import Finding

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
BPMNDI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
SPIFF = "{http://spiffworkflow.org/bpmn/schema/1.0/core}"
MOST_BYTES = 1_000_000
MOST_ELEMENTS = 20_000
MOST_DEPTH = 100
MOST_DIGITS = 16
ENCODINGS = re.compile(r"utf-?8|utf-?16(le|be)?|us-ascii|ascii|iso-8859-\d+|windows-125\d", re.I)


class Unreadable(Exception):
    """The file is not XML we accept; `finding` says why and what to do."""

    def __init__(self, file: str, rule: str, sentence: str, remedy: str) -> None:
        self.finding = Finding("error", file, "", sentence, remedy, rule)
        super().__init__(sentence)


def parse(content: bytes, file: str, *, whole: bool = False) -> etree._Element:
    """The root element, without comments and processing instructions; with them when the `whole`
    is to be written again. Raises Unreadable."""
    if len(content) > MOST_BYTES:
        raise _too_large(file, "The file is larger than 1 MB.")
    try:
        root = etree.fromstring(content, _parser(whole))
    except (etree.XMLSyntaxError, ValueError) as error:
        sentence = f"The file is not well-formed XML: {error}."
        remedy = "Open it in the editor and save it again."
        raise Unreadable(file, "xml-malformed", sentence, remedy) from error
    about = root.getroottree().docinfo
    if about.doctype:
        sentence = "The file declares a document type."
        raise Unreadable(file, "xml-document-type", sentence, "Remove the DOCTYPE line.")
    if about.encoding and not ENCODINGS.fullmatch(about.encoding):
        sentence = "The file is written in an encoding that can hide what it says."
        raise Unreadable(file, "xml-encoding", sentence, "Save it as UTF-8.")
    if next(islice(root.iter(), MOST_ELEMENTS, None), None) is not None:
        raise _too_large(file, f"The file holds more than {MOST_ELEMENTS:,} elements.")
    if root.xpath(f"boolean({'/*' * (MOST_DEPTH + 1)})"):
        raise _too_large(file, f"The file has elements more than {MOST_DEPTH} deep in each other.")
    return root


def _too_large(file: str, sentence: str) -> Unreadable:
    return Unreadable(file, "xml-too-large", sentence, "Split it into called processes.")


def _parser(whole: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=not whole,
        remove_pis=not whole,
        strip_cdata=not whole,
    )


def tag(node: etree._Element) -> str:
    """The element's local name when it is BPMN's, else an empty text."""
    return node.tag.removeprefix(BPMN) if node.tag.startswith(BPMN) else ""


def text(node: etree._Element | None) -> str | None:
    """All the text inside, trimmed; None when there is no element or nothing in it."""
    return ("".join(node.itertext()).strip() or None) if node is not None else None


def extension(node: etree._Element, name: str) -> etree._Element | None:
    """The spiffworkflow extension element of that name directly under the node."""
    return node.find(f"{BPMN}extensionElements/{SPIFF}{name}")


def properties(node: etree._Element) -> dict[str, str]:
    """The name and value pairs of <spiffworkflow:properties>."""
    found = node.findall(f"{BPMN}extensionElements/{SPIFF}properties/{SPIFF}property")
    return {p.get("name", ""): p.get("value", "") for p in found}


def whole_number(given: str) -> int | None:
    """The number that is written in the text, however long; None when it is none."""
    digits = given.strip().removeprefix("-")
    if not (digits.isascii() and digits.isdigit()):
        return None
    size = int(digits[:MOST_DIGITS]) if len(digits) <= MOST_DIGITS else 10**MOST_DIGITS
    return -size if given.strip().startswith("-") else size
