"""A table for the comment of a pull request, in GitHub's Markdown (GitLab reads it as well).

A letter is a stranger's text: nothing of it may become a link, a picture, a
mention of a colleague or a reference to an issue.
"""

from collections.abc import Iterable, Iterator

from mailrules.engine import Letter, Run
from mailrules.findings import Finding
from mailrules.message import lazy_pattern
from mailrules.reports.paths import relative
from mailrules.reports.sentences import name_of, remedy
from mailrules.reports.view import View, visible
from mailrules.wording import wording

LONGEST = 60_000  # characters; GitHub takes comments of up to 65,536
JOINER = "\u2060"  # a word joiner: without width, parts what a reference is made of
MARKS = lazy_pattern(r"[\\`*_\[\]|~$]")
ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# Mentions and references (@name #1 !1 $1 ~label %1 &1), addresses of the web, and of mail.
REFERENCE = lazy_pattern(r"[@#!$~%&](?=\w)|[~%&](?=\")|(?<=[A-Za-z]):(?=//)|(?<=[Ww]{3})(?=\.)")


def report(run: Run, view: View) -> str:
    """Return the summary, then a table a letter: place, rule, message, what to do.

    Findings beyond what a comment can hold are counted, not shown.
    """
    lines = [f"**{escaped(line)}**" for line in view.closing(run)]
    left = LONGEST - sum(map(len, lines))
    shown = 0
    for row in _rows(run, View(view.language)):
        left -= len(row) + 1
        if left < 0:
            break
        lines.append(row)
        shown += 1
    unsaid = sum(1 for _ in run.counted()) - shown
    if unsaid:
        lines.append("\n" + escaped(view.say(wording("markdown.unsaid", count=unsaid))))
    return "".join(f"{line}\n" for line in lines)


def escaped(text: str) -> str:
    """Return Markdown of one line that shows ``text`` and does nothing else."""
    line = REFERENCE.sub(rf"\g<0>{JOINER}", " ".join(text.split()))
    return MARKS.sub(r"\\\g<0>", line.translate(ENTITIES))


def _rows(run: Run, view: View) -> Iterator[str]:
    """Yield a row for each finding that counts; the first of a letter bears the table's head."""
    for letter in run.letters:
        head = _head(letter, view)
        for finding in letter.findings:
            if not finding.suppressed:
                yield head + _row(map(escaped, _cells(finding, view)))
                head = ""


def _head(letter: Letter, view: View) -> str:
    path = name_of(letter, visible(relative(letter.path)), view)
    columns = [view.say(wording(f"markdown.{name}")) for name in ("place", "rule", "found", "do")]
    return f"\n### {escaped(path)}\n\n{_row(columns)}\n|---|---|---|---|\n"


def _cells(finding: Finding, view: View) -> tuple[str, ...]:
    severity = view.say(wording(f"severity.{finding.severity}"))
    return (
        view.place(finding.location),
        f"{finding.code} {finding.rule}, {severity}",
        view.say(finding.message),
        remedy(finding, view),
    )


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
