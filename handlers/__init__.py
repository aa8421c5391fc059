"""Handlers: what the service tasks of the bundles do. `registry` is the one list of them."""

from __future__ import annotations

from engine.registry import Registry
from handlers.absences.judge import approver, judge
from handlers.absences.note import discount
from handlers.absences.note import note as note_absence
from handlers.absences.record import end, record
from handlers.absences.refer import refer
from handlers.actions.keeping import keep, settle
from handlers.chase.asking import ask, late
from handlers.chase.asking import note as note_late
from handlers.chase.asking import waiting as chase_waiting
from handlers.chase.tell import telling
from handlers.directory.chain import away, chain
from handlers.directory.districts import DISTRICTS
from handlers.directory.in_charge import in_charge
from handlers.directory.posts import posts
from handlers.directory.resolve import officers, resolve
from handlers.directory.staff import staff
from handlers.distribution.send import distributing
from handlers.documents.render import rendering
from handlers.follow_ups.keeping import begin, close, note
from handlers.follow_ups.reading import open_kinds
from handlers.leavers.finding import give_back, work
from handlers.leavers.handing import candidates, hand_on
from handlers.letters.send import sending
from handlers.month import HANDLERS as MONTH
from handlers.month import drawing
from handlers.pairing.replace import replace
from handlers.records.compare import compare
from handlers.records.details import details
from handlers.records.freeze import freeze
from handlers.records.moderate import conclude, moderate
from handlers.records.recording import recording
from handlers.records.state import reflect, set_state
from handlers.reports.audience import people
from handlers.reports.packs import packing
from handlers.reports.taking import take_month, take_quarter
from handlers.reports.writing import publish, write_note
from handlers.retention.clearing import clear
from handlers.retention.hold import hold
from handlers.retention.listing import list_due
from handlers.retention.purge import purge
from handlers.settings import Settings
from handlers.subject_access.bundle import bundle, deliver
from handlers.subject_access.search import search

__all__ = ["Settings", "registry"]


def registry(settings: Settings | None = None) -> Registry:
    """Every handler a bundle may name, for an installation with these settings."""
    given = settings or Settings()
    return Registry(
        [
            sending(given),
            distributing(given),
            resolve,
            officers,
            chain,
            away,
            details,
            freeze,
            reflect,
            compare,
            moderate,
            set_state,
            conclude,
            rendering(given),
            drawing(given),
            recording,
            replace,
            staff,
            begin,
            note,
            close,
            open_kinds,
            keep,
            settle,
            *MONTH,
            record,
            judge,
            approver,
            note_absence,
            discount,
            end,
            refer,
            late,
            telling(given),
            ask,
            note_late,
            chase_waiting,
            people,
            take_month,
            take_quarter,
            write_note,
            publish,
            packing(given),
            in_charge,
            posts,
            give_back,
            work,
            candidates,
            hand_on,
            clear,
            list_due,
            purge,
            hold,
            search,
            bundle,
            deliver,
        ],
        [DISTRICTS],
    )
