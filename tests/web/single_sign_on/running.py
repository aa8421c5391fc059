"""A certified provider of accounts that runs beside the tests, and people who come through it."""

from __future__ import annotations

import json
import re
import runpy
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import requests

HERE = Path(__file__).parent
ASSETS = Path(__file__).parents[3] / "web" / "assets"
CLIENT, SECRET = "plumbline", "shared with the provider"
BACK = "/sign-in/work-account/back"
FORM = re.compile(r'<form[^>]*action="([^"]+)"')


@dataclass(frozen=True)
class Provider:
    """Where it is; its name is its address."""

    issuer: str

    def says(self, sub: str, **claims: Any) -> None:
        """What it says of somebody from now on."""
        answer = requests.post(f"{self.issuer}/people", json={sub: claims}, timeout=10)
        answer.raise_for_status()


@contextmanager
def running(port: int, service: str, people: Mapping[str, Any]) -> Iterator[Provider]:
    """Run it for the service at this address, until the end of the block."""
    client = {
        "client_id": CLIENT,
        "client_secret": SECRET,
        "redirect_uris": [service + BACK],
        "post_logout_redirect_uris": [f"{service}/sign-in"],
        "backchannel_logout_uri": f"{service}/sign-in/work-account/over",
        "backchannel_logout_session_required": True,
    }
    settings = json.dumps({"port": port, "client": client, "people": people})
    command = [_node(), str(HERE / "provider.mjs"), str(ASSETS / "node_modules"), settings]
    quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    with subprocess.Popen(command, **quiet) as process:
        try:
            while (said := process.stdout.readline().strip()) != "ready":
                assert said or process.poll() is None, "the provider did not start"
            yield Provider(f"http://127.0.0.1:{port}")
        finally:
            process.terminate()


def _node() -> str:
    build = runpy.run_path(str(ASSETS / "build_assets.py"))
    return (build["system_node"]() or build["wheel_node"]()).node[0]


@dataclass
class Visitor:
    """Somebody with a browser that knows forms and redirects."""

    service: str
    session: requests.Session = field(default_factory=requests.Session)
    came: list[str] = field(default_factory=list)

    def comes(self, login: str, wanted: str = "") -> requests.Response:
        """Sign in by the provider; the page they are led to at last."""
        page = self.get(f"/sign-in/work-account?wanted={wanted}")
        for prompt in ({"prompt": "login", "login": login, "password": "x"}, {"prompt": "consent"}):
            if "/interaction/" in page.url:
                page = self._sends(page, prompt)
        self.came = [one.url for one in [*page.history, page] if BACK in one.url]
        return page

    def leaves_the_provider(self, provider: Provider) -> requests.Response:
        """Sign out at the provider, which tells the service."""
        page = self.session.get(f"{provider.issuer}/session/end", timeout=10)
        return self._sends(page, {"logout": "yes", "xsrf": _hidden(page, "xsrf")})

    def leaves(self) -> requests.Response:
        """Sign out, here and at the provider."""
        page = self.session.post(f"{self.service}/sign-out", timeout=10)
        return self._sends(page, {"logout": "yes", "xsrf": _hidden(page, "xsrf")})

    def get(self, path: str) -> requests.Response:
        """A page of the service."""
        return self.session.get(self.service + path, timeout=10)

    def _sends(self, page: requests.Response, words: dict[str, str]) -> requests.Response:
        action = FORM.search(page.text)
        assert action, page.text
        return self.session.post(urljoin(page.url, action[1]), data=words, timeout=10)


def _hidden(page: requests.Response, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', page.text)
    assert found, page.text
    return found[1]
