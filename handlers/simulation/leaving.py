"""Somebody leaves in the middle of a simulated month, and others carry on."""

from __future__ import annotations

from sqlalchemy import update

from handlers.directory.tables import Person
from handlers.intake.taking import look_around
from handlers.leavers.reading import carried_on
from handlers.simulation.world import World


class Leaving:
    """Who has left so far. The invented extract of a later month does not bring them back."""

    def __init__(self, world: World) -> None:
        self._world = world

    @property
    def gone(self) -> set[str]:
        """Who has left."""
        return self._world.left

    def leave(self, person: str) -> None:
        """They do not work here any more, and the programme hears of it."""
        self.gone.add(person)
        self.stay_away()

    def stay_away(self) -> None:
        """So it stays, whatever an extract says."""
        if not self.gone:
            return
        engine = self._world.engine
        mine = (Person.tenant_id == engine.tenant, Person.id.in_(self.gone))
        with self._world.database.write() as session:
            session.execute(update(Person).where(*mine).values(active=False))
        look_around(engine, by="system")

    def acts(self, person: str, matter: str | None) -> str | None:
        """Who does what is with a person: they, who carries on for them, or nobody yet."""
        if person not in self.gone:
            return person
        with self._world.database.read() as session:
            found = carried_on(session, self._world.engine.tenant, [person], matter)
        return found.get(person)
