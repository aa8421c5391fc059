"""The catalogue of rules as people read it."""

import re
import subprocess
import sys

import pytest

from handlers.checking import catalogue


def test_every_rule_is_listed_by_family_and_the_processes_lead_there(sign_in):
    client = sign_in("reader")
    assert 'href="/processes/rules"' in client.get("/processes").text
    page = client.get("/processes/rules").text
    assert all(f'href="/processes/rules/{rule.name}"' in page for rule in catalogue())
    assert f"{len(catalogue())} rules" in page
    assert 'aria-current="true"' in page


def test_a_finding_can_lead_to_its_rule_and_the_families_are_a_table_of_contents(sign_in):
    page = sign_in("reader").get("/processes/rules").text
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))
    assert {rule.name for rule in catalogue()} <= set(ids)
    families = re.findall(r'href="#(family-\d+)"', page)
    assert len(families) == len({rule.family for rule in catalogue()})
    assert set(families) <= set(ids)


def test_a_server_that_is_not_asked_for_the_rules_never_loads_them():
    program = "import sys, web.app; print('engine.checks' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert said.stdout.decode().strip() == "False"


@pytest.mark.parametrize(
    ("asked", "there", "not_there"),
    [
        ("text=boundary", "boundary-event-host", "start-event-entered"),
        ("text=BOUNDARY+event", "boundary-event-host", "start-event-entered"),
        ("text=role", "role-misspelt", "start-event-entered"),
        ("level=advice", "choice-without-default", "boundary-event-host"),
        ("text=nothing+of+the+kind", "No rule fits these filters", "boundary-event-host"),
        ("level=nothing", "No rule fits these filters", "boundary-event-host"),
    ],
)
def test_rules_are_found_by_words_and_level(sign_in, asked, there, not_there):
    page = sign_in("reader").get(f"/processes/rules?{asked}").text
    assert there in page
    assert not_there not in page


def test_one_rule_shows_what_breaks_it_and_what_keeps_it(sign_in):
    page = sign_in("reader").get("/processes/rules/end-event-left").text
    assert "Nothing follows an end event." in page
    assert "The finding names <code>end</code>" in page
    assert "&lt;endEvent id=&#34;end&#34;/&gt;" in page
    assert page.count("<pre") == 2


def test_the_files_an_example_needs_are_shown_beside_it(sign_in):
    page = sign_in("reader").get("/processes/rules/letters").text
    assert "Beside it: mail/thanks/subject.txt" in page


def test_a_rule_that_is_not_there_is_not_found(sign_in):
    assert sign_in("reader").get("/processes/rules/nothing").status_code == 404
