"""Keep what a person has written so far."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from engine.context import Context
from engine.drafting import keep_words


def save_draft(
    context: Context,
    user_task_id: UUID,
    answers: Mapping[str, Any],
    marks: Mapping[str, Any],
    *,
    by: str,
) -> datetime:
    """Write `answers` (words as typed) and `marks` over what there was; when it was saved.

    Raises AlreadyDone and NotAllowed once the words are kept, UnsafeValue.
    """
    return keep_words(context, user_task_id, by, lambda _draft: (answers, marks))
