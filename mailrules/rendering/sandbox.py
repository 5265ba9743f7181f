"""Jinja2 with nothing in it but fields, conditions, loops over lists, and a few filters.

Only constructs that are named here pass; nothing can be called, so there are
no methods, macros or ranges. What is left can still be made to work too long,
by loops in loops or by texts doubled again and again: every step and every
text that is made is paid for from one budget, which is the same on every
machine.
"""

from collections.abc import Mapping
from functools import lru_cache
from types import TracebackType
from typing import Any

from jinja2 import (
    StrictUndefined,
    Template,
    TemplateError,
    TemplateSyntaxError,
    UndefinedError,
    nodes,
)
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from mailrules.rendering.filters import (
    BUDGET,
    FILTERS,
    INNER,
    Budget,
    defined,
    finalize,
    joined,
)
from mailrules.rendering.values import RenderError, undefined

MAX_SOURCE = 200_000  # characters
MAX_NUMBER = 10**30
STEP = 20  # what one round of a loop costs for itself and for each node of its body, in characters
ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Block, nodes.For, nodes.If,
    nodes.Assign, nodes.AssignBlock, nodes.Name, nodes.Const, nodes.Getattr, nodes.Getitem,
    nodes.Filter, nodes.Test, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
    nodes.CondExpr, nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.Neg, nodes.Concat,
    nodes.List, nodes.Tuple,
)  # fmt: skip
OFFERED = tuple(name for name in FILTERS if name not in INNER)
LOOP = frozenset({"index", "index0", "first", "last", "length"})


def run(source: str, fields: Mapping[str, object]) -> str:
    """Render ``source``. Raises RenderError for whatever goes wrong."""
    if len(source) > MAX_SOURCE:
        raise RenderError("template.too-long", limit=MAX_SOURCE)
    try:
        template = _compiled(source)
    except RenderError:
        raise
    except TemplateSyntaxError as error:
        raise RenderError("template.syntax", line=error.lineno) from None
    except (TemplateError, SyntaxError, RecursionError, MemoryError, ValueError) as error:
        raise RenderError("template.nested", reason=type(error).__name__) from None
    context = template.new_context({**fields, BUDGET: Budget()})
    try:
        return "".join(template.root_render_func(context))
    except Exception as error:  # whatever a template's expression may raise is the template's fault
        line = _line(template, error.__traceback__)
        raise _told(error, fields).at(line) from None


def _told(error: Exception, fields: Mapping[str, object]) -> RenderError:
    if isinstance(error, RenderError):
        return error
    if isinstance(error, UndefinedError):
        return undefined(error.message or "", fields)
    return RenderError("template.failed", reason=str(error))


def _line(template: Template, traceback: TracebackType | None) -> int:
    line = 1
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == "<template>":
            line = template.get_corresponding_lineno(traceback.tb_lineno)
        traceback = traceback.tb_next
    return line


@lru_cache(maxsize=64)
def _compiled(source: str) -> Template:
    return _Sandbox().from_string(source)


class _Missing(StrictUndefined):
    """An undefined field whose error says its name, and nothing else."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        return str(self._undefined_name)


class _Guard(NodeTransformer):
    """Lets loops count their steps, and texts be joined, and lists made, on the budget."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 (Jinja2 names it)
        self.generic_visit(node)
        inner = list(nodes.Template(node.body).find_all(nodes.Node))
        weight = STEP + sum(STEP + len(getattr(one, "data", "")) for one in inner)
        node.iter = _filter(node.iter, "counted", nodes.Const(weight))
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _filter(nodes.List(node.nodes), "join")

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _filter(node, "flat")

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _filter(node, "flat") if node.ctx == "load" else node


def _filter(node: Any, name: str, *arguments: nodes.Expr) -> nodes.Filter:
    made = nodes.Filter(node, name, list(arguments), [], None, None)
    made.set_lineno(node.lineno)
    return made


class _Sandbox(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset({"+", "-", "*", "/"})

    def __init__(self) -> None:
        super().__init__(
            undefined=_Missing,
            finalize=finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.globals = {}
        self.filters = dict(FILTERS)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(nodes.Node):
            if not isinstance(node, ALLOWED):
                word = type(node).__name__
                raise RenderError("template.forbidden", line=node.lineno, construct=word)
            if isinstance(node, nodes.Filter) and node.name not in OFFERED:
                raise RenderError(
                    "template.filter", line=node.lineno, name=node.name, known=OFFERED
                )
        _Guard().visit(tree)
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, LoopContext) and attribute in LOOP:
            return getattr(obj, attribute)
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        defined(obj)
        if isinstance(obj, Mapping) and isinstance(argument, str) and argument in obj:
            return obj[argument]
        if isinstance(obj, list | tuple) and type(argument) is int and argument < len(obj):
            return obj[argument]
        known = obj if isinstance(obj, Mapping) else {}
        error: Any = lambda name: undefined(name, known)  # noqa: E731 (Jinja2 asks for a class)
        return self.undefined(name=str(argument), exc=error)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        defined(left)
        defined(right)
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            return joined(context, (left, right))
        numbers = all(isinstance(one, int | float) for one in (left, right))
        if not numbers or max(abs(left), abs(right)) > MAX_NUMBER:
            raise RenderError("template.arithmetic", operator=operator)
        return super().call_binop(context, operator, left, right)
