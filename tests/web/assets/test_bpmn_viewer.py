"""The diagram on a page, under the strict content security policy, in a real browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

STATIC = Path(__file__).parents[3] / "web" / "static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'"
)
DIAGRAM = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="tiny"
  xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI"
  xmlns:dc="http://www.omg.org/spec/DD/20100524/DC">
  <process id="p"><userTask id="read" name="Read the file"/></process>
  <di:BPMNDiagram id="d"><di:BPMNPlane id="plane" bpmnElement="p">
    <di:BPMNShape id="shape" bpmnElement="read">
      <dc:Bounds x="200" y="78" width="100" height="80"/>
    </di:BPMNShape></di:BPMNPlane></di:BPMNDiagram>
</definitions>"""
PAGE = """<!doctype html><html lang="en"><head><title>Diagram</title>
<link rel="stylesheet" href="/vendor/pages/bpmn-viewer.css"></head>
<body><main><h1>Diagram</h1><div data-xml-url="{url}" data-label="How a file is read"
data-marks='[{{"id": "read", "kind": "waiting"}}, {{"id": "gone", "kind": "done"}}]'></div></main>
<script type="module" src="/vendor/pages/bpmn-viewer.js"></script></body></html>"""
ANSWERS = {
    "/": (PAGE.format(url="/tiny.bpmn"), "text/html"),
    "/broken": (PAGE.format(url="/favicon.ico"), "text/html"),
    "/tiny.bpmn": (DIAGRAM, "application/xml"),
    "/favicon.ico": ("", "image/x-icon"),
}


class Site(SimpleHTTPRequestHandler):
    """The built files and one page, with the policy on every answer."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args, directory=str(STATIC))

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def do_GET(self) -> None:
        if self.path not in ANSWERS:
            return super().do_GET()
        body, kind = ANSWERS[self.path]
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body.encode())
        return None


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of the site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def page(site: str, browser: Any) -> Iterator[Any]:
    """A page of the browser that fails the test when the browser complains."""
    complaints: list[str] = []
    context = browser.new_context(base_url=site)
    page = context.new_page()
    page.on("pageerror", lambda e: complaints.append(str(e)))
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    yield page
    context.close()
    assert complaints == []


def test_a_diagram_is_drawn_and_marked_under_the_strict_policy(page: Any) -> None:
    page.goto("/")
    page.wait_for_selector("[data-drawn=true]")

    assert page.locator(".mark-waiting .djs-label").text_content() == "Read the file"
    assert page.locator("svg[role=img]").get_attribute("aria-label") == "How a file is read"


def test_its_size_follows_the_keyboard(page: Any) -> None:
    page.goto("/")
    page.wait_for_selector("[data-drawn=true]")
    wide = "document.querySelector('[data-element-id=read]').getBoundingClientRect().width"

    whole = page.evaluate(wide)
    page.get_by_role("button", name="Zoom in").press("Enter")
    larger = page.evaluate(wide)
    page.get_by_role("button", name="Zoom out").press("Enter")
    page.get_by_role("button", name="Zoom out").press("Enter")
    smaller = page.evaluate(wide)
    page.get_by_role("button", name="Fit all of it").press("Enter")

    assert smaller < whole < larger
    assert page.evaluate(wide) == pytest.approx(whole)


def test_the_watermark_of_bpmn_io_is_visible(page: Any) -> None:
    page.goto("/")
    page.wait_for_selector("[data-drawn=true]")

    mark = page.locator(".bjs-powered-by")
    assert mark.is_visible()
    mark.click()
    assert page.locator(".bjs-powered-by-lightbox").is_visible()


def test_a_diagram_that_cannot_be_drawn_says_so(page: Any) -> None:
    page.goto("/broken")
    page.wait_for_selector("[data-drawn=false]")

    assert "The diagram could not be drawn" in page.locator("main").inner_text()


def test_the_design_system_loads_no_font_and_nothing_from_the_root() -> None:
    for name in ("govuk", "moj"):
        css = (STATIC / "vendor" / name / f"{name}-frontend.min.css").read_text()
        assert "@font-face" not in css
        assert "url(/" not in css
        assert not (STATIC / "vendor" / name / "assets" / "fonts").exists()


def test_every_bundled_package_has_its_licence() -> None:
    notices = (STATIC / "vendor" / "THIRD-PARTY-NOTICES.txt").read_text()

    for name in ("bpmn-js", "diagram-js", "feelin", "govuk-frontend", "temporal-polyfill"):
        assert f"== {name} " in notices
    assert "bpmn.io" in notices
