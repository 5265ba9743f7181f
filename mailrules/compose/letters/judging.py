"""A composed letter is judged like any other, before anybody sees it."""

from msgspec import structs

from mailrules.compose.letters.order import Composed
from mailrules.engine import Request, Run, run
from mailrules.fixes import Mending, mend
from mailrules.message import STDIN, Source
from mailrules.rules import Binding

BARE = "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit"
# Rules of letters: people, thread, subject, signature and attachments, which a text has not.
OF_LETTERS = ("ATT", "BAT", "CCP", "LET", "MSG", "SIG", "SUB", "SUP", "THR", "TXT012")


def judge(composed: Composed, binding: Binding, request: Request, path: str = STDIN) -> Run:
    """Return what the rules say of a letter; ``path`` is where it will lie."""
    return run([Source(path, 0, composed.raw)], lambda _: binding, request)


def judge_text(composed: Composed, binding: Binding, path: str = STDIN) -> Run:
    """Return what the rules say of a text that is no letter: of its words and form alone."""
    raw = as_message(composed.subject, composed.raw)
    judged = run([Source(path, 0, raw)], lambda _: binding, Request())
    letters = (
        structs.replace(
            letter,
            findings=tuple(one for one in letter.findings if not one.code.startswith(OF_LETTERS)),
        )
        for letter in judged.letters
    )
    return structs.replace(judged, letters=tuple(letters))


def as_message(subject: str, text: bytes) -> bytes:
    """Return a bare text as a message without people."""
    return f"Subject: {subject}\n{BARE}\n\n".encode() + text


def mended(composed: Composed, binding: Binding, request: Request, path: str = STDIN) -> Mending:
    """Return the letter with its safe fixes made: a value's "..." is nobody's intention."""
    return mend([Source(path, 0, composed.raw)], lambda _: binding, request)
