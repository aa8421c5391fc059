"""The engine's tables. One noun, one class; the tenant comes first in every key."""

from engine.tables.activity import ActivityFigure, ActivityInstance
from engine.tables.batch import Batch, BatchItem
from engine.tables.change import Change, ChangeContent, ChangeEdit, ChangeFile, ChangeHold
from engine.tables.deployment import (
    Deployment,
    DeploymentFile,
    OfferedStart,
    ProcessDefinition,
    ProcessStart,
)
from engine.tables.document import Document, DocumentContent
from engine.tables.effect import ChangeEffect
from engine.tables.history import AuditLog, History
from engine.tables.incident import Incident, IncidentCare, IncidentNote
from engine.tables.instance import (
    InstanceInput,
    MessageSubscription,
    ProcessInstance,
    SignalSubscription,
)
from engine.tables.job import Job
from engine.tables.mail import Mail
from engine.tables.offer import Offer
from engine.tables.operation import Operation
from engine.tables.queue_pause import QueuePause
from engine.tables.release import Approval, ApprovalPart, CarryOver, Release
from engine.tables.rewording import Rewording
from engine.tables.submission import Draft, StartDraft, Submission
from engine.tables.user_task import NO_DUE, UserTask
from engine.tables.verification import Verification
from engine.tables.watch import Measurement, Worker

__all__ = [
    "NO_DUE",
    "ActivityFigure",
    "ActivityInstance",
    "Approval",
    "ApprovalPart",
    "AuditLog",
    "Batch",
    "BatchItem",
    "CarryOver",
    "Change",
    "ChangeContent",
    "ChangeEdit",
    "ChangeEffect",
    "ChangeFile",
    "ChangeHold",
    "Deployment",
    "DeploymentFile",
    "Document",
    "DocumentContent",
    "Draft",
    "History",
    "Incident",
    "IncidentCare",
    "IncidentNote",
    "InstanceInput",
    "Job",
    "Mail",
    "Measurement",
    "MessageSubscription",
    "Offer",
    "OfferedStart",
    "Operation",
    "ProcessDefinition",
    "ProcessInstance",
    "ProcessStart",
    "QueuePause",
    "Release",
    "Rewording",
    "SignalSubscription",
    "StartDraft",
    "Submission",
    "UserTask",
    "Verification",
    "Worker",
]
