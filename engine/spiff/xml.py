"""Reading XML that somebody else wrote: no entities, no network, no document type, one megabyte."""

from __future__ import annotations

from lxml import etree

from engine.model import Finding

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
BPMNDI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
SPIFF = "{http://spiffworkflow.org/bpmn/schema/1.0/core}"
MOST_BYTES = 1_000_000


class Unreadable(Exception):
    """The file is not XML we accept; `finding` says why and what to do."""

    def __init__(self, file: str, sentence: str, remedy: str) -> None:
        self.finding = Finding("error", file, "", sentence, remedy)
        super().__init__(sentence)


def parse(content: bytes, file: str) -> etree._Element:
    """The root element, without comments and processing instructions. Raises Unreadable."""
    if len(content) > MOST_BYTES:
        raise Unreadable(file, "The file is larger than 1 MB.", "Split it into called processes.")
    try:
        root = etree.fromstring(content, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        sentence = f"The file is not well-formed XML: {error}."
        raise Unreadable(file, sentence, "Open it in the editor and save it again.") from error
    if root.getroottree().docinfo.doctype:
        raise Unreadable(file, "The file declares a document type.", "Remove the DOCTYPE line.")
    return root


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
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
