"""Bundles in and out: a zip or a single diagram becomes a change, a change or a version a zip."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from uuid import UUID

from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine import paths, queries
from engine.bundle import MANIFEST, Bundle
from engine.changes import ChangeRefused
from engine.errors import BundleRefused
from web.access.permission import permit
from web.parts import parts
from web.studio.bundles import versions
from web.studio.opened import opened
from web.studio.zips import packed, unpacked

ALONE = (".bpmn", ".dmn")
OTHERS = {".xml": ".bpmn"}
NOTHING = ("No file was chosen.", "Choose a zip of a bundle, or a diagram or table.")
MOST_TOLD = 10
KIND = ("Such a file is not read here.", "Choose a .zip, .bpmn or .dmn file.")


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    change = "/studio/changes/<uuid:change_id>/zip"
    blueprint.add_url_rule("/studio/import", "bring_in", bring_in)
    blueprint.add_url_rule("/studio/import", "take_in", take_in, methods=["POST"])
    blueprint.add_url_rule(change, "change_as_zip", change_as_zip)
    blueprint.add_url_rule(
        "/studio/versions/<uuid:deployment_id>/zip", "version_as_zip", version_as_zip
    )


@permit("studio.read")
def change_as_zip(change_id: UUID) -> ResponseReturnValue:
    """The bundle the change makes now."""
    change = opened(change_id)
    name = f"{change.bundle_key}-change-{change.edition}"
    return _zip(parts().changes.bundle(change_id), name)


@permit("studio.read")
def version_as_zip(deployment_id: UUID) -> ResponseReturnValue:
    """A version as it was deployed."""
    here = parts()
    with here.database.read() as db:
        row = queries.deployment(db, here.tenant, deployment_id)
        files = queries.deployment_files(db, here.tenant, deployment_id)
    return _zip(Bundle(files), f"{row.key}-{row.version}")


@permit("studio.edit")
def bring_in() -> ResponseReturnValue:
    """What can be brought in, and how."""
    return render_template("studio/import.html", refused=None)


@permit("studio.edit")
def take_in() -> ResponseReturnValue:
    """Begin a change with what was sent; nothing is begun when any of it is refused."""
    sent = request.files.get("file")
    try:
        if sent is None or not sent.filename:
            raise ChangeRefused(*NOTHING)
        with sent.stream:
            begun = _begin(sent.filename, sent.stream.read())
    except ChangeRefused as refused:
        return render_template("studio/import.html", refused=refused), 422
    flash("It is a change now. Nothing is in force before it is deployed.")
    return redirect(url_for("studio.check", change_id=begun), 303)


def _begin(name: str, content: bytes) -> UUID:
    shown, kind = paths.shown(name), PurePosixPath(name.lower()).suffix
    if kind == ".zip":
        files, key = with_manifest(_of_bundles(unpacked(content)), _key(name))
    elif kind in (*ALONE, *OTHERS):
        # A single file never stands for a whole bundle that is in force.
        taken = bool(versions(_key(name)))
        key = f"{_key(name)}_alone" if taken else _key(name)
        files, _ = with_manifest({f"{_key(name)}{OTHERS.get(kind, kind)}": content}, key)
    else:
        raise ChangeRefused(*KIND, shown)
    title, note = f"Brought in from {shown}"[:200], f"Brought in: {shown}"
    return parts().changes.begin_with(key, title, files, by=g.actor.person, note=note)


def _of_bundles(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of kinds that bundles hold, as from a folder; the others are told."""
    left = [path for path in files if PurePosixPath(path).suffix not in paths.KINDS]
    kept = {path: data for path, data in files.items() if path not in left}
    if not kept:
        raise ChangeRefused("There is nothing in it that bundles hold.", "Choose another file.")
    if left:
        flash(f"Left out, as bundles hold no such files: {', '.join(left[:MOST_TOLD])}.")
    return kept


def with_manifest(files: Mapping[str, bytes], key: str) -> tuple[dict[str, bytes], str]:
    """The files with a bundle.toml, made from the name where there is none; and the bundle's key.

    One that cannot be read stays as it is, for the check to say what is wrong with it.
    """
    if MANIFEST not in files:
        title = key.replace("_", " ").capitalize()
        made = f'key = "{key}"\ntitle = "{title}"\n'.encode()
        return {MANIFEST: made, **files}, key
    try:
        said = Bundle(files).manifest.get("key")
    except BundleRefused:
        said = None
    usable = isinstance(said, str) and re.fullmatch(r"[A-Za-z0-9_.-]{1,100}", said)
    return dict(files), str(said) if usable else key


def _key(name: str) -> str:
    """The name of a file as a bundle may be called."""
    plain = re.sub(r"[^a-z0-9]+", "_", PurePosixPath(name).stem.lower()).strip("_")
    return plain[:80] or "brought_in"


def _zip(bundle: Bundle, name: str) -> Response:
    answer = Response(packed(bundle), mimetype="application/zip")
    plain = re.sub(r"[^A-Za-z0-9._-]", "_", name)
    answer.headers["Content-Disposition"] = f'attachment; filename="{plain}.zip"'
    return answer
