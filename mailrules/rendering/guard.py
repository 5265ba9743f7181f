"""What a tree gets before it is compiled: everything that costs is paid for, blocks are plain."""

from typing import Any

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from mailrules.rendering.reading import each

STEP = 20  # what one round of a loop costs for itself and for each node of its body, in characters


def guarded(tree: nodes.Template, *, piece: bool) -> None:
    """Let every step of ``tree`` pay from the budget; a piece pays for itself as a whole."""
    cost = _weight(tree.body)
    _Guard().visit(tree)
    if piece:
        tree.body.insert(0, nodes.Output([filtered(nodes.Const(cost), "entered")]))


def filtered(node: Any, name: str, *arguments: nodes.Expr) -> nodes.Filter:
    """Put a filter around a node."""
    made = nodes.Filter(node, name, list(arguments), [], None, None)
    made.set_lineno(node.lineno or 1)
    return made


def _weight(body: list[nodes.Node]) -> int:
    inner = [one for node in body for one in each(node, nodes.Node)]
    return STEP + sum(STEP + len(getattr(one, "data", "")) for one in inner)


class _Guard(NodeTransformer):
    """Lets loops count their steps, and texts be joined, compared and listed on the budget."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 (Jinja2 names it)
        weight = _weight([*node.body, *([node.test] if node.test else [])])
        self.generic_visit(node)
        node.iter = filtered(node.iter, "counted", nodes.Const(weight))
        return node

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.expr = filtered(node.expr, "weighed")
        for operand in node.ops:
            operand.expr = filtered(operand.expr, "weighed")
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return filtered(nodes.List(node.nodes, lineno=node.lineno), "join")

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return filtered(node, "flat")

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return filtered(node, "flat") if node.ctx == "load" else node
