"""One stage-2 PDF: both parties' answers to a whole form, from the records to the finished file."""

from __future__ import annotations

import resource
import time
from pathlib import Path

from measure import Row

from engine.bundle import Bundle
from engine.database import Base, connect
from handlers.documents.gather import form_view
from handlers.documents.pages import assets, fill
from handlers.documents.press import Paper, press
from handlers.documents.source import source_of
from handlers.scenarios.audits.council import TENANT
from handlers.scenarios.audits.player import Player
from processes import bundle_paths

TIMES = 3
STEPS = (
    {"submit": "reflect"},
    {"submit": "give_case_details", "answers": {"category": "CIN", "open_date": "2026-10-15"}},
    {"submit": "audit_case"},
    {"submit": "review_case", "answers": {"overview.overall_grade": "requires_improvement"}},
)


def rows(folder: Path) -> list[Row]:
    """CPU and wall time of one PDF, and its size. A child process makes it, off any request."""
    player = _reviewed(folder)
    began, used = time.perf_counter(), _children()
    for _ in range(TIMES):
        paper = _print(player)
    wall, cpu = (time.perf_counter() - began) / TIMES, (_children() - used) / TIMES
    return [
        Row("stage 2 PDF, CPU of the child process", cpu, "s", note=f"{paper.pages} pages"),
        Row("stage 2 PDF, from records to file", wall, "s"),
        Row("stage 2 PDF, size", len(paper.content) / 1024, "KB"),
    ]


def _reviewed(folder: Path) -> Player:
    database = connect(f"sqlite:///{folder / 'pdf'}.db")
    Base.metadata.create_all(database.engine)
    player = Player(database, Bundle.from_folders(*bundle_paths("peer_review_audit")), {})
    for step in STEPS:
        player.play(step)
    return player


def _print(player: Player) -> Paper:
    deployed = Bundle.from_folders(*bundle_paths("peer_review_audit"))
    with player.database.read() as session:
        source = source_of(session, TENANT, deployed, str(player.audit_id))
        view = form_view(source, 2, "full")
    known = {"form": view, "parameters": deployed.parameters}
    return press(fill(deployed, "stage_2.html", known), assets(deployed))


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
