"""What can be asked. Every function takes a reading session and the tenant, and changes nothing."""

from engine.queries.beginning import Takes, begun_by, process_to_begin, takes_new
from engine.queries.definitions import (
    active_deployments,
    active_process,
    deployment,
    deployment_file,
    deployment_files,
    process_definitions,
    processes_of,
    starts_of,
)
from engine.queries.documents import document, document_bytes, documents
from engine.queries.happened import audit_log, history, verify_audit_log, verify_history
from engine.queries.inbox import InboxFilters, InboxRow, inbox
from engine.queries.letters import MailFilters, mail, mails
from engine.queries.offers import offer, offers, open_offers
from engine.queries.operations import (
    Counts,
    IncidentFilters,
    InstanceFilters,
    counts,
    incident,
    incidents,
    instance,
    instances,
    jobs,
    stalled,
)
from engine.queries.page import Page
from engine.queries.starts import (
    may_start,
    offered_start,
    offered_starts,
    sent,
    sent_start,
    sent_starts,
)
from engine.queries.words import (
    draft,
    drafts,
    start_draft,
    submission,
    submissions,
    user_task,
    user_tasks,
)

__all__ = [
    "Counts",
    "InboxFilters",
    "InboxRow",
    "IncidentFilters",
    "InstanceFilters",
    "MailFilters",
    "Page",
    "Takes",
    "active_deployments",
    "active_process",
    "audit_log",
    "begun_by",
    "counts",
    "deployment",
    "deployment_file",
    "deployment_files",
    "document",
    "document_bytes",
    "documents",
    "draft",
    "drafts",
    "history",
    "inbox",
    "incident",
    "incidents",
    "instance",
    "instances",
    "jobs",
    "mail",
    "mails",
    "may_start",
    "offer",
    "offered_start",
    "offered_starts",
    "offers",
    "open_offers",
    "process_definitions",
    "process_to_begin",
    "processes_of",
    "sent",
    "sent_start",
    "sent_starts",
    "stalled",
    "start_draft",
    "starts_of",
    "submission",
    "submissions",
    "takes_new",
    "user_task",
    "user_tasks",
    "verify_audit_log",
    "verify_history",
]
