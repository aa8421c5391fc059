"""A form that cannot be printed holds up its copies and nothing else, and a retry makes it."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from engine import tables
from engine.bundle import Bundle
from handlers import registry
from handlers.checking import check
from tests.faults.conftest import Build, installed
from tests.faults.house import House
from tests.pango import need_pango

PARAMETER = 'record_system = "Liberi"'


@pytest.fixture(autouse=True, scope="module")
def _pango() -> None:
    need_pango()


class Printer:
    """Stands in for the layout engine in the child process, until it is repaired."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.module = folder / "weasyprint.py"
        before = os.environ.get("PYTHONPATH", "")
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(folder), before])))

    def breaks(self, program: str) -> None:
        """From now on loading it does this."""
        self.module.write_text(program)

    def repaired(self) -> None:
        self.module.unlink()


@pytest.fixture
def printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Printer:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    folder = tmp_path / "printer"
    folder.mkdir()
    return Printer(folder, monkeypatch)


def stage_1(house: House) -> None:
    for element in ("reflect", "give_case_details", "audit_case"):
        house.play({"submit": element})


def copies(house: House) -> list[tables.Mail]:
    return house.rows(tables.Mail, letter="form_copy")


def tried_again(house: House, incident: tables.Incident) -> None:
    address = f"/operations/incidents/{incident.id}/retry"
    answer = house.administrator().post(address, {"reason": "It is repaired"})
    assert answer.status_code == 303
    house.work()


def the_incident(house: House) -> tables.Incident:
    [incident] = house.rows(tables.Incident, state="open")
    assert (incident.kind, incident.element_id) == ("handler", "make_pdf")
    return incident


def test_without_pango_the_audit_goes_on_and_a_retry_prints(build: Build, printer: Printer) -> None:
    printer.breaks("raise OSError('cannot load library libpango-1.0-0')")
    house = build()
    stage_1(house)
    incident = the_incident(house)
    assert "Install Pango: apt-get install libpango-1.0-0" in incident.sentence
    assert house.waiting("review_case").assignee == "reviewer", "the reviewer need not wait"
    assert copies(house) == []
    printer.repaired()
    tried_again(house, incident)
    assert house.documents() == ["AUD-2026-12-001-stage-1-version-1.pdf"]
    assert {mail.recipient for mail in copies(house)} == {"auditor", "service_manager"}
    assert all(mail.attachments for mail in copies(house))
    assert house.rows(tables.Incident, state="open") == []


def test_a_printer_that_is_killed_is_tried_again_by_itself(build: Build, printer: Printer) -> None:
    printer.breaks("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    house = build()
    stage_1(house)
    assert house.rows(tables.Incident) == [], "out of memory once is no incident"
    assert house.waiting("review_case")
    printer.repaired()
    house.travel(house.clock.now() + timedelta(minutes=5))
    assert house.documents() == ["AUD-2026-12-001-stage-1-version-1.pdf"]


def test_a_printer_that_always_dies_becomes_an_incident(build: Build, printer: Printer) -> None:
    printer.breaks("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    house = build()
    stage_1(house)
    house.travel(house.clock.now() + timedelta(days=3))
    assert "The process that makes the PDF died (-9)" in the_incident(house).sentence
    assert house.waiting("review_case")


@pytest.fixture
def spying(bundle: Bundle) -> Bundle:
    """The page asks for a file of the server, by a name that is only known when it is printed."""
    page = bundle.text("documents/form.html")
    asked = page.replace("<body>", '<body><img alt="" src="{{ parameters.logo }}">')
    settings = bundle.text("bundle.toml")
    return Bundle({
        **bundle.files, "documents/form.html": asked.encode(),
        "bundle.toml": settings.replace(PARAMETER, f'{PARAMETER}\nlogo = "file:///etc/passwd"').encode(),
    })  # fmt: skip


def test_a_page_that_asks_for_a_file_of_the_server_is_not_printed(
    tmp_path: Path, sqlite_template: Path, spying: Bundle
) -> None:
    assert not [f for f in check(spying, registry()) if f.level == "error"]
    house = installed(tmp_path, sqlite_template, spying, {})
    stage_1(house)
    sentence = the_incident(house).sentence
    assert "asks for “file:///etc/passwd”, which is not in the bundle" in sentence
    assert "root:" not in sentence
    assert (house.documents(), copies(house)) == ([], [])
    house.parts.close()
