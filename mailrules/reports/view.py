"""How a report is looked at: the reader's language, colour, and safe characters."""

import unicodedata
from collections.abc import Iterator

from msgspec import Struct

from mailrules.engine import Letter, Run
from mailrules.findings import Applicability, Location, Scope, Severity
from mailrules.wording import Wording, render, wording

_COLOURS = {"error": "31", "warning": "33", "note": "36", "dim": "2", "bold": "1", "good": "32"}


class View(Struct, frozen=True):
    """The reader: the language, whether the terminal has colours, ``quiet`` for findings only."""

    language: str = "en"
    colour: bool = False
    quiet: bool = False

    def say(self, message: Wording) -> str:
        """Return a message in the reader's language, safe for a terminal."""
        return visible(render(message, self.language))

    def paint(self, text: str, colour: str) -> str:
        """Colour ``text`` where colours are wanted."""
        return f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m" if self.colour else text

    def place(self, location: Location) -> str:
        """Name a place in words: the subject, a header, or a line of the text."""
        scope = location.scope
        in_file = scope is Scope.MESSAGE and (location.line, location.column) != (1, 1)
        if scope is Scope.FILE or in_file:  # of a template, or of a configuration
            return self.say(wording("place.file", line=location.line))
        if scope in (Scope.SUBJECT, Scope.MESSAGE):
            return self.say(wording(f"place.{scope}"))
        if scope is Scope.HEADER:
            return self.say(wording("place.header", name=location.header or ""))
        return self.say(wording(f"place.{scope}", line=location.line, column=location.column))

    def closing(self, run: Run) -> tuple[str, ...]:
        """Return the closing line, what was checked and found; nothing for a quiet reader."""
        if self.quiet:
            return ()
        judged = run.judged
        letters = run.kind == "letters"
        words = [wording("summary.checked" if letters else "summary.templates", count=judged)]
        if run.context:
            words.append(wording("summary.context", count=run.context))
        counts = [(severity, run.count(severity)) for severity in Severity]
        words += [wording(f"summary.{name}", count=number) for name, number in counts if number]
        if judged and not any(number for _, number in counts):
            words.append(wording("summary.clean"))
        if run.unreadable:
            words.append(wording("summary.unreadable", count=len(run.unreadable)))
        words += _mendable(run)
        return (" ".join(self.say(word) for word in words),)


def _mendable(run: Run) -> Iterator[Wording]:
    """Say what ``mailrules fix`` would mend, and what it would with ``--unsafe-fixes``."""
    levels = [
        finding.fix.applicability
        for letter in run.letters
        if letter.text is None  # a template is mended by hand
        and any(finding.fix for finding in letter.findings)
        and not _stays(letter)
        for finding in letter.findings
        if finding.fix and not finding.suppressed
    ]
    safe = levels.count(Applicability.SAFE)
    unsafe = len(levels) - safe
    if safe:
        yield wording("summary.safe", count=safe)
    if unsafe:
        yield wording("summary.unsafe-more" if safe else "summary.unsafe", count=unsafe)


def _stays(letter: Letter) -> bool:
    """Tell whether a letter is never rewritten."""
    from mailrules.fixes import refusal

    return letter.message is not None and refusal(letter.message, letter.path) is not None


def visible(text: str) -> str:
    """Return ``text`` with control and bidirectional characters shown as escapes.

    A letter is a stranger's text: written raw, it could command the terminal.
    """
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() or char in " \n\u00a0\u00ad" else _escaped(char) for char in text
    )


def _escaped(char: str) -> str:
    if char == "\t" or unicodedata.category(char) == "Zs":
        return " "
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
