"""Marks in a tree that tell, while it renders, which line makes what.

A mark is a filter that prints nothing and notes itself with the recorder of
the rendering. Texts come out one by one, so the recorder knows how long the
letter is when a mark is reached. What ``set`` captures is printed elsewhere,
or never: its marks find the letter no longer than before, and the next text's
mark takes their place.
"""

from typing import Any

from jinja2 import nodes
from msgspec import Struct

from mailrules.rendering.guard import filtered
from mailrules.rendering.reading import each
from mailrules.rendering.sheets import Sheet
from mailrules.rendering.traced import Branch, Kind, Origin, Traced

TAG_REACH = 40  # characters: an expression begins soon after its tag


class Line(Struct, frozen=True):
    """A text comes next that this line makes."""

    piece: str
    line: int
    column: int
    literal: bool


class Opening(Struct, frozen=True):
    """A block begins."""


class Closing(Struct, frozen=True):
    """A block ends."""

    name: str


Mark = Line | Branch | Opening | Closing


class Recorder:
    """What the marks of one rendering have noted. ``length`` is that of the text so far."""

    def __init__(self, marks: list[Mark]) -> None:
        self.marks = marks
        self.length = 0
        self.origins: dict[int, Origin] = {}  # by offset: a text of no length leaves no trace
        self.open: list[int] = []
        self.spans: list[tuple[str, int, int]] = []
        self.branches: set[Branch] = set()

    def note(self, index: int) -> None:
        """Remember that the mark ``index`` was reached."""
        match self.marks[index]:
            case Line(piece, line, column, literal):
                self.origins[self.length] = Origin(self.length, piece, line, column, literal)
            case Branch() as branch:
                self.branches.add(branch)
            case Opening():
                self.open.append(self.length)
            case closing:
                self.spans.append((closing.name, self.open.pop(), self.length))

    def traced(self, text: str) -> Traced:
        """Return the whole rendering."""
        blocks: dict[str, list[str]] = {}
        for name, start, end in self.spans:
            blocks.setdefault(name, []).append(text[start:end])
        joined = {name: "".join(texts) for name, texts in blocks.items()}
        return Traced(text, tuple(self.origins.values()), joined, frozenset(self.branches))


def first_of(node: nodes.Node) -> int:
    """Return the offset of the first character that belongs to an expression."""
    return min(one.lineno for one in each(node, nodes.Node)) - 1


class Layout:
    """Makes blocks plain scopes, and places marks where there is a list to put them in."""

    def __init__(self, page: Sheet, marks: list[Mark] | None) -> None:
        self.page = page
        self.marks = marks

    def body(self, body: list[nodes.Node]) -> list[nodes.Node]:
        """Return the statements of a clause, laid out."""
        return [made for node in body for made in self._statement(node)]

    def _statement(self, node: Any) -> list[nodes.Node]:
        if isinstance(node, nodes.Output):
            node.nodes = [made for one in node.nodes for made in self._printed(one)]
        elif isinstance(node, nodes.Block):
            start, end = self._mark(Opening()), self._mark(Closing(node.name))
            return [nodes.Scope([*start, *self.body(node.body), *end], lineno=node.lineno)]
        elif isinstance(node, nodes.AssignBlock):
            node.body = self.body(node.body)
        elif isinstance(node, nodes.If):
            self._if(node)
        elif isinstance(node, nodes.For):
            node.body = [*self._branch(node, "for"), *self.body(node.body)]
            node.else_ = self._otherwise(node, "empty")
        return [node]

    def _if(self, node: nodes.If) -> None:
        kind: Kind = "if"
        for clause in (node, *node.elif_):
            clause.body = [*self._branch(clause, kind), *self.body(clause.body)]
            kind = "elif"
        node.else_ = self._otherwise(node, "else")

    def _otherwise(self, node: nodes.If | nodes.For, kind: Kind) -> list[nodes.Node]:
        clause = node.else_[0] if node.else_ else node
        return [*self._branch(clause, kind), *self.body(node.else_)]

    def _printed(self, node: nodes.Expr) -> list[nodes.Expr]:
        literal = isinstance(node, nodes.TemplateData)
        start = first_of(node)
        node.lineno = start + 1  # an error that the expression makes is told there
        place = self.page.place(start if literal else self._tag(start))
        return [*self._marks(Line(self.page.name, *place, literal)), node]

    def _tag(self, start: int) -> int:
        """Return where the tag begins that holds the expression at ``start``."""
        reach = max(start - TAG_REACH, 0)
        before = self.page.text[reach:start]
        return reach + before.rindex("{{") if "{{" in before.rpartition("}}")[2] else start

    def _branch(self, node: nodes.Node, kind: Kind) -> list[nodes.Node]:
        return self._mark(Branch(self.page.name, self.page.place(node.lineno - 1)[0], kind))

    def _mark(self, mark: Mark) -> list[nodes.Node]:
        made = self._marks(mark)
        return [nodes.Output(list(made), lineno=made[0].lineno)] if made else []

    def _marks(self, mark: Mark) -> list[nodes.Expr]:
        if self.marks is None:
            return []
        self.marks.append(mark)
        return [filtered(nodes.Const(len(self.marks) - 1, lineno=1), "marked")]
