"""Every table of the handlers, so that one import makes the metadata complete."""

from handlers.caseload.tables import ChildCase
from handlers.chase.tables import LateAudit
from handlers.directory.tables import Absence, Person, PersonRole, Team
from handlers.follow_ups.tables import FollowUp
from handlers.intake.tables import ExtractImport
from handlers.month.tables import AuditMonth, ListChange, PublishedList
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
    "AuditMonth",
    "ChildCase",
    "Difference",
    "DistributionRecord",
    "Draw",
    "ExtractImport",
    "FollowUp",
    "LateAudit",
    "ListChange",
    "ModerationRecord",
    "Person",
    "PersonRole",
    "PublishedList",
    "Reflection",
    "Report",
    "ReportNote",
    "ReportPack",
    "StageRecord",
    "Team",
]
