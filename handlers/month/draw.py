"""`month.draw`: a case for every available auditor, with its seed and a line for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from engine.history import append_audit_log
from engine.registry import Function, handler
from engine.services import Services
from handlers.month import history, listed, staff
from handlers.month.rules import Rules
from handlers.month.stock import caseload, lot, stocks
from handlers.records.audits import Draw
from handlers.sampling.draw import Drawn, draw
from handlers.settings import Settings

Line = dict[str, object]


def drawing(settings: Settings) -> Function:
    """The handler for an installation."""

    @handler("month.draw", outputs=("seed", "audits", "without_case"))
    def draw_cases(
        services: Services,
        *,
        month: str,
        seed: int | None = None,
        by: str = "system",
    ) -> Mapping[str, object]:
        """Draws cases for everybody available, and keeps the seed and why each got what they got.

        Without a seed one is chosen. A month that was drawn before stays as it is.
        """
        found = services.session.get(Draw, (services.tenant, month))
        if found is not None:
            return outcome(found)
        chosen = settings.choose_seed() if seed is None else int(seed)
        return outcome(_made(services, month, chosen, by))

    return draw_cases


def _made(services: Services, month: str, seed: int, by: str) -> Draw:
    log = _drawn(services, month, Random(seed))  # noqa: S311 repeatable by seed
    made = Draw(
        tenant_id=services.tenant, month=month, seed=seed,
        deployment_id=services.deployment_id, log=log, by=by, at=services.now,
    )  # fmt: skip
    services.session.add(made)
    detail = {"seed": seed, "audits": sum(1 for line in log if line["case"])}
    append_audit_log(services.session, services.tenant, at=services.now, by=by,
                     action="month.start", about=month, detail=detail)  # fmt: skip
    return made


def outcome(made: Draw) -> Mapping[str, object]:
    """What a diagram learns of a draw: the seed, how many audits, and who got no case."""
    none = [
        x["auditor"] for x in made.log if not x["case"] and x["availability"] != staff.DISPENSED
    ]
    return {
        "seed": made.seed,
        "audits": sum(1 for line in made.log if line["case"]),
        "without_case": none,
    }


def _drawn(services: Services, month: str, dice: Random) -> list[Line]:
    session, tenant, rules = services.session, services.tenant, Rules(services)
    managers = staff.auditors(session, tenant)
    people = [one.person for one in managers]
    said = staff.availability(session, tenant, people, month, rules)
    takes_part = [one for one in managers if said[one.person.id] != staff.DISPENSED]
    held, past = caseload(session, tenant), history.before(session, tenant, month)
    chosen = draw(stocks(takes_part, held, month, rules, past), lot(held, month, rules, dice))
    references = listed.add(session, tenant, month, chosen, held, rules)
    return list(lines(said, chosen, references))


def lines(
    said: Mapping[str, str], chosen: Sequence[Drawn], references: Mapping[str, str]
) -> list[Line]:
    """A line for each case drawn and for each auditor without one: what, out of how many, why."""
    none = [Drawn(one, None, 0, "") for one in said if one not in {d.auditor for d in chosen}]
    return [
        {
            "auditor": one.auditor,
            "availability": said[one.auditor],
            "reference": references.get(one.case or ""),
            "case": one.case,
            "considered": one.considered,
            "relaxed": one.relaxed,
        }
        for one in sorted([*chosen, *none], key=lambda one: one.auditor)
    ]
