"""From the files of a bundle to its forms."""

from __future__ import annotations

from collections.abc import Mapping

from forms import asking, manifest, schema, soundness
from forms.components import component
from forms.errors import FormRefused
from forms.model import Form, Section, Settings

FOLDER = "forms/"


def read(files: Mapping[str, bytes]) -> dict[str, Form]:
    """Every form of a bundle by key. `files` are a bundle's paths with their bytes.

    A form is `forms/<key>.form`, or a folder `forms/<key>/` with form.toml and one .form for
    each section. Raises FormRefused, which names file, component and remedy, at the first fault.
    """
    paths = sorted(p.removeprefix(FOLDER) for p in files if p.startswith(FOLDER))
    single = [p for p in paths if p.endswith(".form") and "/" not in p]
    folders = sorted(
        {p.split("/")[0] for p in paths if "/" in p and p.endswith((".form", ".toml"))}
    )
    forms = [_single(files, p) for p in single] + [_folder(files, key) for key in folders]
    return {form.key: form for form in forms}


def _single(files: Mapping[str, bytes], path: str) -> Form:
    file, key = FOLDER + path, path.removesuffix(".form")
    said = schema.read(file, files[file])
    title = _words(file, said, "title") or key.replace("_", " ").capitalize()
    settings = Settings(notice=_words(file, said, "notice"))
    decisions = asking.of_one(file, said.get("decisions", {}))
    section = _section(file, key, title, said, settings, decisions)
    return Form(key, title, (section,), single=True)


def _folder(files: Mapping[str, bytes], key: str) -> Form:
    said = manifest.read(FOLDER + f"{key}/form.toml", files)
    sections = []
    for name, title in said.sections.items():
        file = FOLDER + f"{key}/{name}.form"
        if file not in files:
            sentence = f'The section "{name}" has no file.'
            raise FormRefused(said.file, name, sentence, f"Add {file}, or take it out of `order`.")
        page = schema.read(file, files[file])
        asks = said.decisions[name]
        sections.append(_section(file, name, title, page, said.settings, asks))
    _none_left_over(files, key, said)
    return Form(key, said.title, tuple(sections), single=False, groups=said.groups)


def _none_left_over(files: Mapping[str, bytes], key: str, said: manifest.Manifest) -> None:
    start = FOLDER + f"{key}/"
    for path in sorted(files):
        name = path.removeprefix(start).removesuffix(".form")
        if path.startswith(start) and path.endswith(".form") and name not in said.sections:
            sentence = "The file belongs to no section of the form."
            raise FormRefused(
                path, "", sentence, f"Name it in `order` of {said.file}, or remove it."
            )


def _section(
    file: str,
    key: str,
    title: str,
    said: Mapping[str, object],
    settings: Settings,
    decisions: Mapping[str, str],
) -> Section:
    raw = said.get("components")
    if not isinstance(raw, list) or not raw:
        raise FormRefused(file, "", "The form has no components.", "Add at least one question.")
    components = tuple(component(file, c) for c in raw)
    section = Section(key, title, said, components, file, settings, decisions)
    return soundness.require(section)


def _words(file: str, said: Mapping[str, object], name: str) -> str:
    words = said.get(name) or ""
    if not isinstance(words, str):
        raise FormRefused(file, name, f"`{name}` is no text.", "Write it in quotation marks.")
    return words
