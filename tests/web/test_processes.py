"""Processes as people read them."""

from types import SimpleNamespace

import pytest

from web.diagrams.framework import framework


def test_the_list_and_one_process(sign_in):
    client = sign_in("reader")
    assert "Lending a book" in client.get("/processes").text
    page = client.get("/processes/lending").text
    assert "Read it as steps" in page
    assert "Somebody does this" in page
    assert 'data-xml-url="/processes/lending/diagram"' in page


def test_r3_the_list_links_to_the_framework_that_the_bundle_names(sign_in):
    page = sign_in("reader").get("/processes").text
    assert 'href="https://example.org/framework">Quality Assurance Framework</a>' in page


@pytest.mark.parametrize("address", ["", "javascript:alert(1)", "http://example.org", 7, None])
def test_only_a_safe_address_becomes_a_link(address):
    used = SimpleNamespace(parameters={"framework_address": address})
    assert framework(used) == ""
    used.parameters["framework_address"] = "https://example.org"
    assert framework(used) == "https://example.org"


def test_the_diagram_is_data_for_the_viewer_and_never_a_page(sign_in):
    answer = sign_in("reader").get("/processes/lending/diagram")
    assert answer.mimetype == "application/xml"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert b"bpmn:process" in answer.data


def test_a_process_that_is_not_deployed_is_not_found(sign_in):
    assert sign_in("reader").get("/processes/borrowing").status_code == 404
    assert sign_in("reader").get("/processes/borrowing/diagram").status_code == 404
