"""`month.summary`: the drawn list as those who check it need it, and what is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.registry import handler
from engine.services import Services
from handlers.absences.reading import EXCUSED, decided
from handlers.caseload.tables import ChildCase
from handlers.directory.tables import Person, Team
from handlers.month.draw import outcome
from handlers.month.listed import on_list
from handlers.month.pair import REVIEWER
from handlers.pairing.people import candidates_for
from handlers.records.audits import Audit, Draw
from handlers.records.fields import options

Option = dict[str, str]


@handler(
    "month.summary",
    outputs=("audits", "reviewers", "categories", "districts", "without_case", "problems"),
)
def summary(services: Services, *, month: str) -> Mapping[str, object]:
    """Gives the list to choose from, its mix by category and district, and its problems."""
    with services.reading() as session:
        audits = on_list(session, services.tenant, month)
        people = _people(session, services.tenant)
        places = _places(session, services.tenant, audits)
        words = decided(session, services.tenant, [month])
        without = outcome(session.get_one(Draw, (services.tenant, month)))["without_case"]
        everybody = candidates_for(session, services.tenant, REVIEWER, ())
    excused = {person for (person, _), word in words.items() if word in EXCUSED}
    districts = Counter(places[one.case_id][0] for one in audits)
    kinds = options(services.bundle, "case_details", "category")
    return {
        "audits": [_option(one, people) for one in audits],
        "reviewers": sorted((_reviewer(one.id, one.name, audits) for one in everybody), key=_label),
        "categories": _counted(Counter(kinds.get(one.category, one.category) for one in audits)),
        "districts": _counted(districts),
        "without_case": [people[id].name for id in _listed(without) if id in people],
        "problems": list(problems(audits, people, places, excused)),
    }


def problems(
    audits: Sequence[Audit],
    people: Mapping[str, Person],
    places: Mapping[str, tuple[str, bool]],
    excused: Collection[str],
) -> Iterator[dict[str, str]]:
    """Who left or is excused, who is missing, and which case closed, since the list was drawn."""
    for one in audits:
        if not people[one.auditor].active:
            yield {"audit": one.reference, "problem": "auditor_left"}
        elif one.auditor in excused:
            yield {"audit": one.reference, "problem": "auditor_excused"}
        if one.reviewer is None:
            yield {"audit": one.reference, "problem": "no_reviewer"}
        elif not people[one.reviewer].active:
            yield {"audit": one.reference, "problem": "reviewer_left"}
        elif one.reviewer in excused:
            yield {"audit": one.reference, "problem": "reviewer_excused"}
        if not places[one.case_id][1]:
            yield {"audit": one.reference, "problem": "case_closed"}


def _people(session: Session, tenant: str) -> dict[str, Person]:
    return {
        one.id: one for one in session.scalars(select(Person).where(Person.tenant_id == tenant))
    }


def _places(session: Session, tenant: str, audits: Sequence[Audit]) -> dict[str, tuple[str, bool]]:
    """District (or area) of each audit's case, and whether it is still open."""
    query = (
        select(ChildCase.id, Team.district, Team.area, ChildCase.is_open)
        .join(Team, (Team.tenant_id == ChildCase.tenant_id) & (Team.id == ChildCase.team_id))
        .where(ChildCase.tenant_id == tenant, ChildCase.id.in_([one.case_id for one in audits]))
    )
    return {id: (district or area, live) for id, district, area, live in session.execute(query)}


def _option(audit: Audit, people: Mapping[str, Person]) -> Option:
    reviewer = people[audit.reviewer].name if audit.reviewer else "no reviewer"
    label = f"{audit.reference}: {people[audit.auditor].name}, reviewer {reviewer}"
    return {"value": audit.reference, "label": label}


def _reviewer(id: str, name: str, audits: Sequence[Audit]) -> Option:
    load = sum(1 for audit in audits if audit.reviewer == id)
    return {"value": id, "label": f"{name} ({load} this month)"}


def _label(option: Option) -> str:
    return option["label"]


def _counted(counts: Counter[str]) -> list[dict[str, object]]:
    return [{"name": name, "audits": many} for name, many in sorted(counts.items())]


def _listed(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []
