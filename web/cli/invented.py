"""A demonstration shows invented people only: in it anybody may sign in as anybody."""

from __future__ import annotations

from sqlalchemy import func, not_, or_, select

from handlers.directory.tables import Person
from web.configuration import ConfigurationRefused
from web.parts import Parts
from web.wiring import INVENTED


def must_be_invented(here: Parts) -> None:
    """Raise ConfigurationRefused when a demonstration's database holds anybody real."""
    if not here.config.demo:
        return
    invented = or_(*(Person.email.ilike(f"%@{domain}") for domain in INVENTED))
    query = select(func.count()).select_from(Person).where(Person.tenant_id == here.tenant)
    with here.database.read() as db:
        real = db.scalar(query.where(not_(invented)))
    if real:
        raise ConfigurationRefused(
            f"This would be a demonstration, in which anybody may sign in as anybody, and the "
            f"database holds {real} people who are not invented. Choose another folder for it: "
            "PLUMBLINE_DATA."
        )
