"""One component of a form-js schema, read and checked."""

from __future__ import annotations

from collections.abc import Mapping

from forms import names, patterns
from forms.errors import FormRefused
from forms.model import CHOICES, INPUTS, Component, Option

Json = Mapping[str, object]
TYPES = INPUTS | {"group", "dynamiclist", "text"}
_PROPERTIES = """
    adviseWords addLabel clauses collapse copy earliest for guidance kind latest minRows
    number picks prefill requiredMessage requiredWhen review rowLabel rows shownWith style summary
    width"""
PROPERTIES = frozenset(_PROPERTIES.split())
ALONE = frozenset({"for", "review", "earliest", "latest", "requiredWhen"})
WHOLE_NUMBERS = ("minLength", "maxLength")
NUMBERS = ("min", "max")
PLAIN = (str, int, float)


def component(file: str, raw: object, inside: str = "") -> Component:
    """Read one component; `inside` is "group" or "dynamiclist". Raises FormRefused."""
    if not isinstance(raw, Mapping):
        raise FormRefused(file, "", "A component is not an object.", "Correct the file's JSON.")
    type_ = _type(file, raw)
    key = _key(file, raw, type_)
    values, source = _options(file, raw, type_)
    return Component(
        id=name_of(raw),
        type=type_,
        key=key,
        label=_words(file, raw, "dateLabel" if type_ == "datetime" else "label", "label"),
        hint=_words(file, raw, "description"),
        text=_words(file, raw, "text"),
        hide=_hide(file, raw, inside),
        options=values,
        options_from=source,
        rules=_rules(file, raw),
        properties=_properties(file, raw, inside),
        components=_inner(file, raw, type_, inside),
    )


def name_of(raw: Json) -> str:
    """What a message calls the component: its key, path or id, in this order."""
    return str(raw.get("key") or raw.get("path") or raw.get("id") or "(no name)")


def refuse(file: str, raw: Json, sentence: str, remedy: str) -> FormRefused:
    """The refusal of this component, to be raised."""
    return FormRefused(file, name_of(raw), sentence, remedy)


def _type(file: str, raw: Json) -> str:
    type_ = str(raw.get("type", ""))[:60]
    if type_ not in TYPES:
        sentence = f'There is no component type "{type_}".'
        raise refuse(file, raw, sentence, f"Use one of: {', '.join(sorted(TYPES))}.")
    if type_ == "datetime" and raw.get("subtype", "date") != "date":
        raise refuse(file, raw, "Times are not supported.", "Set the subtype to date.")
    return type_


def _key(file: str, raw: Json, type_: str) -> str:
    if type_ in ("group", "text"):
        return _keyless(file, raw)
    key = raw.get("path" if type_ == "dynamiclist" else "key")
    if not isinstance(key, str) or not key:
        raise refuse(file, raw, "The component has no key.", "Give it a key of its own.")
    if sentence := names.objection(key):
        remedy = "Use a name of small letters, digits and _ that begins with a letter."
        raise refuse(file, raw, sentence, remedy)
    return key


def _keyless(file: str, raw: Json) -> str:
    if raw.get("path"):
        raise refuse(file, raw, "A group has a path.", "Leave the group's path empty.")
    return ""


def _words(file: str, raw: Json, *fields: str) -> str:
    found = next((raw[f] for f in fields if raw.get(f)), "")
    if not isinstance(found, str):
        sentence = f"`{fields[-1]}` is no text."
        raise refuse(file, raw, sentence, "Write it in quotation marks.")
    return found.strip()


def _hide(file: str, raw: Json, inside: str) -> str:
    conditional = raw.get("conditional") or {}
    hide = conditional.get("hide") if isinstance(conditional, Mapping) else None
    if not hide:
        return ""
    if not isinstance(hide, str):
        raise refuse(file, raw, "The condition is no text.", "Write FEEL in quotation marks.")
    if inside == "dynamiclist":
        remedy = "Put the condition on the whole list, or ask the question in every row."
        raise refuse(file, raw, "A column of a repeating list has a condition.", remedy)
    return hide.strip().removeprefix("=").strip()


