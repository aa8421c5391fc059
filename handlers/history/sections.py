"""Which sections of the form each kind of case gets, asked of the bundle's table once."""

from __future__ import annotations

from datetime import datetime
from itertools import product

from engine import decisions
from engine.deployments import Deployed
from handlers.records.fields import OVERVIEW

TABLE = "section_selection"
CATEGORIES, BANDS = ("CIN", "CP", "CIC_CL"), ("under_3_months", "3_months_or_more")


def sections(deployed: Deployed, now: datetime) -> dict[tuple[str, str], list[str]]:
    """The sections, without the overview, by category and band."""
    return {
        (category, band): _asked(deployed, now, category, band)
        for category, band in product(CATEGORIES, BANDS)
    }


def _asked(deployed: Deployed, now: datetime, category: str, band: str) -> list[str]:
    case = {"category": category, "open_band": band, "dual_status": False}
    known = {"case": case, "parameters": deployed.parameters}
    tables = deployed.definitions.decisions
    found = decisions.evaluate(tables, TABLE, known, deployed.settings(now))
    return [str(one) for one in found if one != OVERVIEW] if isinstance(found, list) else []
