"""The bundle's document templates: Jinja in its sandbox, with autoescape, nothing left open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from jinja2 import DictLoader, StrictUndefined, TemplateError

from engine.bundle import Bundle
from engine.errors import Permanent
from engine.kept import Kept
from handlers.documents.press import BASE, Asset
from handlers.sandbox import Sandbox

FOLDER = "documents/"
KINDS = {".css": "text/css", ".png": "image/png", ".svg": "image/svg+xml"}


def fill(bundle: Bundle, template: str, known: Mapping[str, Any]) -> str:
    """The HTML of a template of the bundle. Permanent when it is missing or does not fit."""
    try:
        return _ENVIRONMENTS.of(_pages(bundle)).get_template(template).render(known)
    except TemplateError as error:
        line, name = getattr(error, "lineno", None), getattr(error, "name", None)
        where = f"{FOLDER}{name or template}" + (f", line {line}" if line else "")
        raise Permanent(f"{where}: {error.message}. Correct the template and deploy.") from error


def assets(bundle: Bundle) -> dict[str, Asset]:
    """The styles and pictures beside the templates, by the address a template uses for them."""
    return {
        BASE + path.removeprefix(FOLDER): (bundle.files[path], kind)
        for suffix, kind in KINDS.items()
        for path in bundle.paths(suffix, FOLDER)
    }


def environment(bundle: Bundle) -> Sandbox:
    """How pages are filled in: in a sandbox, with HTML escaped, an unknown name being an error."""
    paths = bundle.paths(".html", FOLDER)
    loader = DictLoader(
        {path.removeprefix(FOLDER): bundle.files[path].decode(errors="replace") for path in paths}
    )
    made = Sandbox(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    made.filters["day"] = _day
    return made


@lru_cache(maxsize=1)
def reader() -> Sandbox:
    """What reads pages without filling them in: as `environment`, and knows of no other page."""
    return environment(Bundle({}))


@lru_cache(maxsize=128)
def read(text: str) -> object:
    """A page compiled. TemplateSyntaxError when it cannot be read."""
    return reader().compile(text)


# A template is compiled once for all bundles with the same pages.
_ENVIRONMENTS = Kept(environment, 8)


def _pages(bundle: Bundle) -> Bundle:
    return Bundle({path: bundle.files[path] for path in bundle.paths(".html", FOLDER)})


def _day(value: date) -> str:
    return f"{value.day} {value:%B %Y}"