def _options(file: str, raw: Json, type_: str) -> tuple[tuple[Option, ...], str]:
    if type_ not in CHOICES | {"checklist"}:
        return (), ""
    values, source = raw.get("values"), raw.get("valuesKey")
    if isinstance(source, str) and source:
        return (), source
    found = options_of(values)
    if not all(o.value.isprintable() and o.label for o in found):
        remedy = "Write the answer's value again, with characters that can be seen."
        raise refuse(file, raw, "An answer's value holds what cannot be seen.", remedy)
    given = len(values) if isinstance(values, list) else 0
    if not found or len({o.value for o in found}) != given:
        remedy = "Give each answer in `values` a label and a value that no other has."
        raise refuse(file, raw, "The answers to choose from are missing or repeated.", remedy)
    return found, ""


def options_of(values: object) -> tuple[Option, ...]:
    """The options in a list of {label, value} or of texts; anything else is left out."""
    if not isinstance(values, list | tuple):
        return ()
    pairs = [(v.get("value"), v.get("label")) if isinstance(v, Mapping) else (v, v) for v in values]
    return tuple(
        Option(str(value), str(label or value))
        for value, label in pairs
        if value and isinstance(value, PLAIN) and isinstance(label or value, PLAIN)
    )


def _rules(file: str, raw: Json) -> Json:
    rules = raw.get("validate") or {}
    if not isinstance(rules, Mapping):
        raise refuse(file, raw, "`validate` is not an object.", "Correct it in the form editor.")
    _judge_numbers(file, raw, rules)
    if not isinstance(rules.get("required", False), bool):
        raise refuse(file, raw, "`required` is neither true nor false.", "Write true or false.")
    pattern = rules.get("pattern") or ""
    if sentence := patterns.objection(pattern if isinstance(pattern, str) else "["):
        remedy = f"Write a plain pattern of at most {patterns.LONGEST_PATTERN} characters."
        raise refuse(file, raw, sentence, remedy)
    return rules


def _judge_numbers(file: str, raw: Json, rules: Json) -> None:
    for name in WHOLE_NUMBERS:
        if type(rules.get(name, 0)) is not int:
            raise refuse(file, raw, f"{name} is not a whole number.", "Write digits only.")
    for name in NUMBERS:
        given = rules.get(name)
        if given not in (None, "") and type(given) not in (int, float):
            raise refuse(file, raw, f"{name} is not a number.", "Write digits only.")


def _properties(file: str, raw: Json, inside: str) -> Mapping[str, str]:
    given = raw.get("properties") or {}
    if not isinstance(given, Mapping) or not all(isinstance(v, str) for v in given.values()):
        raise refuse(file, raw, "A property is no text.", "Write its value in quotation marks.")
    properties = {str(k): str(v) for k, v in given.items()}
    if unknown := sorted(set(properties) - PROPERTIES):
        remedy = f"Use one of: {', '.join(sorted(PROPERTIES))}."
        raise refuse(file, raw, f'There is no property "{unknown[0]}".', remedy)
    worked_out = properties.get("prefill", "").startswith("=")
    if inside == "dynamiclist" and (ALONE & set(properties) or worked_out):
        remedy = "Put `for` on the whole list; rows are not compared, dated or worked out."
        raise refuse(file, raw, "A column of a repeating list has a property it may not.", remedy)
    return properties


def _inner(file: str, raw: Json, type_: str, inside: str) -> tuple[Component, ...]:
    if type_ not in ("group", "dynamiclist"):
        return ()
    if inside:
        remedy = "Put it beside the group or list, not in it."
        raise refuse(file, raw, "A group or list lies inside another.", remedy)
    inner = raw.get("components")
    if not isinstance(inner, list) or not inner:
        raise refuse(file, raw, "The group or list is empty.", "Put a question in it.")
    return tuple(component(file, c, type_) for c in inner)
