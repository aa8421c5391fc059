"""The README names every setting, every page and every command there is."""

import re
from pathlib import Path

import click
import pytest

import web
from web.cli import main
from web.configuration import PREFIX
from web.settings import SETTINGS

WEB = Path(web.__file__).parent
README = (WEB / "README.md").read_text()


def commands(group: click.Group, before: str = "") -> list[str]:
    found, context = [], click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        inner = isinstance(command, click.Group)
        found += commands(command, f"{before}{name} ") if inner else [f"{before}{name}"]
    return found


@pytest.mark.parametrize("setting", [s.name for s in SETTINGS])
def test_every_setting_is_explained(setting):
    assert f"`{PREFIX}{setting}`" in README


@pytest.mark.parametrize("command", commands(main))
def test_every_command_is_named(command):
    assert all(word in README.partition("## Commands")[2] for word in command.split())


def test_every_page_is_named(app):
    table = README.partition("## Pages")[2].partition("## Commands")[0]
    named = re.findall(r"`(/[^`]*)`", table)
    for rule in app.url_map.iter_rules():
        plain = re.sub(r"<[^<:]+:", "<", rule.rule)
        pieces = plain.split("/")
        whole = plain in named
        below = f"/{pieces[-1]}" in named and "/".join(pieces[:-1]) in named
        attachment = rule.endpoint in {"static", "mailbox.attachment"}
        assert whole or below or attachment, plain


@pytest.mark.parametrize(
    "package",
    sorted(p.parent.name for p in WEB.glob("*/__init__.py") if p.parent.name != "migrations"),
)
def test_every_package_says_what_it_is_for(package):
    assert (WEB / package / "README.md").is_file()
