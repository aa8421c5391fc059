"""`documents.render`: the form of a stage as a tagged PDF (R62, R78, R91)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from uuid import UUID

from engine import queries
from engine.registry import Function, handler
from engine.services import Services
from handlers.documents.gather import FULL, form_view
from handlers.documents.pages import assets, fill
from handlers.documents.press import NOT_PRINTED, Paper, press
from handlers.documents.source import source_of
from handlers.documents.view import FormView
from handlers.settings import Settings

MEDIA_TYPE = "application/pdf"


def rendering(settings: Settings) -> Function:
    """The handler for an installation, with the press it prints on."""

    @handler("documents.render", outputs=("document", "digest", "pages"), mode="job")
    def render(
        services: Services, *, audit: str, stage: int, variant: str = FULL
    ) -> Mapping[str, object]:
        """Makes the PDF of a stage from what was submitted; the same answers, the same bytes."""
        with services.reading() as session:
            source = source_of(session, services.tenant, services.bundle, audit)
            view = form_view(source, stage, variant)
        paper = _printed(services, view, stage) if settings.prints else NOT_PRINTED
        digest = hashlib.sha256(paper.content).hexdigest()
        document = _kept(services, view.name, digest)
        if document is None:
            document = services.store_document(view.name, MEDIA_TYPE, paper.content)
        return {"document": str(document), "digest": digest, "pages": paper.pages}

    return render


def _printed(services: Services, view: FormView, stage: int) -> Paper:
    known = {"form": view, "parameters": services.parameters}
    return press(fill(services.bundle, f"stage_{stage}.html", known), assets(services.bundle))


def _kept(services: Services, name: str, digest: str) -> UUID | None:
    """The document that an earlier attempt stored, so that a retry does not store it twice."""
    with services.reading() as session:
        stored = queries.documents(session, services.tenant, services.instance_id)
        return next((d.id for d in stored if (d.name, d.digest) == (name, digest)), None)
