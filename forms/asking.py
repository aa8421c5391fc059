"""Decisions a form asks: read from what it says, and evaluated before its FEEL."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from forms import names
from forms.errors import FormRefused
from forms.model import Decide, Evaluate

Asked = Mapping[str, str]
REMEDY = 'Write name = "decision_id".'


def by_section(file: str, raw: object, sections: Collection[str]) -> dict[str, Asked]:
    """[decisions] of a form.toml: a text is asked by every section, a table by the one it names.

    Raises FormRefused.
    """
    table = _table(file, "decisions", raw)
    own = {key: _table(file, key, v) for key, v in table.items() if isinstance(v, Mapping)}
    if unknown := sorted(set(own) - set(sections)):
        sentence = f"[decisions.{unknown[0]}] names no section of the form."
        raise FormRefused(file, unknown[0], sentence, "Name a section of `order`.")
    everywhere = of_one(file, {k: v for k, v in table.items() if k not in own})
    return {key: {**everywhere, **of_one(file, own.get(key, {}))} for key in sections}


def of_one(file: str, raw: object) -> Asked:
    """The decisions one section asks, by the name it knows them under. Raises FormRefused."""
    asked: dict[str, str] = {}
    for name, decision in _table(file, "decisions", raw).items():
        if sentence := names.objection(str(name)):
            raise FormRefused(file, str(name), sentence, "Give the decision's value another name.")
        if not isinstance(decision, str) or not decision:
            sentence = f'"{name}" names no decision.'
            raise FormRefused(file, str(name), sentence, REMEDY)
        asked[str(name)] = decision
    return asked


def informed(asked: Asked, evaluate: Evaluate, decide: Decide | None) -> Evaluate:
    """`evaluate`, with the values of the decisions that a batch of texts names among its variables.

    A decision sees what the texts see. LookupError when one is needed and `decide` is None.
    """
    if not asked:
        return evaluate

    def evaluated(texts: Sequence[str], variables: Mapping[str, object]) -> Sequence[object]:
        named = [name for name in asked if any(name in text for text in texts)]
        return evaluate(texts, {**variables, **_values(asked, named, variables, decide)})

    return evaluated


def _values(
    asked: Asked, named: Sequence[str], variables: Mapping[str, object], decide: Decide | None
) -> dict[str, object]:
    if not named:
        return {}
    if decide is None:
        raise LookupError(f"The form asks {asked[named[0]]}, and nothing is given to decide it.")
    return dict(zip(named, decide([asked[name] for name in named], variables), strict=True))


def _table(file: str, element: str, raw: object) -> Mapping[str, object]:
    if not isinstance(raw, Mapping):
        raise FormRefused(file, element, "The decisions are no table.", REMEDY)
    return raw
