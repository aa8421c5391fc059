"""A sketch runs although it leaves open what some activities do; a bundle must say it."""

from __future__ import annotations

from typing import Any

import pytest

from engine.errors import BundleRefused
from engine.spiff import Execution, read

from .conftest import bundle_of
from .drawing import HEAD, line, process

UNSAID = {
    "operations": '<serviceTask id="t"/>',
    "scripts": '<scriptTask id="t" scriptFormat="groovy"><script>x = 1</script></scriptTask>',
    "sends": '<sendTask id="t"/>',
    "receives": '<receiveTask id="t"/>',
    "calls": '<callActivity id="t"/>',
    "rules": '<businessRuleTask id="t"/>',
    "performers": '<task id="t"><potentialOwner id="o"/></task>',
}


def of(body: str) -> Any:
    return bundle_of(a_bpmn=f"{HEAD}{body}</definitions>")


@pytest.mark.parametrize("rule", UNSAID)
def test_what_is_left_open_passes_through_in_a_sketch_only(rule: str, host: Any) -> None:
    sketch = of(line(UNSAID[rule]))
    with pytest.raises(BundleRefused) as refused:
        read(sketch)
    definitions = read(sketch, sketch=True)
    name = f"unspecified-{rule}"
    [no], [said] = refused.value.findings, definitions.findings
    assert (no.level, said.level, no.rule, said.rule) == ("error", "warning", name, name)
    execution = Execution.start(definitions, "p", {}, host)
    execution.run()
    assert execution.outcome == "completed"
    assert ("t", "completed") in [(s.element_id, s.state) for s in execution.take_steps()]


def test_what_would_be_misread_is_refused_in_a_sketch_too() -> None:
    with pytest.raises(BundleRefused, match="startQuantity"):
        read(of(line('<task id="t" startQuantity="0"/>')), sketch=True)


def test_an_operation_nobody_knows_is_the_hosts_to_decide(host: Any) -> None:
    operator = '<spiffworkflow:serviceTaskOperator id="no.such"/>'
    drawn = line(
        f'<serviceTask id="t"><extensionElements>{operator}</extensionElements></serviceTask>'
    )
    execution = Execution.start(read(of(drawn), sketch=True), "p", {}, host)
    execution.run()
    assert [call[0] for call in host.calls] == ["no.such"]


def test_a_process_that_is_only_a_picture_runs_when_it_is_named() -> None:
    picture = process(*['<startEvent id="b"/>'], id="q").replace('"true"', '"false"')
    sketch = of(line('<task id="t"/>') + picture)
    assert set(read(sketch).processes) == {"p"}
    assert set(read(sketch, sketch=True, named=["q"]).processes) == {"p", "q"}
