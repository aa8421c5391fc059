"""`chase.tell`: the list of those who have not submitted, to each reader theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from engine.registry import Function, handler
from engine.services import Services
from handlers.chase.due import Due, due_audits
from handlers.chase.lists import lists
from handlers.directory.above import last_in_line, managers
from handlers.directory.resolve import held
from handlers.letters.post import Desk, Posting
from handlers.settings import Settings


def telling(settings: Settings) -> Function:
    """The handler for an installation."""

    @handler("chase.tell", outputs=("told",))
    def tell(
        services: Services,
        *,
        month: str,
        lists_of: list[dict[str, object]],
        until: date,
        letter: str,
        letter_complete: str,
    ) -> Mapping[str, object]:
        """Writes to each reader whom the rows choose: who is late, or that nobody of theirs is."""
        with services.transaction() as session:
            found = due_audits(session, services.tenant, month)
            above = managers(session, services.tenant, last_in_line(services.parameters))
            told = lists(lists_of, lambda role: held(session, services.tenant, role), found, above)
            desk, postings = Desk(services, session, settings, None), []
            for reader, theirs in told.items():
                late = [one for one in theirs if not one.submitted]
                about = about_list(month, until, late, len(theirs))
                postings.append(Posting(letter if late else letter_complete, reader, "", about))
            desk.post(postings)
        return {"told": len(told)}

    return tell


def about_list(month: str, until: date, late: Sequence[Due], audits: int) -> dict[str, object]:
    """What the letter knows: the month in words, its end, and the names by team."""
    return {
        "month": f"{date.fromisoformat(month + '-01'):%B %Y}",
        "until": until,
        "audits": audits,
        "late": [{"name": one.name, "team": one.team.name} for one in late],
    }
