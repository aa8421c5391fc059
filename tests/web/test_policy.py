"""Which step carries out which clause, as people read it."""

import json

import pytest
from click.testing import CliRunner

from tests.web.installation import BUNDLE
from web.cli import main


def test_each_clause_leads_to_what_carries_it_out(sign_in):
    page = sign_in("reader").get("/policy").text
    assert "2 of 3 clauses are carried out here" in page
    assert 'id="L1"' in page
    assert '<a class="govuk-link" href="/processes/lending#element-hand_out">' in page
    assert "rare kind" in page
    assert "By people: No software keeps people quiet." in page


def test_the_link_of_a_clause_ends_at_its_step(sign_in):
    page = sign_in("reader").get("/processes/lending").text
    assert 'id="element-hand_out"' in page
    assert '<a class="govuk-link" href="/policy#L2">L2</a>' in page


def test_each_step_leads_to_its_clauses(sign_in):
    page = sign_in("reader").get("/policy/elements").text
    assert "Hand out the book" in page
    assert '<a class="govuk-link" href="/policy#L2">L2</a> The shelf' in page
    assert "Confirm the request" not in page


@pytest.mark.parametrize(
    ("words", "there", "not_there"),
    [
        ("SHELF", 'id="L2"', 'id="L1"'),
        ("hand out", 'id="L1"', 'id="L3"'),
        ("xyz", "No clause", 'id="L1"'),
    ],
)
def test_clauses_are_found_by_words(sign_in, words, there, not_there):
    page = sign_in("reader").get("/policy", query_string={"text": words}).text
    assert there in page
    assert not_there not in page


def test_the_command_says_the_same_and_fails_where_register_and_bundle_disagree(tmp_path):
    said = CliRunner().invoke(main, ["policy", str(BUNDLE)])
    assert said.exit_code == 0
    assert "2 of 3 clauses are carried out; the others have a reason." in said.output
    assert (
        "lending/hand_out  L1 L2"
        in CliRunner().invoke(main, ["policy", str(BUNDLE), "--elements"]).output
    )
    for path in BUNDLE.rglob("*"):
        if path.is_file():
            (tmp_path / path.relative_to(BUNDLE)).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path.relative_to(BUNDLE)).write_bytes(path.read_bytes())
    register = (tmp_path / "policy.toml").read_text()
    (tmp_path / "policy.toml").write_text(register.replace("to = 3", "to = 4"))
    refused = CliRunner().invoke(main, ["policy", str(tmp_path), "--json"])
    assert refused.exit_code == 1
    [finding] = json.loads(refused.output)["findings"]
    assert (finding["element"], finding["rule"]) == ("L4", "clause-uncovered")


def test_a_bundle_without_a_register_is_refused_by_name(tmp_path):
    (tmp_path / "bundle.toml").write_text('key = "bare"')
    said = CliRunner().invoke(main, ["policy", str(tmp_path)])
    assert said.exit_code == 1
    assert "has no policy.toml" in said.output
