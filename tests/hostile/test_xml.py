"""XML written to read files, to call out, to exhaust, or to be read in two ways."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.checks import check_file, safety
from tests.hostile.material import FINE, errors, file, in_time

NAME = 'name="Count the books"'
CALLED = '<task id="t"'
LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + "]>"
)


def doctype(*inside: str) -> str:
    return f"<!DOCTYPE l [{''.join(inside)}]>"


def named(text: str) -> str:
    """The name of the activity is this."""
    return FINE.replace(NAME, f'name="{text}"')


def known_as(id: str) -> str:
    """The id of the activity is this."""
    return FINE.replace('"t"', f'"{id}"')


def beside(content: str) -> str:
    """Something more in the process."""
    return FINE.replace(CALLED, content + CALLED)


REFUSED = {
    "billion laughs in an attribute": (file(named("&a11;"), LAUGHS), "xml-malformed"),
    "quadratic blow-up": (
        file(named("&a;" * 10_000), doctype(f'<!ENTITY a "{"x" * 50_000}">')),
        "xml-malformed",
    ),
    "an entity that hides text": (
        file(named("&x;"), doctype('<!ENTITY x "hidden">')),
        "xml-document-type",
    ),
    "a file as an entity": (
        file(beside("&x;"), doctype('<!ENTITY x SYSTEM "file:///etc/passwd">')),
        "xml-document-type",
    ),
    "an address as an entity": (
        file(beside("&x;"), doctype('<!ENTITY x SYSTEM "http://127.0.0.1:9/">')),
        "xml-document-type",
    ),
    "a parameter entity": (
        file(FINE, doctype('<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;')),
        "xml-document-type",
    ),
    "a document type elsewhere": (
        file(FINE, '<!DOCTYPE l SYSTEM "http://127.0.0.1:9/a.dtd">'),
        "xml-document-type",
    ),
    "depth": (file(beside("<x>" * 5_000 + "</x>" * 5_000)), "xml-malformed"),
    "an attribute of 10 MB": (file(named("x" * 10_000_000)), "xml-too-large"),
    "a million elements": (file(beside("<task/>" * 1_000_000)), "xml-too-large"),
    "as many elements as go into 1 MB": (file(beside("<task/>" * 120_000)), "xml-too-large"),
    "many attributes": (
        file(FINE.replace(CALLED, CALLED + "".join(f' a{n}="1"' for n in range(30_000)))),
        "schema",
    ),
    "opening brackets only": ("<" * 900_000, "xml-malformed"),
    "a stylesheet": (
        '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>',
        "files-is-bpmn",
    ),
    "XML 1.1 with control characters": (
        file(named("&#1;"), '<?xml version="1.1"?>'),
        "xml-malformed",
    ),
    "a reference to NUL": (file(named("&#0;")), "xml-malformed"),
    "an id that leads elsewhere": (file(known_as("../../secret")), "files-ids"),
    "an id that is markup": (file(known_as("&lt;script&gt;")), "files-ids"),
    "an id of two lines": (file(known_as("t&#10;u")), "files-ids"),
    "an id with a right-to-left override": (file(known_as("t\u202eu")), "files-ids"),
    "an id with a space of no width": (file(known_as("t\u200b")), "files-ids"),
    "an id with a control character": (file(known_as("t&#x7f;")), "files-ids"),
    "an id of 100,000 letters": (file(known_as("t" * 100_000)), "files-ids"),
    "an empty id": (file(known_as("")), "files-ids"),
    "an id twice": (file(beside('<task id="t" name="Count the pens"/>')), "files-ids"),
}
BYTES = {
    "UTF-7": (file(before='<?xml version="1.0" encoding="UTF-7"?>').encode(), "xml-encoding"),
    "UTF-32": (file().encode("utf-32"), "xml-encoding"),
    "Shift-JIS": (
        file(before='<?xml version="1.0" encoding="Shift_JIS"?>').encode(),
        "xml-encoding",
    ),
    "EBCDIC": (
        file(before='<?xml version="1.0" encoding="cp037"?>').encode("cp037"),
        "xml-malformed",
    ),
    "UTF-16 that is UTF-8": (
        file(before='<?xml version="1.0" encoding="UTF-16"?>').encode(),
        "xml-malformed",
    ),
    "UTF-8 that is Latin": (file(named("caf\xe9")).encode("latin-1"), "xml-malformed"),
    "an overlong form": (
        file(named("?")).encode().replace(b'"?"', b'"\xc0\xbc"'),
        "xml-malformed",
    ),
    "half a surrogate pair": (
        file(named("?")).encode().replace(b'"?"', b'"\xed\xa0\x80"'),
        "xml-malformed",
    ),
    "a NUL byte": (file(named("?")).encode().replace(b'"?"', b'"\0"'), "xml-malformed"),
    "NUL bytes behind the end": (file().encode() + b"\0" * 100, "xml-malformed"),
    "every byte": (bytes(range(256)) * 2_000, "xml-malformed"),
}
INERT = {
    "an inclusion": file(
        beside(
            '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text"'
            ' href="file:///etc/passwd"/>'
        )
    ),
    "processing instructions": file(
        beside('<?php system("id")?>'),
        '<?xml-stylesheet href="http://127.0.0.1:9/a.xsl" type="text/xsl"?>',
    ),
    "a schema elsewhere": file().replace(
        " targetNamespace",
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:schemaLocation="http://x.org file:///etc/passwd" targetNamespace',
    ),
    "a base elsewhere": file().replace("<process", '<process xml:base="file:///etc/"'),
    "a name that is markup": file(named("Count &lt;script&gt;alert(1)&lt;/script&gt;")),
    "a name that runs backwards": file(named("Count \u202eskoob")),
    "ten thousand namespaces": file(
        beside("").replace(
            f"{CALLED} {NAME}/>",
            f"{CALLED} {NAME}><extensionElements>"
            + "".join(f'<x{n}:a xmlns:x{n}="u{n}"/>' for n in range(10_000))
            + "</extensionElements></task>",
        )
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_file_that_is_refused(kind: str) -> None:
    text, rule = REFUSED[kind]
    with in_time():
        assert rule in {found.rule for found in errors(check_file("a.bpmn", text.encode()))}


@pytest.mark.parametrize("kind", BYTES)
def test_bytes_that_hide_what_they_say(kind: str) -> None:
    content, rule = BYTES[kind]
    assert [found.rule for found in errors(check_file("a.bpmn", content))] == [rule]


@pytest.mark.parametrize("kind", INERT)
def test_what_is_not_refused_is_not_followed_and_not_shown(kind: str, tmp_path: Path) -> None:
    """Given a file outside that is mentioned, then nothing of it is in any finding."""
    outside = tmp_path / "outside.txt"
    outside.write_text("secret of the council")
    content = INERT[kind].replace("file:///etc/passwd", outside.as_uri()).encode()
    with in_time():
        found = check_file("a.bpmn", content)
    assert errors(found) == []
    assert "secret" not in "".join(one.sentence + one.remedy for one in found)


@pytest.mark.parametrize("kind", ["billion laughs in an attribute", "a file as an entity", "depth"])
def test_a_table_is_read_as_warily_as_a_diagram(kind: str) -> None:
    [found] = errors(check_file("a.dmn", REFUSED[kind][0].encode()))
    assert "XML" in found.sentence or "DOCTYPE" in found.sentence


def test_no_child_to_read_in_is_said_and_not_held_against_the_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Given a computer that can start no more processes, then the same file is fine later."""

    def full(*given: object, **more: object) -> None:
        raise BlockingIOError("Resource temporarily unavailable")

    content = file(named("Count the pens")).encode()
    with monkeypatch.context() as crowded:
        crowded.setattr(safety.subprocess, "run", full)
        [found] = errors(check_file("a.bpmn", content))
    assert "too little left" in found.sentence
    assert errors(check_file("a.bpmn", content)) == []
