"""For people: each finding with its line, a caret under the place, and what is acceptable."""

import textwrap

from mailrules.engine import Letter, Run
from mailrules.findings import Finding
from mailrules.reports.sentences import accepted, name_of, proposal
from mailrules.reports.view import View, visible
from mailrules.wording import wording

COLUMNS = 96  # of a sentence; the same wherever it is shown
WIDTH = 78  # columns of a source line that are shown; longer ones are cut around the place
INDENT = " " * 6
GLUE = "\ue000"  # a space that no line is broken at; no message has it, see `visible`


def report(run: Run, view: View) -> str:
    """Return the findings, letter by letter, and a summary."""
    blocks = [_letter(letter, view) for letter in run.letters if _speaks(letter)]
    return "".join(f"{block}\n" for block in (*blocks, *view.closing(run)))


def _speaks(letter: Letter) -> bool:
    return any(not finding.suppressed for finding in letter.findings)


def _letter(letter: Letter, view: View) -> str:
    lines = [view.paint(name_of(letter, visible(letter.path), view), "bold")]
    explained: set[str] = set()
    for finding in letter.findings:
        if finding.suppressed:
            continue
        lines += _finding(finding, view, explain=finding.code not in explained)
        explained.add(finding.code)
    return "\n".join([*lines, ""])


def _finding(finding: Finding, view: View, *, explain: bool) -> list[str]:
    severity = view.say(wording(f"severity.{finding.severity}"))
    place = f"({view.place(finding.location)}; {finding.rule})"
    said = _copyable(view.say(finding.message), finding)
    head = _wrapped(f"{finding.code} {severity}: {said} {place}", "  ")
    head[0] = head[0].replace(
        f"{finding.code} {severity}",
        f"{view.paint(finding.code, 'bold')} {view.paint(severity, finding.severity)}",
        1,
    )
    lines = [*head, *_source(finding, view)]
    for one in finding.related:
        lines += _wrapped(view.say(one.message))
    if finding.fix:
        lines += [view.paint(line, "good") for line in _wrapped(proposal(finding.fix, view))]
    if explain:
        lines += [view.paint(line, "dim") for line in _wrapped(accepted(finding, view))]
    return lines


def _wrapped(text: str, first: str = INDENT) -> list[str]:
    """Break a sentence into lines of COLUMNS; ``first`` indents the first of them."""
    lines = textwrap.wrap(
        text,
        COLUMNS,
        initial_indent=first,
        subsequent_indent=INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace(GLUE, " ") for line in lines]


def _copyable(said: str, finding: Finding) -> str:
    """Keep a command that a message proposes on one line: it is there to be copied."""
    command = visible(str(finding.message.arguments.get("command", "")))
    return said.replace(command, command.replace(" ", GLUE)) if command else said


def _source(finding: Finding, view: View) -> list[str]:
    """Return the source line and a caret line, cut to WIDTH columns around the place."""
    if not finding.excerpt.strip():
        return []
    place = finding.location
    start = place.column - 1
    end = place.end_column - 1 if place.end_line == place.line else len(finding.excerpt)
    first = 0 if start < WIDTH - 10 else start - WIDTH // 3
    shown = finding.excerpt[first : first + WIDTH]
    before = visible(shown[: start - first])
    marked = visible(shown[start - first : max(end - first, start - first)])
    rest = visible(shown[max(end - first, start - first) :])
    lead, tail = "…" if first else "", "…" if first + WIDTH < len(finding.excerpt) else ""
    caret = " " * len(lead + before) + "^" * max(1, len(marked))
    return [
        f"    | {lead}{before}{view.paint(marked, finding.severity)}{rest}{tail}",
        f"    | {view.paint(caret, finding.severity)}",
    ]
