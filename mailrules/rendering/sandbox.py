"""Templates rendered by Jinja2 with nothing in it but data, if, for, set, pieces and filters.

Nothing can be called, so there are no methods, macros or ranges. What is left
can still be made to work too long, by loops in loops or by texts doubled
again and again: every step and every text that is made is paid for from one
budget, which is the same on every machine.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from types import TracebackType
from typing import Any

from jinja2 import Template, TemplateSyntaxError, UndefinedError
from msgspec import Struct

from mailrules.errors import MailrulesError
from mailrules.rendering.environment import FILE, Sandbox
from mailrules.rendering.filters import BUDGET, RECORDER, Budget
from mailrules.rendering.marks import Mark, Recorder
from mailrules.rendering.reading import Page, Reading, read
from mailrules.rendering.traced import Traced
from mailrules.rendering.values import RenderError, undefined
from mailrules.wording import Wording

Filters = Mapping[str, Callable[..., Any]]
END_OF_TAG = re.compile("}}|%}")
NONE: Mapping[str, Any] = {}


class Recipe(Struct, frozen=True):
    """How to compile a template; equal recipes make the same program."""

    source: str
    pieces: tuple[tuple[str, str], ...]
    filters: tuple[tuple[str, Callable[..., Any]], ...]
    html: bool = False
    traced: bool = False


class Program(Struct, frozen=True):
    """A compiled template: its pages, each compiled, and the marks if it is traced."""

    pages: Reading
    templates: Mapping[str, Template]
    marks: list[Mark]


def run(
    source: str,
    fields: Mapping[str, object],
    pieces: Mapping[str, str] = NONE,
    filters: Filters = NONE,
    *,
    html: bool = False,
) -> str:
    """Render ``source``. Raises RenderError for whatever goes wrong."""
    recipe = Recipe(source, tuple(pieces.items()), tuple(filters.items()), html=html)
    return "".join(_texts(_compiled(recipe), fields, NONE))


def run_traced(
    source: str, fields: Mapping[str, object], pieces: Mapping[str, str], filters: Filters
) -> Traced:
    """Render ``source`` and tell what made each text. Raises RenderError."""
    recipe = Recipe(source, tuple(pieces.items()), tuple(filters.items()), traced=True)
    program = _compiled(recipe)
    recorder = Recorder(program.marks)
    texts: list[str] = []
    for text in _texts(program, fields, {RECORDER: recorder}):
        texts.append(text)
        recorder.length += len(text)
    return recorder.traced("".join(texts))


def parse(source: str, pieces: Mapping[str, str], filters: Filters) -> Reading:
    """Read ``source`` and its pieces without compiling them. Raises RenderError."""
    environment = Sandbox(filters)
    return read(environment, source, pieces, environment.offered)


@lru_cache(maxsize=64)
def _compiled(recipe: Recipe) -> Program:
    environment = Sandbox(dict(recipe.filters), html=recipe.html)
    pages = read(environment, recipe.source, dict(recipe.pieces), environment.offered)
    marks: list[Mark] = []
    for page in pages.values():
        try:
            environment.compile_page(page, marks if recipe.traced else None)
        except TemplateSyntaxError as error:  # a loop's item called "loop"
            raise page.sheet.error(RenderError("template.syntax"), error.lineno - 1) from None
        except (SyntaxError, RecursionError, MemoryError):
            raise page.sheet.error(RenderError("template.nested"), 0) from None
    return Program(pages, environment.templates, marks)


def _texts(
    program: Program, fields: Mapping[str, object], inner: Mapping[str, object]
) -> Iterator[str]:
    template = program.templates[""]
    context = template.new_context({**fields, **inner, BUDGET: Budget()})
    try:
        yield from template.root_render_func(context)
    except Exception as error:  # whatever a template's expression may raise is the template's fault
        page, offset = _position(program, error.__traceback__)
        raise page.sheet.error(_told(error, fields), _where(error, page, offset)) from None


def _told(error: Exception, fields: Mapping[str, object]) -> RenderError:
    if isinstance(error, RenderError):
        return error
    if isinstance(error, UndefinedError):
        return undefined(error.message or "", fields)
    if isinstance(error, ZeroDivisionError):
        return RenderError("template.zero")
    if isinstance(error, MailrulesError):
        return RenderError("template.failed", reason=Wording(error.key, error.arguments))
    if isinstance(error, TypeError | ValueError):
        return RenderError("template.mismatch")
    return RenderError("template.failed", reason=str(error))


def _position(program: Program, traceback: TracebackType | None) -> tuple[Page, int]:
    """Return the innermost statement that was at work: its page, and its offset there."""
    page, offset = program.pages[""], 0
    while traceback is not None:
        file, mark, piece = traceback.tb_frame.f_code.co_filename.partition(FILE)
        if mark and not file:
            page = program.pages[piece]
            offset = program.templates[piece].get_corresponding_lineno(traceback.tb_lineno) - 1
        traceback = traceback.tb_next
    return page, offset


def _where(error: Exception, page: Page, offset: int) -> int:
    """Return where a name that is not there stands in the tag at ``offset``."""
    if isinstance(error, UndefinedError):
        before, name = r"(?<![\w.'\"])", str(error.message)
    elif isinstance(error, RenderError) and error.key.startswith("template.undefined"):
        before, name = r"(?<=[.'\"])", str(error.arguments["name"])
    else:
        return offset
    tag = END_OF_TAG.split(page.sheet.text[offset:], maxsplit=1)[0]
    found = re.search(rf"{before}{re.escape(name)}\b", tag)
    return offset + (found.start() if found else 0)
