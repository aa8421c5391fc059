"""The drawing of one of an instance's processes: where it is, what it passed, and how often."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from flask import url_for
from sqlalchemy.orm import Session

from engine.queries import Passed
from web.diagrams.elements import Flow, Picture, read
from web.diagrams.outline import outline
from web.diagrams.source import Diagram, definition, xml_of
from web.operations.instance.places import Place
from web.operations.instance.reading import Found
from web.parts import Parts
from web.words import count

# What outweighs what, where there is more than one thing to tell of an element.
FIRST = ("incident", "late", "waiting", "inside", "done")


def drawn(
    session: Session, here: Parts, found: Found, places: Sequence[Place], process_key: str
) -> Diagram:
    """The drawing with its marks, and the same as steps. NotFound for an unknown process."""
    row = definition(session, here.tenant, found.row.deployment_id, process_key)
    picture = read(xml_of(session, here.tenant, row), process_key)
    passed = [one for one in found.passed if one.process_key == process_key]
    marks = [
        *(_mark(id, picture, places, passed) for id in picture.elements),
        *({"id": flow.id, "kind": "done", "word": "Taken"} for flow in taken(picture, passed)),
    ]
    url = url_for("operations_instance.diagram", instance_id=found.row.id, process=process_key)
    label = f"Diagram of {found.process_name(process_key)} with where this instance is"
    return Diagram(url, label, [mark for mark in marks if mark], outline(picture))


def _mark(
    id: str, picture: Picture, places: Sequence[Place], passed: Sequence[Passed]
) -> dict[str, str]:
    there = sorted((p for p in places if p.element == id), key=lambda p: FIRST.index(p.kind))
    words = list(_words(there))
    done = next((one.completed for one in passed if one.element_id == id), 0)
    if done > 1 or (done and there):
        words.append("done before" if done == 1 else f"Done {count(done, 'time')}")
    kind = there[0].kind if there else "done"
    return {"id": id, "kind": kind, "word": ", ".join(words)} if there or done else {}


def _words(there: Iterable[Place]) -> Iterator[str]:
    said = [place.word for place in there]
    for word in dict.fromkeys(said):
        times = said.count(word)
        yield word if times == 1 else f"{word} ({times})"


def taken(picture: Picture, passed: Sequence[Passed]) -> list[Flow]:
    """The flows that were taken for sure. History knows elements: where a flow is one of several
    on either side, and both ends were passed, it cannot be told which of them it was."""
    reached = {one.element_id for one in passed}
    left = {one.element_id for one in passed if one.completed}
    there = [f for f in picture.flows if f.source in left and f.target in reached]
    return [f for f in there if _only(picture, f, "source") or _only(picture, f, "target")]


def _only(picture: Picture, flow: Flow, end: str) -> bool:
    same = [one for one in picture.flows if getattr(one, end) == getattr(flow, end)]
    return len(same) == 1
