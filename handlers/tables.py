"""Every table of the handlers, so that one import makes the metadata complete."""

from handlers.caseload.tables import ChildCase
from handlers.directory.tables import Absence, Person, PersonRole, Team
from handlers.follow_ups.tables import FollowUp
from handlers.records.audits import Audit, Draw
from handlers.records.tables import (
    Difference,
    DistributionRecord,
    ModerationRecord,
    Reflection,
    StageRecord,
)
from handlers.reports.tables import Report, ReportNote, ReportPack

__all__ = [
    "Absence",
    "Audit",
    "ChildCase",
    "Difference",
    "DistributionRecord",
    "Draw",
    "FollowUp",
    "ModerationRecord",
    "Person",
    "PersonRole",
    "Reflection",
    "Report",
    "ReportNote",
    "ReportPack",
    "StageRecord",
    "Team",
]
