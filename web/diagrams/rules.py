"""The catalogue of rules: what diagrams, tables and forms are held to before they are in force."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from web.access.permission import permit

if TYPE_CHECKING:
    from engine.checks import Entry

blueprint = Blueprint("rules", __name__)

LEVELS = {
    "": "All",
    "error": "Errors: refused",
    "warning": "Warnings: a person would miss something",
    "advice": "Advice: could be clearer",
}


@blueprint.get("/processes/rules")
@permit("process.read")
def overview() -> ResponseReturnValue:
    """Every rule by family, or those that fit the words and the level asked for."""
    text, level = request.args.get("text", "").strip(), request.args.get("level", "")
    found = [rule for rule in _catalogue() if _fits(rule, text.casefold(), level)]
    return render_template(
        "diagrams/rules.html",
        families=_by_family(found),
        total=len(found),
        text=text,
        level=level,
        levels=LEVELS,
    )


@blueprint.get("/processes/rules/<name>")
@permit("process.read")
def rule(name: str) -> ResponseReturnValue:
    """One rule: what it demands, an example that breaks it, and one that keeps it."""
    found = next((rule for rule in _catalogue() if rule.name == name), None)
    if found is None:
        abort(404)
    return render_template("diagrams/rule.html", rule=found)


def _catalogue() -> list[Entry]:
    # The checks are large, and a server that neither deploys nor shows them never loads them.
    from handlers.checking import catalogue

    return catalogue()


def _fits(rule: Entry, text: str, level: str) -> bool:
    said = f"{rule.name} {rule.family} {rule.sentence}".casefold()
    return text in said and level in ("", rule.level)


def _by_family(found: Iterable[Entry]) -> dict[str, list[Entry]]:
    return {family: list(rules) for family, rules in groupby(found, key=lambda r: r.family)}
