"""The child process that lays a page out: limits first, then WeasyPrint, then one answer.

Reads JSON {"html", "base", "assets": {address: [base64, media type]}} from standard input.
Writes the number of pages on a line of its own and then the PDF to standard output; or, when it
cannot, JSON {"kind", "sentence"} to standard error, and ends with FAILED. It imports nothing of
ours: that would take longer than most pages.
"""

from __future__ import annotations

import base64
import json
import resource
import runpy
import sys
from pathlib import Path
from typing import Any

CPU_SECONDS, MEMORY_BYTES = 30, 1 << 30
VARIANT = "pdf/ua-1"
FETCHER = Path(__file__).with_name("fetcher.py")
FAILED = 3


def main() -> int:
    """Answer one request."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    asked = json.load(sys.stdin)
    try:
        pages, pdf = lay_out(asked["html"], asked["base"], asked["assets"])
    except OSError:
        return _say("missing", "The library Pango is not installed.")
    except (MemoryError, RecursionError):
        return _say("size", "The page needs too much memory.")
    except Exception as error:  # the parent has to hear of anything that goes wrong here
        return _say("failed", f"The page could not be laid out ({type(error).__name__}).")
    if pages == 0:
        return _say("denied", pdf.decode())
    sys.stdout.buffer.write(b"%d\n" % pages + pdf)
    return 0


def lay_out(html: str, base: str, assets: dict[str, Any]) -> tuple[int, bytes]:
    """Number of pages and PDF; 0 and the address when the page asked for what it may not have."""
    from weasyprint import HTML

    given = {address: (base64.b64decode(data), kind) for address, (data, kind) in assets.items()}
    fetcher = runpy.run_path(str(FETCHER))["LockedFetcher"](given)
    made = HTML(string=html, url_fetcher=fetcher, base_url=base).render(pdf_variant=VARIANT)
    pdf = made.write_pdf(pdf_variant=VARIANT)
    if fetcher.denied:
        return 0, fetcher.denied[0].encode()
    return len(made.pages), pdf


def _say(kind: str, sentence: str) -> int:
    json.dump({"kind": kind, "sentence": sentence}, sys.stderr)
    return FAILED


if __name__ == "__main__":
    sys.exit(main())
