"""The catalogue of rules as people read it."""

import pytest

from engine.checks import catalogue


def test_every_rule_is_listed_by_family_and_the_processes_lead_there(sign_in):
    client = sign_in("reader")
    assert 'href="/processes/rules"' in client.get("/processes").text
    page = client.get("/processes/rules").text
    assert all(f'href="/processes/rules/{rule.name}"' in page for rule in catalogue())
    assert f"{len(catalogue())} rules" in page


@pytest.mark.parametrize(
    ("asked", "there", "not_there"),
    [
        ("text=boundary", "boundary-event-host", "start-event-entered"),
        ("text=BOUNDARY+event", "boundary-event-host", "start-event-entered"),
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
