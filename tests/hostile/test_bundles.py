"""Folders and bundles made to read what is outside, to fill the memory, or to be another bundle."""

from __future__ import annotations

import os
import socket
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from engine import folders, paths
from engine.bundle import Bundle
from engine.checks import check, check_file
from engine.errors import BundleRefused
from engine.folders import read_file
from engine.registry import Registry
from tests.hostile.material import errors, in_time

NAMES = {
    "out of the folder": "mail/../../secret.txt",
    "from the root": "/etc/passwd.txt",
    "a folder that is this one": "mail/./body.txt",
    "no name": "mail//body.txt",
    "a drive": "C:secret.txt",
    "another system's folders": "mail\\..\\secret.txt",
    "an end of line": "mail/a\nb.txt",
    "a NUL": "mail/a\0.txt",
    "written from right to left": "mail/a\u202etxt.html",
    "a width of nothing": "mail/bo\u200bdy.txt",
    "no Unicode": os.fsdecode(b"mail/\xff.txt"),
    "letters in two parts": unicodedata.normalize("NFD", "mail/é.txt"),
    "too long": f"mail/{'a' * 300}.txt",
}
TWINS = {
    "capitals": ("loans.txt", "Loans.txt"),
    "wide letters": ("loans.txt", "ｌoans.txt"),
    "a sharp s": ("straße.txt", "STRASSE.txt"),
}
TABLES = {
    "nested arrays": f"a = {'[' * 50_000}",
    "nested tables": f"a = {'{a = ' * 50_000}",
    "a key of many parts": f"{'.'.join(['a'] * 50_000)} = 1",
    "a heading of many parts": f"[{'.'.join(['a'] * 50_000)}]",
    "a long number": f"a = {'9' * 50_000}",
    "more than anybody writes": "# more\n" * 50_000,
}
VALUES = {
    "a value beyond numbers": 'key = "a"\n[parameters]\nmost = 1e999',
    "a value nested too deeply": f'key = "a"\n[parameters]\nmost = {"[" * 60}{"]" * 60}',
    "a text with a NUL": 'key = "a"\n[parameters]\nmost = "\\u0000"',
}
Spoil = Callable[[Path], object]


def link_to(target: str) -> Spoil:
    return lambda folder: (folder / "mail" / "body.txt").symlink_to(target)


def open_socket(folder: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(folder / "mail" / "body.txt"))


FOLDERS: dict[str, tuple[Spoil, str]] = {
    "a link to a file outside": (link_to("/etc/passwd"), "A link"),
    "a link to a device": (link_to("/dev/zero"), "A link"),
    "a link to a file inside": (link_to("../bundle.toml"), "A link"),
    "a link to itself": (link_to("body.txt"), "A link"),
    "a link to nothing": (link_to("nowhere"), "A link"),
    "a folder that is the folder": (lambda f: (f / "mail" / "up").symlink_to(f), "A link"),
    "a folder outside": (lambda f: (f / "mail" / "etc").symlink_to("/etc"), "A link"),
    "a pipe": (lambda f: os.mkfifo(f / "mail" / "body.txt"), "no file"),
    "a socket": (open_socket, "no file"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bundle.toml").write_text('key = "hostile"\n')
    (tmp_path / "mail").mkdir()
    return tmp_path


def judged(files: dict[str, bytes]) -> list[str]:
    """What `check` says of a bundle in memory, as somebody's program may send one."""
    with in_time():
        return [f.sentence for f in errors(check(Bundle(files), Registry([])))]


def in_folder(folder: Path) -> list[str]:
    """What is said of a bundle on disk, while it is read or afterwards."""
    try:
        return judged(dict(Bundle.from_folders(folder).files))
    except BundleRefused as refused:
        return [f.sentence for f in errors(refused.findings)]


@pytest.mark.parametrize("kind", FOLDERS)
def test_what_is_no_file_of_the_folder_is_refused_unread(kind: str, folder: Path) -> None:
    spoil, words = FOLDERS[kind]
    spoil(folder)
    with in_time(), pytest.raises(BundleRefused) as refused:
        Bundle.from_folders(folder)
    [found] = errors(refused.value.findings)
    assert found.file.startswith("mail/")
    assert words in found.sentence


@pytest.mark.parametrize("kind", NAMES)
def test_a_name_that_leads_elsewhere_or_looks_like_another_is_refused(kind: str) -> None:
    content = {"bundle.toml": b'key = "a"\n', NAMES[kind]: b""}
    with in_time():
        [found] = errors(check(Bundle(content), Registry([])))
    assert found.sentence.startswith("Its path")
    assert found.file.isprintable()


@pytest.mark.parametrize("kind", TWINS)
def test_two_names_that_are_one_elsewhere_are_refused(kind: str) -> None:
    [sentence] = judged({"bundle.toml": b'key = "a"\n', **dict.fromkeys(TWINS[kind], b"")})
    assert "the same file" in sentence


@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.parametrize("path", ["bundle.toml", "more.toml", "forms/loan/form.toml"])
def test_toml_that_exhausts_its_reader_is_refused(kind: str, path: str) -> None:
    assert judged({"bundle.toml": b'key = "a"\n', path: TABLES[kind].encode()})


@pytest.mark.parametrize("kind", VALUES)
def test_a_parameter_that_no_process_can_keep_is_refused(kind: str) -> None:
    assert judged({"bundle.toml": VALUES[kind].encode()})


@pytest.mark.parametrize("path", ["bundle.toml", "more.toml", "forms/loan/form.toml", "a.html"])
def test_what_is_no_text_is_refused(path: str) -> None:
    assert judged({"bundle.toml": b'key = "a"\n', path: b'title = "\xff\xfe"'})


def test_a_folder_without_bundle_toml_is_not_searched(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("/etc/passwd")
    with pytest.raises(BundleRefused, match=r"no bundle\.toml"):
        Bundle.from_folders(tmp_path)


@pytest.mark.parametrize(
    ("module", "limit", "most", "words"),
    [
        (folders, "MOST_FILES", 2, "more than 2 files"),
        (folders, "MOST_ENTRIES", 3, "more than 3 files and folders"),
        (folders, "MOST_BYTES", 20, "larger than 0 MB"),
        (folders, "MOST_FILE_BYTES", 20, "larger than 0 MB"),
        (paths, "MOST_FILES", 2, "more than 2 files"),
        (paths, "MOST_BYTES", 20, "larger than 0 MB"),
        (paths, "MOST_FILE_BYTES", 20, "larger than 0 MB"),
    ],
)
def test_a_bundle_holds_only_so_much(
    module: object, limit: str, most: int, words: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "mail/b.txt"):
        (folder / name).write_bytes(b"x" * 21)
    assert in_folder(folder) == []
    monkeypatch.setattr(module, limit, most)
    found = in_folder(folder)
    assert found
    assert all(words in sentence for sentence in found)


@pytest.mark.parametrize("named", ["/dev/zero", "pipe.bpmn", "/"])
def test_a_single_file_is_a_file(named: str, folder: Path) -> None:
    os.mkfifo(folder / "pipe.bpmn")
    with in_time(), pytest.raises(BundleRefused, match="no file"):
        read_file(folder / named)


def test_a_single_file_with_no_name_in_unicode_is_judged() -> None:
    with in_time():
        found = check_file(os.fsdecode(b"\xff.bpmn"), b"<a/>")
    assert errors(found)
