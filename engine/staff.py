"""What staff ask of the engine: user tasks taken, written on, submitted, and things begun."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from engine.commands.answer_offer import answer_offer
from engine.commands.answer_start import answer_start
from engine.commands.claim import claim
from engine.commands.complete import complete
from engine.commands.discard_draft import discard_draft
from engine.commands.save_draft import save_draft
from engine.commands.save_section import save_section
from engine.commands.save_start_draft import save_start_draft
from engine.commands.unclaim import unclaim
from engine.model import Completed
from engine.working import Working


class Staff(Working):
    """The engine as far as people's own work is concerned. `by` is a person's id."""

    def claim(self, user_task_id: UUID, *, by: str) -> None:
        """Take a user task from one's group."""
        claim(self.context, user_task_id, by=by)

    def unclaim(self, user_task_id: UUID, *, by: str) -> None:
        """Put it back."""
        unclaim(self.context, user_task_id, by=by)

    def save_draft(
        self, user_task_id: UUID, answers: Mapping[str, Any], marks: Mapping[str, Any], *, by: str
    ) -> datetime:
        """Keep what a person has written so far; when that was."""
        return save_draft(self.context, user_task_id, answers, marks, by=by)

    def save_section(
        self,
        user_task_id: UUID,
        section: str,
        words: Mapping[str, Any],
        mark: str | None,
        *,
        by: str,
    ) -> datetime:
        """Keep one section of what a person has written so far; when that was."""
        return save_section(self.context, user_task_id, section, words, mark, by=by)

    def save_start_draft(self, process_key: str, words: Mapping[str, Any], *, by: str) -> datetime:
        """Keep what a person has written of something they may start; when it was saved."""
        return save_start_draft(self.context, process_key, words, by=by)

    def discard_draft(self, user_task_id: UUID, *, by: str) -> None:
        """Throw one's own draft away."""
        discard_draft(self.context, user_task_id, by=by)

    def complete(
        self, user_task_id: UUID, answers: Mapping[str, Any], *, by: str, seen: int
    ) -> Completed:
        """Submit a user task."""
        return self._woken(complete(self.context, user_task_id, answers, by=by, seen=seen))

    def answer_offer(
        self, offer_id: UUID, answers: Mapping[str, Any], *, by: str, seen: int
    ) -> Completed:
        """Send a message that is offered to a person."""
        return self._woken(answer_offer(self.context, offer_id, answers, by=by, seen=seen))

    def answer_start(
        self,
        process_key: str,
        answers: Mapping[str, Any],
        *,
        by: str,
        deployment_id: UUID,
        submission: UUID,
    ) -> UUID:
        """Start a process that is offered to a person; the instance's id."""
        begun = answer_start(
            self.context,
            process_key,
            answers,
            by=by,
            deployment_id=deployment_id,
            submission=submission,
        )
        return self._woken(begun)
