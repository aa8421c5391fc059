"""SpiffWorkflow's script engine and environment, replaced: FEEL only, Python is never reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol

from SpiffWorkflow.bpmn.script_engine import (
    BasePythonScriptEngineEnvironment,
    PythonScriptEngine,
)

from engine import expressions
from engine.calendar import Calendar
from engine.decisions import evaluate as decide
from engine.model import Activity
from engine.spiff.budgets import Stopwatch
from engine.spiff.definitions import Definitions


class Host(Protocol):
    """What an execution is given for one transaction."""

    now: datetime
    calendar: Calendar
    parameters: Mapping[str, Any]
    instance: Mapping[str, Any]

    def call(
        self, operation: str, inputs: Mapping[str, Any], activity: Activity
    ) -> Mapping[str, Any] | None:
        """Run a handler and give its outputs; None when it is to become a job."""


class FeelEnvironment(BasePythonScriptEngineEnvironment):  # type: ignore[misc]
    """Every site of SpiffWorkflow that evaluates or executes text ends here."""

    def __init__(self, host: Host, zone: str) -> None:
        super().__init__({})
        self.host = host
        self.variables: dict[str, Any] = {}
        self.settings = expressions.Settings(now=host.now, calendar=host.calendar, zone=zone)

    def names(self, context: Mapping[str, Any], extra: Mapping[str, Any] | None) -> dict[str, Any]:
        """Everything an expression may name here; the engine's own names cannot be hidden."""
        known = {**self.variables, **context, **(extra or {})}
        known["parameters"], known["instance"] = self.host.parameters, self.host.instance
        return known

    def evaluate(
        self,
        expression: str,
        context: Mapping[str, Any],
        external_context: Mapping[str, Any] | None = None,
        want: type | None = None,
    ) -> Any:
        """The value of a FEEL expression. Raises ExpressionFailed."""
        known = self.names(context, external_context)
        text = expressions.strip_equals(expression)
        return expressions.evaluate(text, known, self.settings, want=want)

    def execute(
        self,
        script: str,
        context: Mapping[str, Any],
        external_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """The entries of a FEEL context, to become variables. Raises ExpressionFailed."""
        known = self.names(context, external_context)
        text = expressions.strip_equals(script)
        return expressions.evaluate_context(text, known, self.settings)

    def call_service(self, context: Mapping[str, Any], **given: Any) -> Mapping[str, Any] | None:
        """Hand an operation to the host."""
        return self.host.call(given["operation"], given["inputs"], given["activity"])


class FeelEngine(PythonScriptEngine):  # type: ignore[misc]
    """Passes errors on as they are: the token they belong to names the element."""

    environment: FeelEnvironment

    def __init__(self, definitions: Definitions, host: Host) -> None:
        super().__init__(FeelEnvironment(host, definitions.zone))
        self.definitions, self.host = definitions, host
        # A host that runs no handlers may say that it needs no inputs.
        self.asks_inputs = bool(getattr(host, "asks_inputs", True))
        self.watch = Stopwatch()

    def turn(self, now: datetime) -> None:
        """Let it be another instant."""
        self.host.now = now
        self.environment.settings = replace(self.environment.settings, now=now)

    def validate(self, expression: str) -> None:
        """Never asked: expressions are checked at deployment."""
        raise SyntaxError(expression)

    def evaluate(
        self, task: Any, expression: str, external_context: Any = None, want: type | None = None
    ) -> Any:
        """The value of a FEEL expression as this token sees it."""
        self.watch.check()
        return self.environment.evaluate(expression, task.data, external_context, want)

    def execute(self, task: Any, script: str, external_context: Any = None) -> dict[str, Any]:
        """The entries of a FEEL context as this token sees it."""
        self.watch.check()
        return self.environment.execute(script, task.data, external_context)

    def call_service(self, task: Any, **given: Any) -> Mapping[str, Any] | None:
        """What the handler returned; its error is not disguised."""
        return self.environment.call_service(task.data, **given)

    def decide(self, task: Any, decision: str) -> Any:
        """The value of a decision as this token sees it."""
        self.watch.check()
        known = self.environment.names(task.data, None)
        return decide(self.definitions.decisions, decision, known, self.environment.settings)
