"""What is said of a finding: in the margin beside its place, or in a list with its line."""

from collections.abc import Iterable

from mailrules.findings import Finding, Suppressed
from mailrules.reports.html.markup import EMPTY, Html, element, say, text
from mailrules.reports.html.placing import Mark, lacks
from mailrules.reports.sentences import accepted, proposal
from mailrules.reports.view import View
from mailrules.wording import known, wording

PROPOSED, PROPOSED_LINES = 1_000, 12  # characters and lines of a new text that are shown
AROUND = 60  # characters of the line that are shown on each side of a place


def place_id(mark: Mark, letter: int) -> str:
    """Return the id of the number behind a place in the text."""
    return f"place-{letter}-{mark.number}"


def note_id(mark: Mark, letter: int) -> str:
    """Return the id of a note."""
    return f"note-{letter}-{mark.number}"


def rule_id(finding: Finding) -> str:
    """Return the id of what is said of the finding's rule at the end of the page."""
    return f"rule-{finding.rule}"


def reference(mark: Mark, letter: int, view: View) -> Html:
    """Return the number that stands behind a place and leads to its note."""
    return element(
        "a",
        text(str(mark.number)),
        class_=f"number {mark.finding.severity}",
        id=place_id(mark, letter),
        href=f"#{note_id(mark, letter)}",
        aria_label=view.say(wording("html.to-note", number=mark.number)),
    )


def margin(marks: Iterable[Mark], letter: int, view: View) -> Html:
    """Return the notes that stand beside a row of text."""
    return element("ul", *(_note(mark, letter, view) for mark in marks), class_="notes")


def listed(marks: Iterable[Mark], letter: int, view: View) -> Html:
    """Return findings that have no place in the shown text, each with its line."""
    return element(
        "ul", *(_note(mark, letter, view, listed=True) for mark in marks), class_="listed"
    )


def suppressed(findings: Iterable[Finding], view: View) -> Html:
    """Return what does not count, with the reason."""
    silenced = (_silenced(one, why, view) for one in findings if (why := one.suppressed))
    return element("ul", *silenced, class_="listed")


def _note(mark: Mark, letter: int, view: View, *, listed: bool = False) -> Html:
    finding = mark.finding
    number = text(str(mark.number))
    back = view.say(wording("html.to-place", number=mark.number))
    link = f"#{place_id(mark, letter)}"
    return element(
        "li",
        element(
            "p",
            element("span", number, class_="number")
            if listed
            else element("a", number, class_="number", href=link, aria_label=back),
            element("strong", say(view, f"severity.{finding.severity}")),
            _code(finding, view),
            _where(finding, view) if listed else EMPTY,
            class_="head",
        ),
        element("p", text(view.say(finding.message))),
        _line(finding) if listed else EMPTY,
        *(element("p", text(view.say(one.message)), class_="related") for one in finding.related),
        _fix(finding, view),
        class_=finding.severity,
        id=note_id(mark, letter),
    )


def _silenced(finding: Finding, why: Suppressed, view: View) -> Html:
    return element(
        "li",
        element("p", _code(finding, view), _where(finding, view), class_="head"),
        element("p", text(view.say(finding.message))),
        _line(finding),
        element("p", _reason(why, view), class_="related"),
    )


def _reason(why: Suppressed, view: View) -> Html:
    """Return why a finding does not count: in which way, the words of whoever decided, and who."""
    key = f"html.suppressed.{why.kind}"
    kind = view.say(wording(key)) if known(key, view.language) else why.kind
    return text(" · ".join(word for word in (kind, why.reason, why.by) if word))


def _code(finding: Finding, view: View) -> Html:
    code = text(finding.code)
    if not accepted(finding, view):
        return element("span", code, class_="code")
    return element("a", code, class_="code", href=f"#{rule_id(finding)}")


def _where(finding: Finding, view: View) -> Html:
    return element("span", text(view.place(finding.location)), class_="where")


def _line(finding: Finding) -> Html:
    """Return the line that a finding stands on, cut around its place; none for what is missing."""
    if not finding.excerpt or finding.excerpt.isspace() or lacks(finding):
        return EMPTY
    place, line = finding.location, finding.excerpt
    start = min(place.column - 1, len(line))
    end = start + len(finding.marked)
    first, last = max(0, start - AROUND), end + AROUND
    marked = line[start : min(end, start + 2 * AROUND)]
    return element(
        "p",
        text(("…" if first else "") + line[first:start]),
        element("mark", text(marked), class_=finding.severity) if marked else EMPTY,
        text(("…" if end - start > len(marked) else "") + line[end:last]),
        text("…" if last < len(line) else ""),
        class_="line",
        translate="no",
        dir="auto",
    )


def _fix(finding: Finding, view: View) -> Html:
    """Return the proposed fix: its title, and the new text where the title does not tell it."""
    if finding.fix is None:
        return EMPTY
    title = proposal(finding.fix, view)
    new = next((edit.replacement for edit in finding.fix.edits), "").strip(" ,\r\n")
    if new in title:
        return element("p", text(title), class_="fix")
    shown = "\n".join(new[:PROPOSED].split("\n")[:PROPOSED_LINES])
    put = text(shown.replace("\r", "") + ("" if len(shown) == len(new) else " …"))
    return element(
        "div",
        element("p", text(title)),
        element("pre", element("ins", put), translate="no", dir="auto"),
        class_="fix",
    )
