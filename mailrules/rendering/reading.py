"""A template and its pieces, parsed; nothing but what is allowed is in them."""

from collections.abc import Collection, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any, TypeVar

from jinja2 import Environment, nodes
from msgspec import Struct

from mailrules.rendering.parser import parsed
from mailrules.rendering.sheets import Sheet, sheet
from mailrules.rendering.values import RenderError, unknown

MAX_SOURCE = 50_000  # characters, the pieces included
MAX_INCLUDES = 20  # pieces within one another
ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Block, nodes.For, nodes.If,
    nodes.Assign, nodes.AssignBlock, nodes.Include, nodes.Name, nodes.Const, nodes.Getattr,
    nodes.Getitem, nodes.Filter, nodes.Test, nodes.Compare, nodes.Operand, nodes.And, nodes.Or,
    nodes.Not, nodes.CondExpr, nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.Neg,
    nodes.Concat, nodes.List, nodes.Tuple,
)  # fmt: skip
TESTS = (
    "defined", "undefined", "none", "boolean", "string", "number", "sequence", "mapping",
    "odd", "even", "divisibleby",
)  # fmt: skip

Reading = dict[str, "Page"]  # "" is the template; a piece stands before whatever includes it
Found = TypeVar("Found", bound=nodes.Node)


class Page(Struct, frozen=True):
    """One source with its tree."""

    sheet: Sheet
    tree: nodes.Template

    def includes(self) -> Iterator[nodes.Include]:
        """Yield where pieces are included."""
        return each(self.tree, nodes.Include)


def read(
    environment: Environment, source: str, pieces: Mapping[str, str], filters: Collection[str]
) -> Reading:
    """Parse ``source`` and every piece that it reaches. Raises RenderError for what is wrong."""
    pages: dict[str, Page] = {}
    sources = {"": source}
    room = MAX_SOURCE
    while sources:
        name, text = sources.popitem()
        room -= len(text)
        if room < 0:
            raise RenderError("template.too-long", limit=MAX_SOURCE, piece=name)
        pages[name] = page = _page(environment, sheet(name, text), filters)
        for node in page.includes():
            wanted = included(node)
            if wanted not in pieces:
                raise page.sheet.error(_lost(wanted, pieces), node.lineno - 1)
            if wanted not in pages:
                sources[wanted] = pieces[wanted]
    return _ordered(pages)


def _lost(name: str, pieces: Mapping[str, str]) -> RenderError:
    if not pieces:
        return RenderError("template.piece.none", name=name)
    return unknown("template.piece", name, list(pieces))


def included(node: nodes.Include) -> str:
    """Return the name of the piece that is included."""
    return str(node.template.value)  # type: ignore[attr-defined]  # checked: a constant


def each(tree: nodes.Node, kind: type[Found]) -> Iterator[Found]:
    """Yield the nodes of one kind, in the order of the source; without recursion, however deep."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, kind):
            yield node
        waiting.extend(reversed(list(node.iter_child_nodes())))


def _page(environment: Environment, source: Sheet, filters: Collection[str]) -> Page:
    page = Page(source, parsed(environment, source))
    blocks: set[str] = set()
    for node in each(page.tree, nodes.Node):
        wrong = _wrong(node, filters)
        if isinstance(node, nodes.Block):
            if node.name in blocks:
                wrong = RenderError("template.block-twice", name=node.name)
            blocks.add(node.name)
        if wrong is not None:
            raise source.error(wrong, node.lineno - 1)
    return page


def _wrong(node: nodes.Node, filters: Collection[str]) -> RenderError | None:
    if not isinstance(node, ALLOWED):
        return RenderError("template.forbidden", construct=type(node).__name__)
    if isinstance(node, nodes.Filter) and node.name not in filters:
        return unknown("template.filter", node.name, sorted(filters))
    if isinstance(node, nodes.Test) and node.name not in TESTS:
        return unknown("template.test", node.name, sorted(TESTS))
    if isinstance(node, nodes.AssignBlock) and node.filter is not None:
        return RenderError("template.forbidden", construct="set … |")
    if isinstance(node, nodes.Include):
        return _wrong_include(node)
    return None


def _wrong_include(node: nodes.Include) -> RenderError | None:
    name: Any = node.template
    if not isinstance(name, nodes.Const) or not isinstance(name.value, str):
        return RenderError("template.include")
    if node.ignore_missing or not node.with_context:
        return RenderError("template.forbidden", construct="include … ignore/without")
    return None


def _ordered(pages: Mapping[str, Page]) -> Reading:
    graph = {name: [included(node) for node in page.includes()] for name, page in pages.items()}
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        circle: list[str] = error.args[1][::-1]
        raise _at_include(
            pages[circle[0]], circle[1], RenderError("template.circle", circle=circle)
        ) from None
    depths: dict[str, int] = {}
    for name in order:
        depths[name] = max((depths[one] + 1 for one in graph[name]), default=0)
        if depths[name] > MAX_INCLUDES:
            deepest = max(graph[name], key=depths.__getitem__)
            deep = RenderError("template.include-depth", limit=MAX_INCLUDES)
            raise _at_include(pages[name], deepest, deep)
    return {name: pages[name] for name in order}


def _at_include(page: Page, name: str, error: RenderError) -> RenderError:
    node = next(node for node in page.includes() if included(node) == name)
    return page.sheet.error(error, node.lineno - 1)
