"""Every table of the handlers, so that one import makes the metadata complete."""

from handlers.absences.tables import AbsenceReport, Dispensation
from handlers.access.tables import Appointment
from handlers.actions.tables import RecommendedAction
from handlers.alerts.tables import Alert
from handlers.caseload.tables import ChildCase
from handlers.chase.tables import LateAudit
from handlers.cover.tables import Cover
from handlers.directory.tables import Absence, Person, PersonRole, Team
from handlers.erasure.tables import Erasure
from handlers.follow_ups.tables import FollowUp
from handlers.intake.tables import ExtractImport
from handlers.leavers.tables import Handover
from handlers.month.tables import AuditMonth, ListChange, PublishedList
from handlers.records.audits import Audit, Draw
from handlers.records.tables import (
    AuditChange,
    Difference,
    DistributionRecord,
    ModerationRecord,
    Recording,
    Reflection,
    StageRecord,
)
from handlers.reports.tables import Report, ReportNote, ReportPack
from handlers.retention.tables import (
    AuditStatistic,
    Disposal,
    DisposalItem,
    LegalHold,
    RetentionCount,
)
from handlers.subject_access.tables import SubjectItem, SubjectSearch
from handlers.unmasking.tables import Unmasking

__all__ = [
    "Absence",
    "AbsenceReport",
    "Alert",
    "Appointment",
    "Audit",
    "AuditChange",
    "AuditMonth",
    "AuditStatistic",
    "ChildCase",
    "Cover",
    "Difference",
    "Dispensation",
    "Disposal",
    "DisposalItem",
    "DistributionRecord",
    "Draw",
    "Erasure",
    "ExtractImport",
    "FollowUp",
    "Handover",
    "LateAudit",
    "LegalHold",
    "ListChange",
    "ModerationRecord",
    "Person",
    "PersonRole",
    "PublishedList",
    "RecommendedAction",
    "Recording",
    "Reflection",
    "Report",
    "ReportNote",
    "ReportPack",
    "RetentionCount",
    "StageRecord",
    "SubjectItem",
    "SubjectSearch",
    "Team",
    "Unmasking",
]
