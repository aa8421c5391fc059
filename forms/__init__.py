"""The form language: read form-js schemas, bind them to a person's words, judge the answers."""

from forms.binding import Bound, bind
from forms.checking import Status, check, in_view, status
from forms.errors import FormRefused
from forms.model import Component, Decide, Evaluate, Form, Option, Problem, Section
from forms.reading import read
from forms.showing import AnswerRow, answer_rows, in_words

__all__ = [
    "AnswerRow",
    "Bound",
    "Component",
    "Decide",
    "Evaluate",
    "Form",
    "FormRefused",
    "Option",
    "Problem",
    "Section",
    "Status",
    "answer_rows",
    "bind",
    "check",
    "in_view",
    "in_words",
    "read",
    "status",
]
