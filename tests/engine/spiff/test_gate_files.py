"""Files that cannot be read, and identifiers that would collide, are refused."""

from __future__ import annotations

import pytest

from engine.bundle import Bundle
from engine.errors import BundleRefused
from engine.spiff import read

from .conftest import bundle_of
from .drawing import BEGIN, DONE, HEAD, SPARE, Case, findings, flow, line, process, refused

REFUSED: dict[str, Case] = {
    "endless id": (line(f'<task id="{"x" * 201}"/>'), "x" * 201, "cannot be an id"),
    "odd id": (line('<task id="a b"/>'), "a b", "cannot be an id"),
    "same id twice": (process(BEGIN, DONE, '<task id="s"/>', flow("s", "e")), "s", "2 elements"),
    "no id": (process(BEGIN, DONE, "<task/>", flow("s", "e")), "p", "no id"),
    "two processes of one id": (
        line() + line().replace('"s', '"s2').replace('"e"', '"e2"'),
        "p",
        "2",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_with_the_element_and_a_remedy(case: str) -> None:
    assert refused(REFUSED[case])


def test_an_ordinary_line_passes_with_or_without_a_picture() -> None:
    assert findings(line(SPARE, '<manualTask id="m"/>')) == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<definitions", "not well-formed"),
        (b"", "not well-formed"),
        (b"<!DOCTYPE d [<!ENTITY a 'b'>]><d>&a;</d>", "document type"),
        (b"<!DOCTYPE d SYSTEM 'file:///etc/passwd'><d/>", "document type"),
        (b"<html/>", "not a BPMN"),
        (b"<d>" + b" " * 1_000_001 + b"</d>", "larger than 1 MB"),
    ],
)
def test_what_is_not_a_diagram_is_a_finding_and_never_a_traceback(
    content: bytes, words: str
) -> None:
    with pytest.raises(BundleRefused, match=words):
        read(Bundle({"bundle.toml": b"", "a.bpmn": content}))


def test_a_process_lives_in_one_file() -> None:
    content = f"{HEAD}{line()}</definitions>".encode()
    with pytest.raises(BundleRefused, match="holds a process of the same id"):
        read(Bundle({"bundle.toml": b"", "a.bpmn": content, "b.bpmn": content}))


def test_processes_that_call_each_other_in_a_circle_are_refused() -> None:
    one = line('<callActivity id="t" calledElement="q"/>')
    two = line('<callActivity id="u" calledElement="p"/>').replace('id="p"', 'id="q"')
    two = two.replace('"s', '"s2').replace('"e"', '"e2"').replace("u_e", "u_e2")
    assert {f.element for f in findings(one + two) if "call itself" in f.sentence} == {"t", "u"}


def test_comments_do_not_cut_a_script_short() -> None:
    script = "<script>{ a: 1,<!-- b --> c: 2 }</script>"
    body = line(f'<scriptTask id="t">{script}</scriptTask>')
    read_again = read(
        Bundle({"bundle.toml": b"", "a.bpmn": f"{HEAD}{body}</definitions>".encode()})
    )
    assert read_again.specs["p"].task_specs["t"].drawn.script == "{ a: 1, c: 2 }"


def test_broken_tables_are_findings_too() -> None:
    files = {"bundle.toml": b"", "a.bpmn": f"{HEAD}{line()}</definitions>".encode()}
    with pytest.raises(BundleRefused) as refused:
        read(Bundle({**files, "a.dmn": b"<nonsense"}))
    assert refused.value.findings[0].file == "a.dmn"


def test_a_long_diagram_does_not_exhaust_the_stack() -> None:
    assert findings(line(*(f'<task id="t{n}"/>' for n in range(1500)))) == []


def test_a_file_of_pictures_is_said_and_not_refused() -> None:
    picture = f'{HEAD}<process id="p" isExecutable="false"/></definitions>'
    [said] = read(bundle_of(a_bpmn=picture)).findings
    assert (said.level, said.rule) == ("warning", "files-runnable")
