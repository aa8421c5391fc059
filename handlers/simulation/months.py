"""One simulation from beginning to end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from engine.bundle import Bundle
from engine.calendar import YEARS, Calendar
from engine.errors import PlumblineError
from forms import toml
from handlers.simulation.agenda import Chance
from handlers.simulation.behaviour import FOLDER, Behaviour, read
from handlers.simulation.figures import Figures, figures
from handlers.simulation.running import Course, under_way
from handlers.simulation.world import TENANT, World, hold_back, settle, world

# A simulation begins this many working days before the first month's own beginning, and ends at
# the latest so many days after the last month.
LEAD, AFTER = 3, 70
CYCLE = "monthly_cycle"
BEFORE = "cycle_working_days"
HERE = ZoneInfo("Europe/London")


class SimulationRefused(PlumblineError):
    """There is no such behaviour in the bundle; the message names those there are."""


@dataclass(frozen=True)
class Plan:
    """What to simulate: so many months from the first of `begin`, with people who behave so.

    `audits` makes the council as large as so many audits in a month need; None leaves it as it is.
    """

    begin: date
    months: int
    profile: str
    seed: int
    behaviour: str = "steady"
    pdfs: bool = False
    audits: int | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The months, such as "2026-09"."""
        return tuple(f"{first:%Y-%m}" for first in self.firsts)

    @property
    def firsts(self) -> list[date]:
        """The first day of each month, and not of the one after the last."""
        return [_first(self.begin, number) for number in range(self.months)]

    @property
    def until(self) -> datetime:
        """When it ends at the latest."""
        after = _first(self.begin, self.months) + timedelta(AFTER)
        return datetime.combine(after, time(0), HERE).astimezone(UTC)


@dataclass(frozen=True)
class Progress:
    """How far a simulation is: the day it has reached, and its first and last."""

    day: date
    first: date
    last: date


Tell = Callable[[Progress], None]


def behaviours(bundle: Bundle) -> dict[str, str]:
    """The ways people may behave in simulations of this bundle: name and title."""
    paths = bundle.paths(".toml", FOLDER)
    named = {path[len(FOLDER) : -len(".toml")]: path for path in paths}
    return {name: read(toml.read(bundle.files[path])).title for name, path in named.items()}


def behaviour_of(bundle: Bundle, name: str) -> Behaviour:
    """One of them. Raises SimulationRefused; a bundle that has none simulates by default."""
    path = f"{FOLDER}{name}.toml"
    if path in bundle.files:
        return read(toml.read(bundle.files[path]))
    known = behaviours(bundle)
    if not known:
        return read({})
    raise SimulationRefused(f"The bundle has no behaviour “{name}”, only {', '.join(known)}.")


def simulate(
    bundle: Bundle, plan: Plan, tell: Tell | None = None, behaviour: Behaviour | None = None
) -> Figures:
    """Live through the months; the same plan and bundle give the same figures."""
    acting = behaviour or behaviour_of(bundle, plan.behaviour)
    with world(bundle, beginning(bundle, plan.begin), plan.seed, plan.pdfs) as here:
        return live(here, Course(here, acting, Chance(plan.seed)), plan, tell)


def live(here: World, course: Course, plan: Plan, tell: Tell | None = None) -> Figures:
    """The same in a world that is there already. The months begin as the diagrams say."""
    first, bundle = here.clock.now(), here.deployed.bundle
    for number, month in enumerate(plan.firsts):
        at = beginning(bundle, month)
        course.agenda.plan(at, f"extract {number}", _extract(here, plan, month, course))
        begins = datetime.combine(month, time(7), HERE).astimezone(UTC)
        course.agenda.plan(begins, f"requests {number}", partial(course.plan_requests, begins))
        course.agenda.plan(begins, f"leaving {number}", partial(course.plan_leaving, begins))
    begun = datetime.combine(plan.firsts[-1], time(12), HERE)
    course.agenda.plan(begun.astimezone(UTC), "last month", lambda: hold_back(here, CYCLE))

    def over() -> bool:
        return here.clock.now() > begun and under_way(here) == 0

    def told(now: datetime) -> None:
        if tell is not None:
            tell(Progress(now.date(), first.date(), plan.until.date()))

    course.live(plan.until, over, told)
    return _report(here, course, plan)


def beginning(bundle: Bundle, first: date) -> datetime:
    """In the morning, shortly before the cycle of the month that begins on that day."""
    before = bundle.parameters.get(BEFORE, 10)
    days = LEAD + (before if isinstance(before, int) else 10)
    day = Calendar.england(YEARS).add_working_days(first, -days)
    return datetime.combine(day, time(7), HERE).astimezone(UTC)


def _extract(here: World, plan: Plan, month: date, course: Course) -> Callable[[], None]:
    def extract() -> None:
        settle(here, plan.profile, plan.seed, month, plan.audits)
        course.people.leaving.stay_away()

    return extract


def _report(here: World, course: Course, plan: Plan) -> Figures:
    left = under_way(here)
    with here.database.read() as session:
        found = figures(session, TENANT, here.deployed, plan.names, course.people.stuck)
    bundle = here.deployed.bundle
    about = {
        "bundle": bundle.key,
        "digest": bundle.digest,
        "months": list(plan.names),
        "profile": plan.profile,
        "seed": plan.seed,
        "behaviour": plan.behaviour,
        "until": here.clock.now().astimezone(HERE).date().isoformat(),
        "ended": "when nothing was left to do" if left == 0 else f"{AFTER} days after the months",
        "still_under_way": left,
        **({} if plan.audits is None else {"audits": plan.audits}),
    }
    return {"simulation": about, **found}


def _first(begin: date, months: int) -> date:
    year, month = divmod(begin.year * 12 + begin.month - 1 + months, 12)
    return date(year, month + 1, 1)
