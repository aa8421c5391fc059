"""What the engine records of an audit is enough to run it again: it goes exactly as it went."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from engine.bundle import Bundle
from engine.database import Database
from engine.replay import Setting, recorded_between, run
from engine.tables import History
from handlers.scenarios import story_of
from handlers.scenarios.audits.council import TENANT
from handlers.scenarios.audits.telling import tell

EVER = datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)
# An officer decides, people are silent, timers fire; two actions are confirmed by two people.
STORIES = ("officer_decides", "critical_confirmed")


@pytest.mark.parametrize("name", STORIES)
def test_a_story_run_again_on_the_same_version_goes_as_it_was_told(
    sqlite: Database, bundle: Bundle, name: str
) -> None:
    tell(story_of(bundle.files[f"scenarios/{name}.toml"]), sqlite, bundle, prints=False)
    setting = Setting(bundle)
    with sqlite.read() as session:
        found = list(recorded_between(session, TENANT, bundle.key, *EVER))
        assert found
        for instance, recorded in found:
            query = select(History.element_id).where(
                History.instance_id == instance, History.kind == "reached"
            )
            again = run(setting, recorded, {})
            assert again.unknown == {}
            assert Counter(again.reached) == Counter(session.scalars(query))
