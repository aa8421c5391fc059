"""Scenarios that name what the bundle has not, or no longer: they can only fail, or prove nothing.

An element that is expected not to be reached and is not there at all is the worst of them: the
scenario passes for ever.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from engine.checks.subject import Subject
from engine.model import Finding
from forms import Form
from forms.review import why_key
from handlers.letters.texts import FOLDER as LETTERS
from handlers.scenarios.model import ScenarioBroken
from handlers.scenarios.naming import Kind, Named, names
from handlers.scenarios.reading import scenario_paths, story_of, title_of

UNKNOWN = "scenario-name-unknown"
WORDS: Mapping[Kind, str] = {
    "element": "element in any process",
    "process": "process",
    "letter": "letter",
    "question": "question in the form of {}",
}


@dataclass(frozen=True)
class Known:
    """What a bundle has, by kind; of each element or process whose form is known, its questions."""

    names: Mapping[Kind, Collection[str]]
    questions: Mapping[str, Collection[str]]

    @classmethod
    def of(cls, subject: Subject) -> Known:
        """Everything a scenario may name."""
        there: dict[Kind, set[str]] = {"element": set(), "process": set(), "letter": set()}
        for diagram, _, node in subject.nodes():
            there["element"].add(node.id)
            there["process"] |= {graph.id for graph in diagram.graphs}
        letters = subject.bundle.paths("", LETTERS)
        there["letter"] |= {path.split("/")[1] for path in letters if path.count("/") > 1}
        asked: dict[str, set[str]] = {}
        for name, form in _forms(subject):
            asked.setdefault(name, set()).update(_questions(form))
        return cls(there, asked)

    def there(self, named: Named) -> Collection[str] | None:
        """What there is of its kind; None where that cannot be told."""
        return self.questions.get(named.of) if named.kind == "question" else self.names[named.kind]


def findings(subject: Subject) -> Iterator[Finding]:
    """Names of nothing in the bundle, as warnings: the bundle runs, the scenario does not."""
    known = Known.of(subject)
    for path in scenario_paths(subject.bundle):
        content = subject.bundle.files[path]
        for named in _names(content):
            there = known.there(named)
            if there is not None and named.name not in there:
                yield _unknown(path, title_of(content), named, there)


@lru_cache(maxsize=512)
def _names(content: bytes) -> tuple[Named, ...]:
    """The names in a scenario, each once for each step; none in one that cannot be read."""
    try:
        return tuple(dict.fromkeys(names(story_of(content))))
    except (ScenarioBroken, AttributeError):
        return ()  # told when it is played


def _forms(subject: Subject) -> Iterator[tuple[str, Form]]:
    """Each form by the element that asks it, and by the process that begins with it; elements of
    two diagrams may be called the same."""
    forms = subject.forms or {}
    for _, graph, node in subject.nodes():
        for place in ("form", "offerForm"):
            form = forms.get(node.properties.get(place, ""))
            if form is not None:
                yield from ((name, form) for name in (node.id, graph.id))


def _questions(form: Form) -> set[str]:
    keys = {one.key for section in form.sections for one in section.walk() if one.key}
    return keys | {why_key(key) for key in keys}


def _unknown(path: str, title: str, named: Named, there: Collection[str]) -> Finding:
    place = f"step {named.step}" if named.step else "what is given"
    what = WORDS[named.kind].format(named.of)
    near = get_close_matches(named.name, sorted(there), n=1)
    remedy = f"Write {near[0]}." if near else "Name it as it is called now, or take it out."
    said = f"The scenario “{title or path}” says {named.name} at {place}: there is no such {what}."
    return Finding("warning", path, named.name, said, remedy, UNKNOWN)
