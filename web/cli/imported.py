"""A DMN file together with those it imports: from its own folder, or those that were given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from engine.decisions import DecisionRefused, Model, read_model
from engine.errors import BundleRefused
from engine.folders import read_file
from engine.model import Finding
from engine.paths import MOST_FILES, refuse

TOO_MANY = "Say with --with which files it imports."
REMEDY = "Put that file beside this one, give it with --with, or remove the import."


def models_of(file: Path, given: Sequence[Path] = ()) -> list[Model]:
    """The file's model first, then those of `given`, else what it imports from its own folder.

    Models of the folder are those whose namespace is imported, directly or not; a file beside it
    that cannot be read is none of them. When the file itself or a given one cannot, or the folder
    holds too many: BundleRefused, DecisionRefused.
    """
    first = _read(file, file.name)
    others = [path for path in given if not path.samefile(file)]
    if given or not first.imports:
        return [first, *(_read(path, str(path)) for path in others)]
    return _reached(first, list(_beside(file)))


def files_of(file: Path) -> dict[str, bytes]:
    """What the file imports from its own folder, by name; {} when it cannot be read."""
    try:
        return {m.file: read_file(file.with_name(m.file)) for m in models_of(file)[1:]}
    except (BundleRefused, DecisionRefused):
        return {}


def unfound(models: Sequence[Model]) -> list[Finding]:
    """A warning for each import that leads to none of the models."""
    spaces = {model.namespace for model in models}
    return [
        Finding("warning", model.file, name, _sentence(name, space), REMEDY, "import-missing")
        for model in models
        for name, space in model.imports.items()
        if space not in spaces
    ]


def _read(path: Path, name: str) -> Model:
    return read_model(read_file(path), name, standard=True)


def _beside(file: Path) -> Iterator[Model]:
    paths = sorted(file.resolve().parent.glob("*.dmn"))
    if len(paths) > MOST_FILES:
        raise refuse("", f"The folder holds more than {MOST_FILES:,} tables.", TOO_MANY)
    for path in paths:
        with suppress(DecisionRefused, BundleRefused, OSError):
            if not path.samefile(file):
                yield _read(path, path.name)


def _reached(first: Model, beside: list[Model]) -> list[Model]:
    found = [first]
    for model in found:
        spaces = set(model.imports.values())
        found += [one for one in beside if one.namespace in spaces and one not in found]
    return found


def _sentence(name: str, space: str) -> str:
    return f"It imports “{(name or space)[:80]}”, which no file has as its namespace."
