"""What a template consists of: the names it uses, its blocks, branches and pieces."""

from collections.abc import Iterator

from jinja2 import nodes

from mailrules.rendering.marks import Layout, Mark
from mailrules.rendering.reading import Page, Reading, each, included
from mailrules.rendering.traced import Anatomy, Branch, Used


def dissected(pages: Reading) -> Anatomy:
    """Return the anatomy of the template among ``pages``. Their trees can't be used afterwards."""
    through = {"": 0}  # the line of the template through which a piece comes in
    local: dict[str, set[str]] = {"": set()}  # names that are set wherever a piece is included
    names: list[Used] = []
    blocks: dict[tuple[str, int], None] = {}
    marks: list[Mark] = []
    for name in reversed(pages):  # what includes comes before what it includes
        page = pages[name]
        for node in each(page.tree, nodes.Include):
            line = through[name] or _line(page, node)
            through[included(node)] = min(line, through.get(included(node), line))
        for block in each(page.tree, nodes.Block):
            blocks[block.name, through[name] or _line(page, block)] = None
        names += _Names(page, local).body(page.tree.body, local[name])
        Layout(page.sheet, marks).body(page.tree.body)
    branches = frozenset(mark for mark in marks if isinstance(mark, Branch))
    del through[""]
    return Anatomy(tuple(dict.fromkeys(names)), tuple(blocks), branches, tuple(through.items()))


def _line(page: Page, node: nodes.Node) -> int:
    return page.sheet.place(node.lineno - 1)[0]


class _Names:
    """Finds the names that a page takes from the fields: those that nothing in it has set."""

    def __init__(self, page: Page, local: dict[str, set[str]]) -> None:
        self.page = page
        self.local = local

    def body(self, body: list[nodes.Node], known: set[str]) -> Iterator[Used]:
        """Yield the names of a clause; what it sets is added to ``known``."""
        for node in body:
            yield from self._statement(node, known)

    def _statement(self, node: nodes.Node, known: set[str]) -> Iterator[Used]:
        match node:
            case nodes.Assign():
                yield from self._expression(node.node, known)
                known |= _stored(node.target)
            case nodes.AssignBlock():
                yield from self.body(node.body, set(known))
                known |= _stored(node.target)
            case nodes.Block():
                yield from self.body(node.body, set(known))
            case nodes.For():
                yield from self._for(node, known)
            case nodes.If():
                for clause in (node, *node.elif_):
                    yield from self._expression(clause.test, known)
                    yield from self.body(clause.body, known)
                yield from self.body(node.else_, known)
            case nodes.Include():
                name = included(node)
                self.local[name] = self.local.get(name, known) & known
            case _:
                yield from self._expression(node, known)

    def _for(self, node: nodes.For, known: set[str]) -> Iterator[Used]:
        inner = known | _stored(node.target) | {"loop"}
        yield from self._expression(node.iter, known)
        if node.test is not None:
            yield from self._expression(node.test, inner)
        yield from self.body(node.body, inner)
        yield from self.body(node.else_, set(known))

    def _expression(self, node: nodes.Node, known: set[str]) -> Iterator[Used]:
        for one in each(node, nodes.Name):
            if one.name not in known:
                yield Used(one.name, self.page.sheet.name, *self.page.sheet.place(one.lineno - 1))


def _stored(target: nodes.Node) -> set[str]:
    return {one.name for one in each(target, nodes.Name)}
