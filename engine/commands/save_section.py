"""Keep what a person has written in one section of a form, beside their other sections."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from engine.context import Context
from engine.drafting import Words, keep_words
from engine.tables import Draft


def save_section(
    context: Context,
    user_task_id: UUID,
    section: str,
    words: Mapping[str, Any],
    mark: str | None,
    *,
    by: str,
) -> datetime:
    """Write one section, whatever else the person saves at the same moment; when it was saved.

    `mark` None leaves the section's mark as it is. Raises what save_draft raises.
    """

    def beside(draft: Draft | None) -> Words:
        answers = {**(draft.answers if draft else {}), section: dict(words)}
        return answers, {**(draft.marks if draft else {}), **({section: mark} if mark else {})}

    return keep_words(context, user_task_id, by, beside)
