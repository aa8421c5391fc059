"""One simulation from beginning to end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from engine.bundle import Bundle
from engine.calendar import YEARS, Calendar
from engine.errors import PlumblineError
from forms import toml
from handlers.month.start import start as start_month
from handlers.simulation.agenda import Chance
from handlers.simulation.behaviour import FOLDER, Behaviour, read
from handlers.simulation.figures import Figures, figures
from handlers.simulation.running import Course, under_way
from handlers.simulation.world import TENANT, World, settle, world

LEAD = 15
"""Working days before the first month on which a simulation begins."""
AFTER = 70
"""Calendar days after the last month on which it ends, whatever is still open."""
ISSUE = 5
HERE = ZoneInfo("Europe/London")


class SimulationRefused(PlumblineError):
    """There is no such behaviour in the bundle; the message names those there are."""


@dataclass(frozen=True)
class Plan:
    """What to simulate: so many months from the first of `begin`, with people who behave so."""

    begin: date
    months: int
    profile: str
    seed: int
    behaviour: str = "steady"
    pdfs: bool = False

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
    with world(bundle, _before(plan.begin, LEAD), plan.pdfs) as here:
        course = Course(here, acting, Chance(plan.seed))
        return live(here, course, plan, tell)


def live(here: World, course: Course, plan: Plan, tell: Tell | None = None) -> Figures:
    """The same in a world that is there already."""
    first = here.clock.now().date()
    for number, month in enumerate(plan.firsts):
        at = _before(month, ISSUE)
        course.agenda.plan(_before(month, LEAD), f"extract {number}", _extract(here, plan, month))
        course.agenda.plan(at, f"month {number}", _begin(here, plan, month))
    begun = _before(plan.firsts[-1], ISSUE)

    def over() -> bool:
        return here.clock.now() > begun and under_way(here) == 0

    def told(now: datetime) -> None:
        if tell is not None:
            tell(Progress(now.date(), first, plan.until.date()))

    course.live(plan.until, over, told)
    return _report(here, course, plan)


def _extract(here: World, plan: Plan, month: date) -> Callable[[], None]:
    return lambda: settle(here, plan.profile, plan.seed, month)


def _begin(here: World, plan: Plan, month: date) -> Callable[[], None]:
    name = f"{month:%Y-%m}"

    def begin() -> None:
        start_month(here.engine, name, by="system", seed=plan.seed)

    return begin


def _report(here: World, course: Course, plan: Plan) -> Figures:
    left = under_way(here)
    with here.database.read() as session:
        deployed = here.engine.context.deployments.get(session, here.deployment)
        found = figures(session, TENANT, deployed, plan.names, course.people.stuck)
    bundle = deployed.bundle
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
    }
    return {"simulation": about, **found}


def _first(begin: date, months: int) -> date:
    year, month = divmod(begin.year * 12 + begin.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _before(first: date, days: int) -> datetime:
    """In the morning of the day so many working days before the first of a month."""
    day = Calendar.england(YEARS).add_working_days(first, -days)
    return datetime.combine(day, time(7), HERE).astimezone(UTC)
