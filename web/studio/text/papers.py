"""Document templates of a change as they will be printed, on an invented form or report."""

from __future__ import annotations

from engine.bundle import Bundle
from handlers.documents.pages import assets, fill
from handlers.documents.press import Paper, press
from handlers.documents.sample import STAGES, sample
from handlers.reports.sample import sample_paper

REPORT = "report"


# What can be printed: a form at each stage, and a report.
PAPERS = {**{f"stage-{stage}": f"the form, stage {stage}" for stage in STAGES}, REPORT: "a report"}


def printed(bundle: Bundle, name: str) -> Paper:
    """One of PAPERS as a PDF. Permanent when a template or a file it asks for is wrong."""
    if name == REPORT:
        return sample_paper(bundle)
    stage = int(name.removeprefix("stage-"))
    known = {"form": sample(stage), "parameters": bundle.parameters}
    return press(fill(bundle, f"stage_{stage}.html", known), assets(bundle))
