"""Set text as it is printed: «quotation marks», dashes, single spaces, one sign for three dots.

A tidy letter is read with trust (demand 3). In Russian text a quotation stands in «…», one
within it in „…“; a dash, not a hyphen, parts words; punctuation clings to the word before it
and is followed by a space. In English text straight quotation marks and hyphens are usual, and
so are two spaces behind a sentence. Left alone are numbers, times, file names, addresses, code,
tables and all other alignment, and what stands in a quotation of the client.

Wrong: Проект "Мотор" - это обзвон ,отчёты и скрипт...
Right: Проект «Мотор» — это обзвон, отчёты и скрипт…
"""

from collections.abc import Iterator, Sequence

from mailrules.findings import Finding, Scope, Severity
from mailrules.language import reads_russian
from mailrules.message import Excerpt, lazy_pattern
from mailrules.rules.base import Context, Mend, Rule, RuleOptions, safe
from mailrules.rules.beside import Change, edits_alike
from mailrules.rules.quotation import client_quotations, lies_in
from mailrules.rules.text.lines import Kind, Line, blocks_of, is_code, read_lines
from mailrules.rules.text.quotation_marks import MARKS, Pair, read_marks
from mailrules.rules.text.spacing import Slip, slips
from mailrules.wording import wording

CYRILLIC = lazy_pattern("[а-яёА-ЯЁ]")
LONGEST_SHOWN = 30  # characters of a quotation in a message


class Options(RuleOptions, frozen=True):
    """This rule has no options."""


def check(context: Context, _options: Options) -> Iterator[Finding]:
    """Report each slip of typing, and each pair of quotation marks once."""
    for text in context.author_texts(Scope.SUBJECT, Scope.BODY):
        # The marks of a quotation are the author's own, the words in it the client's.
        said = [(start + 1, end - 1) for start, end in client_quotations(text.text)]
        for lines in blocks_of(_lines(text)):
            first, last = lines[0].start, lines[-1].start + len(lines[-1].text)
            russian = reads_russian(text.text[first:last])
            if russian:
                yield from _quotation_marks(context, text, lines)
            for number, line in enumerate(lines):
                if is_code(line.text):
                    continue
                for slip in slips(text, lines, number, russian=russian):
                    if not lies_in(said, slip.start) and not text.linked(slip.start, slip.end):
                        yield _slip(context, text, slip)


def _lines(text: Excerpt) -> list[Line]:
    """Return the lines of a letter; a subject is one."""
    return [Line(0, text.text, Kind.PROSE)] if text.part is None else read_lines(text)


def _quotation_marks(context: Context, text: Excerpt, lines: Sequence[Line]) -> Iterator[Finding]:
    places = [
        line.start + at
        for line in lines
        if not is_code(line.text) and CYRILLIC.search(line.text)
        for at, sign in enumerate(line.text)
        if sign in MARKS and not text.linked(line.start + at, line.start + at + 1)
    ]
    reading = read_marks(text.text, places)
    for pair, right in reading.wrong():
        inside = text.text[pair.first.at + 1 : pair.last.at].replace("\n", " ")
        wrong_mark = pair.first if pair.first.sign != right[0] else pair.last
        yield context.finding(
            text.place(wrong_mark.at, wrong_mark.at + 1),
            "typography.quotes",
            found=_shown(inside, pair.signs),
            right=_shown(inside, right),
            fix=_quoted(context, text, pair, right) if reading.sure else None,
        )


def _quoted(context: Context, text: Excerpt, pair: Pair, right: tuple[str, str]) -> Mend | None:
    changes = [
        Change(mark.at, mark.at + 1, sign)
        for mark, sign in zip((pair.first, pair.last), right, strict=True)
    ]
    return _mend(context, text, "quotes", changes)


def _shown(inside: str, signs: tuple[str, str]) -> str:
    if len(inside) > LONGEST_SHOWN:
        inside = inside[:LONGEST_SHOWN].rstrip() + "…"
    return inside.join(signs)


def _slip(context: Context, text: Excerpt, slip: Slip) -> Finding:
    return context.finding(
        text.place(slip.start, slip.end),
        f"typography.{slip.kind}",
        mark=slip.mark,
        fix=_mend(context, text, slip.kind, slip.changes),
    )


def _mend(context: Context, text: Excerpt, kind: str, changes: Sequence[Change]) -> Mend | None:
    """Make all changes, or none: half of them would leave another slip."""
    edits = [edits_alike(context.message, text, change) for change in changes]
    if not all(edits):
        return None
    together = (edit for alike in edits for edit in alike)
    return safe("", *together, title=wording(f"typography.{kind}.fix"))


RULE = Rule(
    "TXT005",
    "typography",
    Severity.NOTE,
    Options,
    check,
    yields_to=("TXT003", "TXT006", "TXT007", "TXT010", "TXT011"),
)
