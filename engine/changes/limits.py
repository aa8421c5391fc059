"""What may be written into a change: the same files that a bundle may hold, and readable ones."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from engine import paths
from engine.changes.model import ChangeRefused

PICTURES = {".png"}
MOST_TITLE = 200


def refuse_path(path: str) -> None:
    """Raise ChangeRefused for a name no file of a bundle may have."""
    if sentence := paths.objection(path):
        raise ChangeRefused(sentence, paths.PLAIN, paths.shown(path))
    if PurePosixPath(path).suffix not in paths.KINDS:
        kinds = ", ".join(sorted(paths.KINDS))
        raise ChangeRefused("Bundles hold no file of this kind.", f"Use one of {kinds}.", path)


def refuse_content(path: str, content: bytes) -> None:
    """Raise ChangeRefused for a file that is too large, or is no text where text is due."""
    if len(content) > paths.MOST_FILE_BYTES:
        sentence = f"The file is larger than {paths.MOST_FILE_BYTES // 1_000_000} MB."
        raise ChangeRefused(sentence, "Make it smaller.", path)
    if PurePosixPath(path).suffix in PICTURES:
        return
    if b"\0" in content or not _is_utf8(content):
        raise ChangeRefused("The file is not UTF-8 text.", "Save it as UTF-8.", path)


def refuse_files(files: Mapping[str, bytes | None]) -> None:
    """Raise ChangeRefused for the first that may not be written; None is a file to delete.

    Diagrams and tables are read in a child process first: from then on every page may read them.
    """
    for path, content in files.items():
        refuse_path(path)
        refuse_content(path, content or b"")
    # Loaded when somebody writes: a server that only runs what it has needs no rules.
    from engine.checks.safety import unsafe

    written = {path: content for path, content in files.items() if content is not None}
    for finding in unsafe(written):
        raise ChangeRefused(finding.sentence, finding.remedy, finding.file)


def refuse_bundle(files: Mapping[str, bytes]) -> None:
    """Raise ChangeRefused when the files together are not what one bundle may hold."""
    for finding in paths.findings(files):
        raise ChangeRefused(finding.sentence, finding.remedy, finding.file)


def title_of(text: str) -> str:
    """A change's title. ChangeRefused when it is empty or too long."""
    title = " ".join(text.split())
    if not title or len(title) > MOST_TITLE or not title.isprintable():
        sentence = f"A change needs a title of at most {MOST_TITLE} characters."
        raise ChangeRefused(sentence, "Say in a few words what is to change.")
    return title


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True
