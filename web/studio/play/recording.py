"""A play by hand, written down as a scenario of the change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import tomlkit
from tomlkit.items import AoT, Table

from engine.errors import PlumblineError
from engine.model import UserTaskWait
from engine.rehearsal import Opening, Stage
from handlers.scenarios import FOLDER, letters_of
from handlers.scenarios.anywhere.expecting import completed, open_user_tasks, timers
from handlers.scenarios.feel import feel
from web.studio.play.keeping import opening_of
from web.studio.play.scene import Scene, Step
from web.studio.play.values import on_clock
from web.words import HERE

EXPECT = "expect"
MOST_IN_A_LINE = 3
PLAIN = (str, bool, int, float, date)
NAME = re.compile(r"[a-z][a-z0-9_]{0,60}")


class RecordingRefused(PlumblineError):
    """A play cannot be recorded under this name; the sentence says why."""


def path_of(name: str, scene: Scene) -> str:
    """Where a scenario of that name lies. Raises RecordingRefused."""
    path = f"{FOLDER}{name}.toml"
    if not NAME.fullmatch(name):
        raise RecordingRefused("Write a name of small letters, digits and _, such as late_return.")
    if path in scene.bundle.files:
        raise RecordingRefused(f"There is a scenario {name} already. Choose another name.")
    return path


def recorded(scene: Scene, title: str) -> bytes:
    """The scenario: what was done, what waited after each step, and how it stands at the end."""
    opening = opening_of(scene.row)
    stage = Stage(scene.bundle, opening)
    told = tomlkit.document()
    told["title"] = title
    told["given"] = _given(opening)
    steps: AoT = tomlkit.aot()
    steps.append(_table({"expect": dict(_expected(stage, 0))}))
    for step in scene.steps:
        before, said = len(stage.calls), _said(scene, stage, step)
        stage.do(step)
        moved = {"travel": on_clock(stage.now)} if "travel" in step else said
        steps.append(_table(moved))
        steps.append(_table({"expect": dict(_expected(stage, before))}))
    steps.append(_table({"expect": _end(stage)}))
    told["step"] = steps
    return tomlkit.dumps(told).encode()


def _said(scene: Scene, stage: Stage, step: Step) -> dict[str, Any]:
    """A step as the scenario says it: answers of a form with sections by section and field."""
    answers = step.get("answers")
    if answers is None or not _in_sections(scene, stage, step):
        return dict(step)
    flat = {
        f"{section}.{field}": value
        for section, part in answers.items()
        for field, value in part.items()
    }
    return {**step, "answers": flat}


def _in_sections(scene: Scene, stage: Stage, step: Step) -> bool:
    wanted = step.get("submit"), step.get("which", 1)
    for place in stage.places():
        if isinstance(place.wait, UserTaskWait) and (place.element, place.which) == wanted:
            form = scene.ready.forms.get(place.wait.form or "") if scene.ready else None
            return form is not None and not form.single
    return False


def _given(opening: Opening) -> Table:
    given = {"process": opening.process, "at": on_clock(opening.at)}
    known = opening.variables
    return _table({**given, "variables": known} if known else given)


def _expected(stage: Stage, before: int) -> Iterator[tuple[str, Any]]:
    yield "open", open_user_tasks(stage)
    yield "letters", sorted(letters_of(stage.calls[before:]))
    if due := timers(stage, HERE.key):
        yield "timers", due


def _end(stage: Stage) -> dict[str, Any]:
    return {"outcome": stage.played().outcome, "activities": completed(stage)}


def _table(content: Mapping[str, Any]) -> Table:
    """Long records have a table of their own, after everything else."""
    table = tomlkit.table()
    for name, value in sorted(content.items(), key=lambda item: _is_long(*item)):
        table[name] = _table(value) if _is_long(name, value) else _value(value)
    return table


def _is_long(name: str, value: Any) -> bool:
    return name == EXPECT or (isinstance(value, Mapping) and len(value) > MOST_IN_A_LINE)


def _value(value: Any) -> Any:
    """Records in one line; what TOML has no word for is FEEL."""
    if isinstance(value, Mapping):
        made = tomlkit.inline_table()
        for name, part in value.items():
            made[str(name)] = _value(part)
        return made
    if isinstance(value, list | tuple):
        return [_value(part) for part in value]
    if isinstance(value, PLAIN) and not str(value).startswith("="):
        return value
    return f"= {feel(value)}"
