"""Every diagram is drawn completely, and so that a process owner can read it on one page."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from textwrap import wrap

import pytest

from processes import HERE
from tests.processes.picture import CHARACTER, LINE, Box, Picture, read

DIAGRAMS = sorted(HERE.glob("*/*.bpmn"))
A3_MM = (400, 277)
SMALLEST_TEXT_MM, TEXT_PX = 2.4, 12


@pytest.fixture(params=DIAGRAMS, ids=lambda path: path.stem)
def picture(request: pytest.FixtureRequest) -> Picture:
    path: Path = request.param
    return read(path)


def around(picture: Picture, id: str) -> set[str]:
    """The nodes a node lies in, or is fixed to the border of."""
    found: set[str] = set()
    while id in picture.inside:
        id = picture.inside[id]
        found.add(id)
    return found


def test_the_bundle_has_its_diagrams() -> None:
    names = {path.stem for path in DIAGRAMS}
    assert {"case_audit", "moderation", "distribute_form"} <= names


def test_everything_is_drawn(picture: Picture) -> None:
    shapes = {*picture.nodes(), *picture.of_kind("participant", "lane", "textAnnotation")}
    assert set(picture.boxes) == shapes
    assert set(picture.lines) == set(picture.of_kind("sequenceFlow"))


def test_no_two_shapes_overlap(picture: Picture) -> None:
    shapes = [*picture.nodes(), *picture.of_kind("textAnnotation")]
    related = {id: around(picture, id) for id in shapes}
    overlapping = [
        (a, b)
        for a, b in combinations(shapes, 2)
        if a not in related[b] and b not in related[a]
        if picture.boxes[a].overlaps(picture.boxes[b])
    ]
    assert not overlapping


def test_lines_run_straight_across_or_straight_down(picture: Picture) -> None:
    slanted = [
        id
        for id, line in picture.lines.items()
        if any(piece.width and piece.height for piece in line.segments())
    ]
    assert not slanted


def test_a_line_begins_and_ends_on_its_shapes(picture: Picture) -> None:
    loose = []
    for id, line in picture.lines.items():
        for node, (x, y) in ((line.source, line.points[0]), (line.target, line.points[-1])):
            box = picture.boxes[node]
            on_side = x in (box.x, box.right) and box.y <= y <= box.bottom
            if not on_side and not (y in (box.y, box.bottom) and box.x <= x <= box.right):
                loose.append((id, node))
    assert not loose


def test_no_line_crosses_another(picture: Picture) -> None:
    crossing = [
        (a, b)
        for (a, one), (b, other) in combinations(picture.lines.items(), 2)
        if any(_touch(p, q) for p in one.segments() for q in other.segments())
    ]
    assert not crossing


def _touch(p: Box, q: Box) -> bool:
    return p.x <= q.right and q.x <= p.right and p.y <= q.bottom and q.y <= p.bottom


def test_no_line_goes_through_a_shape_it_does_not_join(picture: Picture) -> None:
    through = []
    for id, line in picture.lines.items():
        allowed = around(picture, line.source) | around(picture, line.target)
        for node in set(picture.nodes()) - allowed:
            inner = picture.boxes[node].shrunk()
            if any(_touch(piece, inner) for piece in line.segments()):
                through.append((id, node))
    assert not through


def test_everything_lies_in_the_pool_and_in_its_lane(picture: Picture) -> None:
    (pool,) = (picture.boxes[id] for id in picture.of_kind("participant"))
    drawn = [*picture.boxes.values(), *picture.labels.values()]
    assert all(pool.contains(box) for box in drawn)
    for lane in picture.of_kind("lane"):
        band = picture.boxes[lane]
        for reference in picture.elements[lane]:
            box = picture.boxes[str(reference.text)]
            assert band.y <= box.y + box.height / 2 <= band.bottom, reference.text


def test_every_node_belongs_to_one_lane(picture: Picture) -> None:
    listed = [str(r.text) for lane in picture.of_kind("lane") for r in picture.elements[lane]]
    assert sorted(listed) == sorted(picture.nodes())


def test_it_fits_a_page_with_text_large_enough_to_read(picture: Picture) -> None:
    (pool,) = (picture.boxes[id] for id in picture.of_kind("participant"))
    scale = min(A3_MM[0] / pool.width, A3_MM[1] / pool.height)
    assert TEXT_PX * scale >= SMALLEST_TEXT_MM


def test_no_label_lies_on_something_else(picture: Picture) -> None:
    covered = []
    for id, label in picture.labels.items():
        others = [b for other, b in picture.labels.items() if other != id]
        others += [picture.boxes[n] for n in picture.nodes() if picture.kind(n) != "subProcess"]
        others += [piece for line in picture.lines.values() for piece in line.segments()]
        covered += [id for other in others if label.shrunk(2).overlaps(other)]
    assert not covered


def test_no_name_of_a_lane_or_a_sub_process_is_covered(picture: Picture) -> None:
    drawn = {id: box for id, box in picture.boxes.items() if id in picture.nodes()}
    drawn |= {f"words of {id}": box for id, box in picture.labels.items()}
    covered = [
        (id, other)
        for id, title in picture.titles().items()
        for other, box in drawn.items()
        if other not in {id, *around(picture, id)} and title.shrunk(2).overlaps(box)
    ]
    assert not covered


def test_a_label_of_a_step_is_not_under_an_event_on_its_border(picture: Picture) -> None:
    under = [
        id
        for id in picture.of_kind("boundaryEvent")
        if picture.kind(host := picture.inside[id]) != "subProcess"
        if _words(picture.boxes[host], picture.name(host)).overlaps(picture.boxes[id].shrunk(4))
    ]
    assert not under


def _words(box: Box, name: str) -> Box:
    """Where the name of a step stands: in its middle, in lines as wide as the step."""
    lines = wrap(name, int((box.width - 12) / CHARACTER))
    wide, high = CHARACTER * max(map(len, lines)), LINE * len(lines)
    middle = (box.x + box.width / 2, box.y + box.height / 2)
    return Box(middle[0] - wide / 2, middle[1] - high / 2, wide, high)


def test_what_people_read_is_named_plainly(picture: Picture) -> None:
    asked = [
        g for g in picture.of_kind("exclusiveGateway", "inclusiveGateway") if _splits(picture, g)
    ]
    named = [*picture.of_kind("Task", "callActivity", "boundaryEvent"), *asked]
    names = {id: picture.elements[id].get("name", "") for id in named}
    assert not [id for id, name in names.items() if not name or "_" in name]
    assert not [id for id in asked if not names[id].endswith("?")]
    answers = {id for id, line in picture.lines.items() if line.source in asked}
    assert answers <= set(picture.labels)


def _splits(picture: Picture, gateway: str) -> bool:
    return len([line for line in picture.lines.values() if line.source == gateway]) > 1
