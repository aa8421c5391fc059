"""The clauses of the policy and where each is carried out, read from the bundles in force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine import clauses, queries
from engine.bundle import Bundle
from engine.clauses import Clause, Place, Register, RegisterRefused
from web.access.permission import permit
from web.parts import parts

blueprint = Blueprint("policy", __name__)
KINDS = {"letter": "Letter", "form": "Form", "file": "File"}
TABLE, PICTURE = ".dmn", ".bpmn"


@dataclass(frozen=True)
class Link:
    """A place as a page shows it; `href` is empty where there is no page of it."""

    text: str
    kind: str
    href: str


@dataclass(frozen=True)
class Shown:
    """A clause as a page shows it, with its links."""

    clause: Clause
    links: Sequence[Link]


@dataclass(frozen=True)
class Carrying:
    """A place as a page shows it, with the clauses it carries out."""

    link: Link
    clauses: Sequence[Clause]


@blueprint.get("/policy")
@permit("process.read")
def overview() -> ResponseReturnValue:
    """Every clause with where it is carried out, by section, or those that fit the words."""
    words = request.args.get("text", "").strip()
    found = [one for bundle, register in _registers() for one in _shown(bundle, register)]
    fitting = [one for one in found if _fits(one, words.casefold())]
    fitting.sort(key=lambda one: one.clause.section)
    sections = groupby(fitting, key=lambda one: one.clause.section)
    return render_template(
        "diagrams/policy.html",
        sections={section: list(shown) for section, shown in sections},
        total=len(found),
        fitting=len(fitting),
        carried_out=sum(bool(one.clause.by) for one in found),
        text=words,
    )


@blueprint.get("/policy/elements")
@permit("process.read")
def elements() -> ResponseReturnValue:
    """Every element of the diagrams, letter and form, with the clauses it carries out."""
    groups: dict[str, list[Carrying]] = {}
    for bundle, register in _registers():
        for place in clauses.places(bundle):
            if place.clauses:
                named = [register.clauses[id] for id in place.clauses if id in register.clauses]
                groups.setdefault(_group(place), []).append(Carrying(_link(place), named))
    return render_template("diagrams/policy_elements.html", groups=groups)


def _registers() -> Iterator[tuple[Bundle, Register]]:
    here = parts()
    with here.database.read() as db:
        active = [row.id for row in queries.active_deployments(db, here.tenant)]
    for deployment in active:
        bundle = here.engine.deployed(deployment).bundle
        try:
            register = clauses.read(bundle)
        except RegisterRefused:  # deployed before the register was checked
            register = None
        if register is not None:
            yield bundle, register


def _shown(bundle: Bundle, register: Register) -> Iterator[Shown]:
    known = {place.key: place for place in clauses.places(bundle)}
    for clause in register.clauses.values():
        yield Shown(clause, [_link(known[key]) for key in clause.by if key in known])


def _link(place: Place) -> Link:
    if place.group:
        href = url_for("diagrams.process", key=place.group) + f"#element-{place.element}"
        return Link(place.name, place.group.replace("_", " "), href)
    if place.file.endswith(TABLE):
        return Link(place.name.removesuffix(TABLE).replace("_", " "), "Decision table", "")
    return Link(place.name, KINDS.get(place.kind, ""), "")


def _group(place: Place) -> str:
    return place.group.replace("_", " ") or {"letter": "Letters", "form": "Forms"}[place.kind]


def _fits(one: Shown, words: str) -> bool:
    clause = one.clause
    said = f"{clause.id} {clause.text} {clause.reason} " + " ".join(link.text for link in one.links)
    return words in said.casefold()
