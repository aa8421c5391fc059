"""Jinja's sandbox, with less to say in it and a limit to what it does."""

from __future__ import annotations

import traceback
from functools import lru_cache
from typing import Any, NoReturn

from jinja2 import Template, nodes
from jinja2.exceptions import TemplateError, TemplateSyntaxError
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import pass_context

from handlers.sandbox.language import (
    GLOBALS,
    bounded,
    filters,
    is_plain_method,
    judge,
    times,
)
from handlers.sandbox.rewriting import Counting
from handlers.sandbox.work import limited, weighed, work

MOST_LETTERS = 200_000
MOST_KEPT = 128
UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError)


class Bounded(Template):
    """A template whose rendering has a budget, and in which every fault is a TemplateError."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """The text. TemplateError, which holds none of the values, when it cannot be made.

        Its `name` and `lineno` say in which template and where.
        """
        try:
            with limited():
                context = self.new_context(dict(*args, **kwargs))
                return self.environment.concat(self.root_render_func(context))
        except TemplateError as error:
            _placed(error, error)
        except Exception as error:  # a value of another kind than the template expects
            sentence = f"it cannot be worked out ({type(error).__name__})"
            _placed(TemplateError(sentence), error)


class Sandbox(SandboxedEnvironment):
    """An environment for texts that owners write."""

    template_class = Bounded
    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "%", "**"))

    def __init__(self, **options: Any) -> None:
        # Nothing is worked out while a template is read: then nobody counts.
        super().__init__(finalize=_shown, optimized=False, **options)
        self.globals = {name: self.globals[name] for name in GLOBALS} | {"range": times}
        self.filters = filters(self.filters)
        self.tests = {name: bounded(test) for name, test in self.tests.items()}
        self._tree = lru_cache(maxsize=MOST_KEPT)(self._anew)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Numbers are reckoned with; text and lists are added, and never repeated."""
        judge(operator, left, right)
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Nothing private; and of plain values only the methods that stay small."""
        plain = not callable(value) or is_plain_method(obj, attr)
        return plain and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        """Text is not formatted: widths have no limit."""
        return

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Every call counts, with what it is given."""
        work().weigh(*args, *kwargs.values(), getattr(obj, "__self__", None))
        return super().call(context, obj, *args, **kwargs)

    def compile(self, source: Any, name: Any = None, *args: Any, **kwargs: Any) -> Any:
        """As Jinja does. TemplateSyntaxError for whatever is wrong with the text."""
        try:
            return super().compile(source, name, *args, **kwargs)
        except UNREADABLE as error:
            raise _too_deep(name) from error

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """The tree of a text, parsed once: to be compiled, asked for its names, and tried out."""
        return self._tree(source, name, filename)

    def _anew(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        if len(source) > MOST_LETTERS:
            sentence = f"it is longer than {MOST_LETTERS:,} characters"
            raise TemplateSyntaxError(sentence, 1, name, filename)
        try:
            tree: nodes.Template = Counting().visit(super()._parse(source, name, filename))
        except UNREADABLE as error:
            raise _too_deep(name) from error
        return tree


@pass_context
def _shown(context: Context, value: object) -> object:
    """What is written into the text counts, also inside a macro."""
    return weighed(value)


def _too_deep(name: str | None) -> TemplateSyntaxError:
    return TemplateSyntaxError("it is nested too deeply, or holds too long a number", 1, name)


def _placed(error: TemplateError, cause: Exception) -> NoReturn:
    """Raise the error with the template and the line in which it happened."""
    name, line = getattr(error, "name", None), getattr(error, "lineno", None)
    for frame, number in traceback.walk_tb(cause.__traceback__):
        template = frame.f_globals.get("__jinja_template__")
        if template is not None and not isinstance(error, TemplateSyntaxError):
            name, line = template.name, template.get_corresponding_lineno(number)
    vars(error).update(name=name, lineno=line)
    raise error from (None if error is cause else cause)
