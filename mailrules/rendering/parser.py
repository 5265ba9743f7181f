"""Jinja2's parser, told offsets instead of line numbers.

Whatever Jinja2 calls a line number is here the offset in the source plus one:
so every node and every error knows its column, and a literal text is known
to the character. Names of blocks may have hyphens.
"""

from collections.abc import Iterator
from typing import NoReturn

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.lexer import TokenStream
from jinja2.parser import Parser

from mailrules.rendering.sheets import Sheet
from mailrules.rendering.values import RenderError, unknown

MAX_DEPTH = 20  # tags within one another; Python itself takes no more loops
TAGS = ("if", "elif", "else", "for", "set", "block", "include", "raw")


def parsed(environment: Environment, page: Sheet) -> nodes.Template:
    """Return the tree of a source. Raises RenderError for wrong syntax."""
    try:
        return TemplateParser(environment, page).parse()
    except TemplateSyntaxError as error:
        raise page.error(RenderError("template.syntax"), error.lineno - 1) from None
    except ValueError:  # a number with thousands of digits
        raise page.error(RenderError("template.syntax"), 0) from None
    except (RecursionError, MemoryError):
        raise page.error(RenderError("template.nested"), 0) from None


class TemplateParser(Parser):
    """The parser of one sheet."""

    def __init__(self, environment: Environment, page: Sheet) -> None:
        self.page = page
        self.opened: list[int] = []  # where the tags begin that are open
        super().__init__(environment, "")
        tokens = _placed(environment, page.text)
        self.stream = TokenStream(environment.lexer.wrap(tokens), None, None)

    def parse_statement(self) -> nodes.Node | list[nodes.Node]:
        """Parse a tag with all that it holds."""
        self.opened.append(self.stream.current.lineno)
        if len(self.opened) > MAX_DEPTH:
            self._refuse(RenderError("template.nested"))
        try:
            return super().parse_statement()
        finally:
            self.opened.pop()

    def parse_block(self) -> nodes.Block:
        """Parse a block: here it is a name for a stretch of text, nothing to inherit."""
        lineno = next(self.stream).lineno
        name = self._block_name()
        body = self.parse_statements(("name:endblock",), drop_needle=True)
        end = self.stream.current
        if end.type == "name" and (ended := self._block_name()) != name:
            wrong = RenderError("template.block-end", name=ended, open=name)
            raise self.page.error(wrong, end.lineno - 1)
        return nodes.Block(name, body, False, False, lineno=lineno)

    def _block_name(self) -> str:
        words = [self.stream.expect("name").value]
        while self.stream.skip_if("sub"):
            words.append(self.stream.expect("name").value)
        return "-".join(words)

    def parse_statements(
        self, end_tokens: tuple[str, ...], drop_needle: bool = False
    ) -> list[nodes.Node]:
        """Parse what a clause holds; it begins with an empty node that keeps the clause's place."""
        place = nodes.Output([], lineno=self.stream.current.lineno)
        return [place, *super().parse_statements(end_tokens, drop_needle)]

    def _fail_ut_eof(self, name: str | None, *_: object) -> NoReturn:
        """Refuse the tag ``name`` here; None: the template ends too early."""
        if name is None:
            tag = self._tag_stack[-1]
            self._refuse(RenderError("template.unclosed", name=tag))
        if name in TAGS or name.startswith("end"):
            wanted = self._tag_stack[-1] if self._tag_stack else None
            if wanted is None:
                self._refuse(RenderError("template.closing", name=name))
            self._refuse(RenderError("template.closing.other", name=name, open=wanted))
        self._refuse(unknown("template.tag", name, list(TAGS)))

    def _refuse(self, error: RenderError) -> NoReturn:
        raise self.page.error(error, self.opened[-1] - 1)


def _placed(environment: Environment, text: str) -> Iterator[tuple[int, str, str]]:
    """Yield Jinja2's tokens with their offsets; white space that it strips is passed over."""
    end = 0
    try:
        for _, token, value in environment.lexer.tokeniter(text, None):
            start = text.index(value, end)
            end = start + len(value)
            yield start + 1, token, value
    except TemplateSyntaxError as error:
        raise TemplateSyntaxError(error.message or "", end + 1) from None
