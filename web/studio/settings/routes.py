"""The parameters and the calendar of a change's bundle, as plain fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.bundle import MANIFEST, Bundle
from engine.changes import ChangeView
from engine.editing.mentions import Mention, mentions
from engine.editing.parameters import PARAMETERS, Setting, SettingsRefused, amended, settings_of
from engine.kept import Kept
from forms.toml import TomlUnreadable
from web.access.permission import permit
from web.parts import parts
from web.studio.editors import editor_of
from web.studio.opened import heading, opened
from web.studio.saving import Refused, as_data, by_script, save
from web.studio.steps import Status

blueprint = Blueprint("studio_settings", __name__)
AT = "/studio/changes/<uuid:change_id>/settings"
ASKED = re.compile(r"\bparameters\.([A-Za-z_]\w*)")
HINT = "Numbers, times and words the policy uses, and days that are not worked"
UNREADABLE = "The file cannot be read: {}."
AS_TEXT = "Correct it as text first."


def _uses(bundle: Bundle) -> Mapping[str, list[Mention]]:
    return mentions(bundle.files, ASKED)


_USES = Kept(_uses, 8)


@blueprint.get(AT)
@permit("studio.read")
def settings(change_id: UUID) -> ResponseReturnValue:
    """Every parameter with what it means and where it is used."""
    content, edition = _manifest(change_id)
    return _page(change_id, content, edition)


@blueprint.post(AT)
@permit("studio.edit")
def save_settings(change_id: UUID) -> ResponseReturnValue:
    """Save them all at once, or none: what is no value is named."""
    content, edition = _manifest(change_id)
    problems: dict[str, str] = {}
    refused: Refused | None = None
    try:
        refused = save(change_id, MANIFEST, amended(content, request.form))
    except SettingsRefused as no:
        problems = no.problems
    except TomlUnreadable as no:
        refused = Refused(UNREADABLE.format(no), AS_TEXT, 422)
    if by_script():
        return as_data(change_id, [MANIFEST], refused, problems)
    if problems or refused:
        shown = _page(change_id, content, edition, refused, problems, request.form)
        return shown, refused.status if refused else 422
    flash("Saved")
    return redirect(url_for(".settings", change_id=change_id), 303)


def status(change: ChangeView) -> Status:
    """Whether the settings differ from those the change was begun from."""
    changes = parts().changes
    before = changes.base(change.id).files.get(MANIFEST)
    changed = before is not None and before != changes.file(change.id, MANIFEST)[0]
    return Status("Changed", "blue") if changed else Status("As before")


def _page(
    change_id: UUID,
    content: bytes,
    edition: int,
    refused: Refused | None = None,
    problems: Mapping[str, str] | None = None,
    typed: Mapping[str, str] | None = None,
) -> str:
    try:
        found = settings_of(content)
    except TomlUnreadable as no:
        found, refused = [], refused or Refused(UNREADABLE.format(no), AS_TEXT, 422)
    return render_template(
        "studio/settings/settings.html",
        groups=_grouped(found),
        typed=typed or {},
        uses=_USES.of(_without_manifest(parts().changes.bundle(change_id))),
        editor_of=editor_of,
        path=MANIFEST,
        edition=edition,
        refused=refused,
        problems=problems or {},
        **heading(opened(change_id)),
    )


def _without_manifest(bundle: Bundle) -> Bundle:
    """Where a setting is used does not change with its value."""
    return Bundle({path: data for path, data in bundle.files.items() if path != MANIFEST})


def _grouped(found: list[Setting]) -> list[tuple[str, list[Setting]]]:
    titles = {"": "About", PARAMETERS: "Numbers, times and words", "calendar": "Days not worked"}
    grouped = [(titles[name], [s for s in found if s.table == name]) for name in titles]
    return [(title, some) for title, some in grouped if some]


def _manifest(change_id: UUID) -> tuple[bytes, int]:
    content, edition = parts().changes.file(change_id, MANIFEST)
    if content is None:
        abort(404)
    return content, edition
