"""What a step’s page offers: its fields, what can be chosen, and what may happen meanwhile."""

from __future__ import annotations

from collections import Counter
from typing import Any

from engine.changes import ChangeView
from engine.editing.diagrams import KINDS, Drawing, Facts
from web.diagrams.outline import KINDS as WORDS
from web.parts import parts
from web.studio.outline import late
from web.studio.outline.applying import Sent
from web.studio.outline.fields import groups
from web.studio.outline.known import known
from web.studio.outline.overview import numbers
from web.studio.outline.worked import TEXTS, worked


def offered(change: ChangeView, drawing: Drawing, step: Facts, sent: Sent) -> dict[str, Any]:
    """The fields of the page, and what can be chosen in them."""
    bundle, targets = parts().changes.bundle(change.id), _targets(drawing, step.inside)
    kinds = tuple((kind, WORDS.get(kind, kind)) for kind in KINDS)
    choices = known(bundle, parts().engine.context.registry)
    found, asked = groups(step, drawing.lanes(), choices), late.fields(sent, targets, kinds)
    shown = [(one.name, one.value) for group in found for one in group.fields]
    shown += [(one.name, one.value) for one in asked]
    times = worked(bundle, [*shown, *sent.items()], parts().clock.now())
    return {
        **{"groups": found, "targets": targets, "kinds": kinds},
        **{"late_fields": asked, "worked": times, "texts": tuple(TEXTS)},
    }


def meanwhile(drawing: Drawing, step: Facts) -> dict[str, Any]:
    """What may happen meanwhile, or, at such an event, where it belongs and what goes with it."""
    host = drawing.facts(step.host) if step.host else None
    return {
        "meanwhile": late.meanwhile(drawing, step.id),
        "may_be_late": late.may_be_late(step),
        "host": host,
        "following": late.following(drawing, step.id) if host else "",
    }


def _targets(drawing: Drawing, inside: str) -> list[tuple[str, str]]:
    """The steps a way can lead to: those beside the one it leaves. Of several that are called
    the same each bears its number."""
    there = [(one.id, one.name or WORDS.get(one.kind, one.kind)) for one in drawing.beside(inside)]
    often, numbered = Counter(name for _, name in there), numbers(drawing.content())
    return [
        (id, name if often[name] == 1 else f"{name} (step {numbered.get(id, '–')})")
        for id, name in there
    ]
