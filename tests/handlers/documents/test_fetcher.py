"""What a hostile page asks for while it is laid out: none of it is given, and all of it is told."""

from __future__ import annotations

import base64
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from handlers.documents.child import lay_out
from handlers.documents.press import BASE

SECRET = "the-secret-in-the-file"
NESTED = base64.b64encode(
    b'<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}" width="9" height="9"/></svg>'
).decode()
ATTACKS = [
    '<img src="{url}">',
    '<link rel="stylesheet" href="{url}">',
    '<style>@import url("{url}");</style>',
    '<p style="background: url({url})">x</p>',
    '<style>@font-face {{ font-family: f; src: url("{url}") }} p {{ font-family: f }}</style><p>x',
    '<link rel="attachment" href="{url}">',
    '<a rel="attachment" href="{url}">x</a>',
    '<object data="{url}"></object>',
    '<embed src="{url}">',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}" width="9" height="9"/></svg>',
    '<base href="{url}"><img src="x.png">',
    '<p style="content: url({url})">x</p><style>p::before {{ content: url({url}) }}</style>',
    '<ul style="list-style-image: url({url})"><li>x</ul>',
]


class Counter(BaseHTTPRequestHandler):
    """Notes every request."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, list[str]]]:
    """A web server on this machine, and the requests it got."""
    asked: list[str] = []
    listening = HTTPServer(("127.0.0.1", 0), type("Noted", (Counter,), {"asked": asked}))
    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.server_port}/", asked
    listening.shutdown()
    listening.server_close()
    thread.join()


def page(body: str) -> str:
    return f'<!doctype html><html lang="en"><title>Attack</title><body>{body}</body></html>'


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_file_is_never_read(attack: str, tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(SECRET)
    pages, said = lay_out(page(attack.format(url=path.as_uri())), BASE, {})
    assert pages == 0
    assert said.decode().startswith("file:")


@pytest.mark.parametrize("attack", ATTACKS)
def test_nobody_is_called(attack: str, server: tuple[str, list[str]]) -> None:
    address, asked = server
    pages, said = lay_out(page(attack.format(url=address)), BASE, {})
    assert (pages, asked) == (0, [])
    assert said.decode().startswith(address)


@pytest.mark.parametrize("url", ["data:text/css,p{}", f"data:image/svg+xml;base64,{NESTED}"])
def test_data_addresses_are_refused_too(url: str) -> None:
    pages, said = lay_out(page(f'<img src="{url}"><link rel="stylesheet" href="{url}">'), BASE, {})
    assert pages == 0
    assert said.decode().startswith("data:")


def test_what_the_bundle_brought_is_given() -> None:
    style = base64.b64encode(b"@page { size: 50mm 50mm } p { break-after: page }").decode()
    brought = {BASE + "form.css": [style, "text/css"]}
    body = '<link rel="stylesheet" href="form.css"><p>one</p><p>two</p><p>three</p>'
    pages, pdf = lay_out(page(body), BASE, brought)
    assert pages == 3
    assert pdf.startswith(b"%PDF-")
