"""The Jinja2 environment of templates: plain data within reach, and nothing else."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from jinja2 import StrictUndefined, Template
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mailrules.rendering.filters import FILTERS, INNER, defined, finalize, joined, paid
from mailrules.rendering.forms import calculable
from mailrules.rendering.guard import guarded
from mailrules.rendering.marks import Layout, Mark
from mailrules.rendering.reading import Page
from mailrules.rendering.values import RenderError, undefined

FILE = "<template>"  # before a piece's name: what Python calls the file of its code
LOOP = frozenset({"index", "index0", "first", "last", "length"})


class _Missing(StrictUndefined):
    """An undefined field whose error says its name, and nothing else."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        return str(self._undefined_name)


class Sandbox(ImmutableSandboxedEnvironment):
    """What one template and its pieces are compiled in, with the caller's further filters."""

    intercepted_binops = frozenset({"+", "-", "*", "/"})

    def __init__(
        self, filters: Mapping[str, Callable[..., Any]] | None = None, *, html: bool = False
    ) -> None:
        super().__init__(
            undefined=_Missing,
            finalize=finalize,
            autoescape=html,
            optimized=False,  # folding constants saves little, and a long sum would take minutes
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        further = {name: paid(change) for name, change in (filters or {}).items()}
        self.offered = frozenset({*FILTERS, *further})
        self.globals = {}
        self.filters = {**FILTERS, **further, **INNER}
        self.templates: dict[str, Template] = {}

    def compile_page(self, page: Page, marks: list[Mark] | None) -> None:
        """Make the template of one page; the pieces that it includes have theirs."""
        name = page.sheet.name
        guarded(page.tree, piece=bool(name))
        page.tree.body = Layout(page.sheet, marks).body(page.tree.body)
        code = self.compile(page.tree, name, f"{FILE}{name}")
        self.templates[name] = Template.from_code(self, code, self.globals)

    def get_template(self, name: Any, *_: Any, **__: Any) -> Template:
        """Return the piece that an include names."""
        return self.templates[name]

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Look up a field of a record, or of a loop."""
        if isinstance(obj, LoopContext) and attribute in LOOP:
            return getattr(obj, attribute)
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Look up an item of a record or a list."""
        defined(obj)
        if isinstance(obj, Mapping) and isinstance(argument, str) and argument in obj:
            return obj[argument]
        listed = isinstance(obj, list | tuple) and type(argument) is int
        if listed and -len(obj) <= argument < len(obj):
            return obj[argument]
        known = obj if isinstance(obj, Mapping) else {}
        error: Any = lambda name: undefined(name, known)  # noqa: E731 (Jinja2 asks for a class)
        return self.undefined(name=str(argument), exc=error)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Calculate; texts can be added, too."""
        defined(left)
        defined(right)
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            return joined(context, (left, right))
        if not calculable(left) or not calculable(right):
            raise RenderError("template.arithmetic", operator=operator)
        if isinstance(left, Decimal) or isinstance(right, Decimal):
            left, right = Decimal(str(left)), Decimal(str(right))
        return super().call_binop(context, operator, left, right)
