"""Reading a bundle's diagrams and decisions: what is accepted behaves as the standard says."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from lxml import etree
from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec

from engine.bundle import Bundle
from engine.decisions import Decision, DecisionRefused, Decisions, Model, link, read_model
from engine.errors import BundleRefused
from engine.model import Finding
from engine.spiff import quiet
from engine.spiff.building import build, element
from engine.spiff.definitions import Definitions, ProcessSpec, Starts
from engine.spiff.drawing import scripts as script_texts
from engine.spiff.drawing import xml
from engine.spiff.drawing.diagram import Diagram, Graph
from engine.spiff.drawing.reading import draw
from engine.spiff.elements.offers import starts_by_offer
from engine.spiff.gate.judging import judge

ZONE = "Europe/London"
MOST_KEPT = 32
MOST_DRAWN = 64
DrawOne = Callable[[str, bytes, frozenset[str]], Diagram]
_READ: dict[tuple[str, bool, frozenset[str]], Definitions] = {}


def read(bundle: Bundle, *, sketch: bool = False, named: Collection[str] = ()) -> Definitions:
    """Everything executable in the bundle. Raises BundleRefused with every finding there is.

    In a `sketch` activities that leave open what they do pass through, and the findings about them
    are warnings in `Definitions.findings`. `named` processes run though they are marked as
    pictures. Reading the same content again is free: definitions are kept by the bundle's digest.
    """
    key = (bundle.digest, sketch, frozenset(named))
    found = _READ.get(key)
    if found is None:
        found = _read(bundle, sketch, named)
        for old in list(_READ)[: max(0, len(_READ) - MOST_KEPT)]:
            _READ.pop(old, None)
        _READ[key] = found
    return found


def _read(bundle: Bundle, sketch: bool, named: Collection[str]) -> Definitions:
    quiet.hush()
    diagrams, findings = _each(bundle, named, _anew) if sketch else drawn(bundle, named)
    decisions, more = tables(bundle)
    known = frozenset(d.id for d in decisions)
    findings += more + judge(diagrams, known, sketch=sketch)
    if any(f.level == "error" for f in findings):
        raise BundleRefused(findings)
    _leave_open(diagrams, known)
    found = _definitions(diagrams, _collected(decisions), zone(bundle))
    return replace(found, findings=tuple(findings))


def _leave_open(diagrams: Iterable[Diagram], known: frozenset[str]) -> None:
    """What is not carried out is as good as not there; only a sketch comes here with any."""
    for graph in _graphs(diagrams):
        for _, node in graph.walk():
            if node.decision not in known:
                node.decision = None
            if script_texts.refusal(node) is not None:
                node.script = None


def _collected(found: list[Decision]) -> Decisions:
    try:
        return Decisions(found)
    except DecisionRefused as refused:
        raise BundleRefused([_finding(refused)]) from refused


def zone(bundle: Bundle) -> str:
    """The time zone whose clocks people read: `zone` under [calendar] in bundle.toml."""
    calendar = bundle.manifest.get("calendar", {})
    return str(calendar.get("zone", ZONE)) if isinstance(calendar, dict) else ZONE


def drawn(bundle: Bundle, named: Collection[str] = ()) -> tuple[list[Diagram], list[Finding]]:
    """The diagrams that are readable as XML, and a finding for each that is not.

    They are shared with whoever asks for the same content, so nobody may change them.
    """
    return _each(bundle, named, _shared)


def _each(
    bundle: Bundle, named: Collection[str], draw_one: DrawOne
) -> tuple[list[Diagram], list[Finding]]:
    diagrams, findings = [], []
    for path in bundle.paths(".bpmn"):
        try:
            diagrams.append(draw_one(path, bundle.files[path], frozenset(named)))
        except xml.Unreadable as error:
            findings.append(error.finding)
    return diagrams, findings


def _anew(path: str, content: bytes, named: frozenset[str]) -> Diagram:
    return draw(xml.parse(content, path), path, named)


# A bundle is drawn for its checks, its clauses and its definitions; an edit changes one file of it.
_shared = lru_cache(maxsize=MOST_DRAWN)(_anew)


def draw_file(path: str, content: bytes) -> Diagram | None:
    """One diagram by itself; None when it cannot be read as XML."""
    try:
        return draw(xml.parse(content, path), path)
    except xml.Unreadable:
        return None


def parse_whole(content: bytes) -> etree._Element:
    """The root of an XML file with its comments, for those who compare or write files again.

    Raises Unreadable, as for any file from outside.
    """
    return xml.parse(content, "", whole=True)


def tables(bundle: Bundle) -> tuple[list[Decision], list[Finding]]:
    """The decisions that are readable, and a finding for each file that is not."""
    found: list[Model] = []
    findings: list[Finding] = []
    for path in bundle.paths(".dmn"):
        try:
            found.append(read_model(bundle.files[path], path))
        except DecisionRefused as refused:
            findings.append(_finding(refused))
    return link(found), findings


def _finding(refused: DecisionRefused) -> Finding:
    return Finding("error", refused.file, refused.element, refused.sentence, refused.remedy)


def _definitions(diagrams: Sequence[Diagram], decisions: Decisions, zone: str) -> Definitions:
    specs: dict[str, BpmnProcessSpec] = {}
    processes = {}
    for graph in _graphs(diagrams):
        build(graph, specs, graph.id)
    for graph in (process for diagram in diagrams for process in diagram.processes):
        processes[graph.id] = _process(graph)
    return Definitions(processes, decisions, specs, zone)


def _graphs(diagrams: Iterable[Diagram]) -> Iterable[Graph]:
    return (graph for diagram in diagrams for graph in diagram.graphs)


def _process(graph: Graph) -> ProcessSpec:
    elements = {node.id: element(node) for _, node in graph.walk()}
    messages, signals = _starts(graph, "message"), _starts(graph, "signal")
    starts = (messages, signals, _starts(graph, "timer"))
    offered = next((n.id for n in graph.nodes.values() if starts_by_offer(graph, n)), None)
    return ProcessSpec(graph.id, graph.name, graph.file, *starts, elements, offered)


def _starts(graph: Graph, kind: str) -> Starts:
    starts = [n for n in graph.nodes.values() if n.type == "startEvent" or n.instantiates]
    events = ((node.id, event) for node in starts for event in node.events)
    return tuple((id, e.name or e.text or "") for id, e in events if e.kind == kind)
