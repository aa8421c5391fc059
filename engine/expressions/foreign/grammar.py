"""Reads a condition of JUEL, Java, JavaScript, Groovy or Python and writes it as FEEL."""

from __future__ import annotations

from collections.abc import Collection

from engine.expressions.checking import check_name
from engine.expressions.foreign.methods import divided, empty, entry, method, remainder
from engine.expressions.foreign.pieces import (
    AND,
    COMPARED,
    IF,
    OR,
    PRODUCT,
    SIGNED,
    SUM,
    Piece,
    Untranslatable,
    call,
    choice,
    joined,
    quoted,
)
from engine.expressions.foreign.words import Word, words

# Sign: how tightly it holds, as in those languages, and the FEEL for it.
BINARY = {
    "||": (1, "or", OR),
    "&&": (2, "and", AND),
    **dict.fromkeys(("=", "==", "==="), (3, "=", COMPARED)),
    **dict.fromkeys(("!=", "!=="), (3, "!=", COMPARED)),
    **{sign: (4, sign, COMPARED) for sign in ("<", ">", "<=", ">=")},
    **{sign: (5, sign, SUM) for sign in ("+", "-")},
    **{sign: (6, sign, PRODUCT) for sign in ("*", "/", "%")},
}
MOST_WORDS = 300
OURS_TOO = frozenset(("=", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/"))
VALUES = {"true": "true", "false": "false", "null": "null", "none": "null"}
HOLDERS = frozenset(("execution", "variables"))
COUNTS = {
    "nrOfInstances": "numberOfInstances",
    "nrOfActiveInstances": "numberOfActiveInstances",
    "nrOfCompletedInstances": "numberOfCompletedInstances",
}


class Grammar:
    """One text; `marked` says after reading whether anything in it was not FEEL's own."""

    def __init__(self, text: str, functions: Collection[str], assigns: bool = True) -> None:
        self.words = list(words(text))
        if len(self.words) > MOST_WORDS:
            raise Untranslatable("it is too long")
        if assigns and any(word.text == "=" and word.kind == "sign" for word in self.words):
            raise Untranslatable('"=" sets a value there: write == to compare')
        self.functions, self.at, self.marked = functions, 0, False

    def whole(self) -> str:
        """The FEEL for the whole text. Raises Untranslatable."""
        piece = self._choice()
        if self._now.kind != "end":
            raise Untranslatable(f'it cannot be read near "{self._now.written}"')
        return piece.at(IF)

    @property
    def _now(self) -> Word:
        return self.words[self.at]

    def _taken(self, *signs: str) -> str | None:
        word = self._now
        if word.kind != "sign" or word.text not in signs:
            return None
        self.at += 1
        return word.text

    def _need(self, sign: str) -> None:
        if not self._taken(sign):
            raise Untranslatable(f'"{sign}" is missing')

    def _choice(self) -> Piece:
        question = self._binary(1)
        if not self._taken("?"):
            return question
        self.marked = True
        then = self._choice()
        self._need(":")
        return choice(question.at(IF), then.at(OR), self._choice().at(OR))

    def _binary(self, least: int) -> Piece:
        left = self._signed()
        while self._now.kind == "sign" and BINARY.get(self._now.text, (0,))[0] >= least:
            word = self._now
            self.at += 1
            tight, _, level = BINARY[word.text]
            right = self._binary(tight + 1)
            if level == COMPARED and left.level == COMPARED:
                raise Untranslatable("two comparisons follow each other: put one in brackets")
            self.marked |= word.written not in (*OURS_TOO, "and", "or")
            left = _put_together(left, word.text, right)
        return left

    def _signed(self) -> Piece:
        sign = self._taken("!", "-", "not", "empty")
        if sign is None:
            return self._path(self._atom())
        self.marked |= sign != "-"
        value = self._signed()
        if sign == "not" and self._now.text in BINARY and BINARY[self._now.text][2] >= COMPARED:
            raise Untranslatable('put what "not" is about in brackets')
        if sign == "-":
            return Piece(f"-{value.at(SIGNED)}", SIGNED)
        return empty(value) if sign == "empty" else call("not", value)

    def _path(self, value: Piece) -> Piece:
        while sign := self._taken(".", "["):
            value = self._entry(value) if sign == "[" else self._member(value)
        return value

    def _entry(self, value: Piece) -> Piece:
        key = self._choice()
        self._need("]")
        self.marked = True
        if value.held and key.quoted:
            return _variable(key.quoted)
        value.at(IF)
        return entry(value, key)

    def _member(self, value: Piece) -> Piece:
        name = self._now
        if name.kind != "name":
            raise Untranslatable('after "." a name is needed')
        self.at += 1
        if not self._taken("("):
            return _variable(name.text) if value.held else Piece(f"{value.at(SIGNED)}.{name.text}")
        inputs = self._inputs()
        self.marked = True
        return _of_holder(name.text, inputs) if value.held else method(value, name.text, inputs)

    def _inputs(self) -> list[Piece]:
        found: list[Piece] = []
        while not self._taken(")"):
            if found:
                self._need(",")
            found.append(self._choice())
        return found

    def _atom(self) -> Piece:
        word = self._now
        self.at += 1
        if word.kind == "quoted":
            self.marked |= word.written.startswith("'")
            return quoted(word.text)
        if word.kind == "number":
            return Piece(word.text, whole=int(word.text) if _is_place(word.text) else None)
        if word.kind == "name":
            return self._name(word.text)
        if word.text == "(":
            inside = self._choice()
            self._need(")")
            return inside
        raise Untranslatable("it is not complete" if word.kind == "end" else _near(word))

    def _name(self, name: str) -> Piece:
        if name.lower() in VALUES:
            self.marked |= name not in VALUES
            return Piece(VALUES[name.lower()])
        if self._taken("("):
            inputs = self._inputs()
            if name not in self.functions:
                raise Untranslatable(f'the function "{name}" is not known here')
            return call(name, *inputs)
        return Piece(name, held=name) if name in HOLDERS else _variable(name)


def _near(word: Word) -> str:
    return f'it cannot be read near "{word.written}"'


def _put_together(left: Piece, sign: str, right: Piece) -> Piece:
    if sign == "%":
        return remainder(left, right)
    if sign == "/":
        return divided(left, right)
    _, feel, level = BINARY[sign]
    if level == COMPARED:
        return Piece(f"{left.at(SUM)} {feel} {right.at(SUM)}", COMPARED)
    return joined(left, feel, right, level)


def _variable(name: str) -> Piece:
    name = COUNTS.get(name, name)
    if name == "loopCounter":
        raise Untranslatable("loopCounter counts from 0 there and from 1 here")
    problem = check_name(name)
    if problem:
        raise Untranslatable(problem)
    return Piece(name)


def _of_holder(name: str, inputs: list[Piece]) -> Piece:
    wanted = inputs[0].quoted if len(inputs) == 1 else None
    if wanted is None or name not in ("getVariable", "hasVariable", "get", "containsKey"):
        raise Untranslatable(f'"{name}" has no FEEL: name the variable itself')
    variable = _variable(wanted)
    return variable if name in ("getVariable", "get") else call("is_defined", variable)


def _is_place(text: str) -> bool:
    """Whether a number may be a place in a list; a longer one leads nowhere."""
    return text.isascii() and text.isdigit() and len(text) < 10
