"""Trying a decision of a change: what it asks for, and what it answers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from engine.bundle import Bundle
from engine.calendar import calendar_of
from engine.decisions import DecisionFailed, DecisionRefused, Decisions, Matched
from engine.decisions.trying import Asked, WordsRefused, asked, tried
from engine.expressions import Settings
from engine.kept import Kept
from engine.spiff import tables
from web.cli.plain import plain_value
from web.studio.soundness import trouble_with

GIVEN = "given."


@dataclass(frozen=True)
class Trial:
    """A decision that can be tried: its fields with what was typed, and the answer if it was
    asked. `trouble` says why there is none; `wrong` is the field it is about."""

    decision: str
    fields: Sequence[Asked] = ()
    typed: Mapping[str, str] = field(default_factory=dict)
    done: bool = False
    value: str = ""
    rules: Sequence[Matched] = ()
    trouble: str = ""
    wrong: str = ""


def _decisions(bundle: Bundle) -> Decisions | None:
    try:
        return Decisions(tables(bundle)[0])
    except DecisionRefused:
        return None


_READ = Kept(_decisions, 8)


def decisions_of(bundle: Bundle) -> Decisions | None:
    """The decisions of a bundle, read once for the same tables; None when they do not fit."""
    return _READ.of(Bundle({p: c for p, c in bundle.files.items() if p.endswith(".dmn")}))


def trial(bundle: Bundle, id: str, given: Mapping[str, str] | None, now: datetime) -> Trial:
    """What the decision asks for; with `given` also what it answers. Never raises."""
    if trouble := trouble_with(bundle):
        return Trial(id, trouble=trouble)
    decisions = decisions_of(bundle)
    if decisions is None or id not in decisions:
        return Trial(id, trouble="It cannot be tried before the file is in order.")
    known = {"parameters": bundle.parameters}
    fields = asked(decisions, id, known)
    shown = Trial(id, fields)
    if given is None:
        return shown
    typed = {one.path: given.get(GIVEN + one.path, "") for one in fields}
    shown = replace(shown, typed=typed, done=True)
    try:
        outcome = tried(decisions, id, typed, known, Settings(now, calendar_of(bundle, None)))
    except (DecisionFailed, WordsRefused) as no:
        return _refused(shown, no)
    value = json.dumps(plain_value(outcome.value), ensure_ascii=False)
    return replace(shown, value=value, rules=outcome.rules)


def _refused(shown: Trial, no: DecisionFailed | WordsRefused) -> Trial:
    wrong, said = no.path if isinstance(no, WordsRefused) else "", str(no)
    return replace(shown, trouble=f"{said[:1].upper()}{said[1:]}.", wrong=wrong)
