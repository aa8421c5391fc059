"""Which version a change is held against: what is in force, or any other of the bundle's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, request

from engine.bundle import Bundle
from engine.changes import ChangeView
from engine.tables import Deployment
from web.parts import parts
from web.studio.bundles import versions


@dataclass(frozen=True)
class Against:
    """The version chosen (None: the bundle was never deployed), and all there are to choose."""

    row: Deployment | None
    bundle: Bundle
    versions: Sequence[Deployment]
    chosen: int | None

    @property
    def words(self) -> str:
        """What it is called in a sentence."""
        if self.row is None:
            return "nothing: no version was deployed yet"
        in_force = ", which is in force" if self.row.active else ""
        return f"version {self.row.version}{in_force}"


def against(change: ChangeView) -> Against:
    """The version the address names, else the one in force, else what it was begun from."""
    known = versions(change.bundle_key)
    chosen = request.args.get("against", type=int)
    wanted = (one for one in known if (one.active if chosen is None else one.version == chosen))
    row = next(wanted, None)
    if chosen is not None and row is None:
        abort(404)
    bundle = parts().engine.deployed(row.id).bundle if row else parts().changes.base(change.id)
    return Against(row, bundle, known, chosen)
