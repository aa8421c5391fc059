"""Documents that name somebody who has left: their place is taken by a notice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import cast

from sqlalchemy import Table, delete, update
from sqlalchemy.orm import Session

from engine.database import insert_new
from engine.tables import Document, DocumentContent
from handlers.erasure.looking import Found

MEDIA_TYPE = "application/pdf"


def withdraw(
    session: Session, tenant: str, found: Iterable[Found], notice: Callable[[], bytes]
) -> int:
    """Put the notice in the place of each document found; gives how many there were.

    What a print was made of stays in its records: the print is a copy of them.
    """
    contents, documents = cast(Table, DocumentContent.__table__), cast(Table, Document.__table__)
    digests = sorted({str(one.key[1]) for one in found if one.table is contents})
    if not digests:
        return 0
    content = notice()
    digest = hashlib.sha256(content).hexdigest()
    insert_new(
        session, DocumentContent, {"tenant_id": tenant, "digest": digest, "content": content}
    )
    theirs = (documents.c.tenant_id == tenant, documents.c.digest.in_(digests))
    values = {"digest": digest, "size": len(content), "media_type": MEDIA_TYPE}
    session.execute(update(documents).where(*theirs).values(values))
    gone = (contents.c.tenant_id == tenant, contents.c.digest.in_(digests))
    session.execute(delete(contents).where(*gone))
    return len(digests)
