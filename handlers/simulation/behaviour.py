"""How people behave in a simulation: data of a bundle, `simulation/<name>.toml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from handlers.simulation.when import Span, point

FOLDER = "simulation/"
PROMPTLY = ((1, "created", "created+2"),)
PLAIN = ("optional", "differ", "offer")
KINDS = ("user_tasks", "offers", "requests", "leavers")
PAIRS = ("days", "rows", "texts")
WEIGHTS = Mapping[str, float]


@dataclass(frozen=True)
class Rule:
    """How one question is answered; what is not said is left to chance.

    `weights` of the options; `given` names the question (or "earlier": what the person before
    answered here) on which `by` makes them depend; `near` names the grade that `steps` go from.
    `chance` of a tick, or of an answer that may be left out; `days` from today for a date; `rows`
    of a list; `texts` to choose from.
    """

    weights: WEIGHTS = field(default_factory=dict)
    given: str = ""
    by: Mapping[str, WEIGHTS] = field(default_factory=dict)
    near: str = ""
    steps: WEIGHTS = field(default_factory=dict)
    chance: float | None = None
    days: tuple[int, int] | None = None
    rows: tuple[int, int] | None = None
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Habit:
    """What people do with one user task, offer or start. `chance` that they do it at all: of an
    offer each time it is made, of a start for each person and month."""

    when: tuple[Span, ...] = ()
    answers: Mapping[str, Rule] = field(default_factory=dict)
    chance: float = 1.0
    by: str = ""

    def rule(self, section: str, field: str) -> Rule | None:
        """The rule for a question, of this section or of any."""
        for path in (f"{section}.{field}", f"*.{field}", field):
            if path in self.answers:
                return self.answers[path]
        return None


@dataclass(frozen=True)
class Behaviour:
    """`optional` is how often a question is answered that need not be; `differ` how often a
    reviewer answers otherwise; `offer` how often an offer is taken that nothing is said about;
    `leavers`, by role, how likely somebody leaves in a month, and when."""

    title: str
    when: tuple[Span, ...]
    optional: float = 0.3
    differ: float = 0.07
    offer: float = 0.0
    user_tasks: Mapping[str, Habit] = field(default_factory=dict)
    offers: Mapping[str, Habit] = field(default_factory=dict)
    requests: Mapping[str, Habit] = field(default_factory=dict)
    leavers: Mapping[str, Habit] = field(default_factory=dict)

    def of_user_task(self, element: str) -> Habit:
        """The habit for a user task, by its element."""
        return self.user_tasks.get(element) or Habit(self.when)

    def of_offer(self, element: str) -> Habit:
        """The habit for an offer, by its element."""
        return self.offers.get(element) or Habit(self.when, chance=self.offer)


def read(raw: Mapping[str, Any]) -> Behaviour:
    """From a file that `checking` finds nothing wrong with."""
    default = raw.get("default", {})
    told: dict[str, Any] = {name: default[name] for name in PLAIN if name in default}
    told |= {name: _habits(raw, name, default) for name in KINDS}
    return Behaviour(
        title=str(raw.get("title", "")), when=spans(default.get("when", PROMPTLY)), **told
    )


def spans(rows: Sequence[Sequence[Any]]) -> tuple[Span, ...]:
    """Read [[share, from, to], [share, "never"]]. ValueError for anything else."""
    return tuple(_span(row) for row in rows)


def _span(row: Sequence[Any]) -> Span:
    share, *points = row
    if points == ["never"]:
        return Span(share, None)
    first, last = points
    return Span(share, (point(first), point(last)))


def _habits(raw: Mapping[str, Any], name: str, default: Mapping[str, Any]) -> dict[str, Habit]:
    otherwise = default.get("when", PROMPTLY)
    return {
        element: Habit(
            spans(said.get("when", otherwise)),
            {path: _rule(rule) for path, rule in said.get("answers", {}).items()},
            said.get("chance", 1.0),
            said.get("by", ""),
        )
        for element, said in raw.get(name, {}).items()
    }


def _rule(said: Mapping[str, Any]) -> Rule:
    given: dict[str, Any] = {n: tuple(v) if n in PAIRS else v for n, v in said.items()}
    return Rule(**given)
