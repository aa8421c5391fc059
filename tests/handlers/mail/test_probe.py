"""A test letter shows how the way to the mail server is protected."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from handlers.mail.probe import probe
from handlers.mail.settings import SmtpSettings

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)


@pytest.fixture
def settings(trusted: str) -> SmtpSettings:
    domains = frozenset({"example.org"})
    return SmtpSettings(
        "localhost",
        0,
        "audits@example.org",
        authorities=trusted,
        allowed_domains=domains,
        timeout=5,
    )


def test_the_negotiated_encryption_and_the_certificate_are_shown(start, settings):
    office = start()
    found = probe(replace(settings, port=office.port), "ada@example.org", "Ada Admin", NOW)
    assert (found.trouble, found.answer) == ("", "OK: queued as 4711")
    assert found.version in ("TLSv1.2", "TLSv1.3")
    assert "bits" in found.cipher
    assert found.certificate is not None
    assert found.certificate.names == ("localhost",)
    assert "trustme" in found.certificate.issuer
    assert found.certificate.ends is not None
    assert found.certificate.ends > NOW
    [letter] = office.letters
    assert "Ada Admin sent it" in letter.get_content()


def test_a_refusal_is_shown_with_what_was_negotiated(start, settings):
    office = start()
    office.says = "550 no such person"
    found = probe(replace(settings, port=office.port), "ada@example.org", "Ada Admin", NOW)
    assert found.trouble == "The mail server refused the letter: 550 no such person"
    assert found.version


def test_a_certificate_for_another_name_is_trouble_and_nothing_is_sent(start, settings):
    office = start(name="elsewhere.example")
    found = probe(replace(settings, port=office.port), "ada@example.org", "Ada Admin", NOW)
    assert "certificate could not be verified" in found.trouble
    assert office.letters == []


def test_an_address_that_is_not_allowed_is_not_tried(settings):
    found = probe(settings, "ada@elsewhere.org", "Ada Admin", NOW)
    assert found.trouble == "Letters may not go to addresses at elsewhere.org."
