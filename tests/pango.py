"""PDFs need Pango: without it the tests that make them skip aloud, or fail where required."""

from __future__ import annotations

import os

import pytest

REASON = "Pango is not installed: apt-get install libpango-1.0-0 libpangoft2-1.0-0"


def need_pango() -> None:
    """Skip when a PDF cannot be made here; fail instead with REQUIRE_PDF=1."""
    try:
        import weasyprint  # noqa: F401
    except OSError:
        if os.environ.get("REQUIRE_PDF") == "1":
            pytest.fail(REASON)
        pytest.skip(REASON)
