"""A template as it was written becomes one that counts what it does."""

from __future__ import annotations

from typing import cast

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.visitor import NodeTransformer

Statements = list[nodes.Node]


class Counting(NodeTransformer):
    """Puts the sandbox's own filters where a template repeats, writes, compares or gathers."""

    def visit_For(self, node: nodes.For) -> nodes.Node:
        """What is repeated over is counted."""
        self.generic_visit(node)
        node.iter = _through("_counted", node.iter)
        return node

    def visit_Output(self, node: nodes.Output) -> Statements:
        """Text of the template counts by its letters; values are counted as they are written."""
        self.generic_visit(node)
        length = sum(len(n.data) for n in node.nodes if isinstance(n, nodes.TemplateData))
        return [_tick(node, length), node]

    def visit_Include(self, node: nodes.Include) -> Statements:
        """Another template counts, even if it holds nothing."""
        return [_tick(node), node]

    def visit_Import(self, node: nodes.Import) -> Statements:
        """So does one that is imported."""
        return [_tick(node), node]

    def visit_FromImport(self, node: nodes.FromImport) -> Statements:
        """So does one from which names are imported."""
        return [_tick(node), node]

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        """Texts put together are counted first: they can double."""
        self.generic_visit(node)
        node.nodes = [_through("_weighed", one) for one in node.nodes]
        return node

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:
        """Comparing looks at everything in both."""
        self.generic_visit(node)
        node.expr = _through("_weighed", node.expr)
        for operand in node.ops:
            operand.expr = _through("_weighed", operand.expr)
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:
        """A part of a text or a list is a copy."""
        self.generic_visit(node)
        if isinstance(node.arg, nodes.Slice):
            node.node = _through("_weighed", node.node)
        return node

    def visit_List(self, node: nodes.List) -> nodes.Node:
        """A list can hold itself twice, and that again."""
        self.generic_visit(node)
        return _through("_weighed", node)

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:
        """So can a record."""
        self.generic_visit(node)
        return _through("_weighed", node)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:
        """So can a tuple, unless it is where values are put."""
        self.generic_visit(node)
        return _through("_weighed", node) if node.ctx == "load" else node

    def visit_ScopedEvalContextModifier(self, node: nodes.ScopedEvalContextModifier) -> nodes.Node:
        """Nobody may stop the escaping."""
        raise TemplateSyntaxError("“autoescape” cannot be changed", node.lineno)


def _through(name: str, node: nodes.Node) -> nodes.Expr:
    return nodes.Filter(cast(nodes.Expr, node), name, [], [], None, None, lineno=node.lineno)


def _tick(node: nodes.Node, letters: int = 0) -> nodes.Node:
    said = nodes.Const(letters, lineno=node.lineno)
    return nodes.ExprStmt(_through("_written", said), lineno=node.lineno)
