"""The pages of a step, opened and sent as a browser does it: for tests of the outline."""

from __future__ import annotations

import re

PATH = "lending.bpmn"


def fields(page: str) -> dict[str, str]:
    """What a browser would send back from the page as it stands."""
    found = dict(re.findall(r'<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"', page))
    found |= dict(re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)</textarea>', page))
    for name, inside in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', inside)
        first = re.search(r'<option value="([^"]*)"', inside)
        found[name] = (chosen or first)[1]
    found.pop("csrf_token", None)
    return {name: _plain(value) for name, value in found.items()}


def _plain(text: str) -> str:
    return (
        text.replace("&#34;", '"').replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&")
    )


def step(client, at, id):
    return client.get(f"{at}/outline-step/{PATH}?element={id}").text


def send(client, at, id, action="save", **said):
    page = fields(step(client, at, id))
    sent = page | {name.replace("__", "."): value for name, value in said.items()}
    address = f"{at}/outline-step/{PATH}?element={id}"
    return client.post(address, data=sent | {"_action": action})


def drawn(parts, change) -> str:
    content, _ = parts.changes.file(change, PATH)
    return content.decode()
