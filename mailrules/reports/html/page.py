"""The page: a summary, the list of letters, each letter, what could not be read, the rules."""

from collections.abc import Sequence
from pathlib import Path

from mailrules import __version__
from mailrules.engine import Letter, Run
from mailrules.findings import Finding, Severity
from mailrules.rendering.document import page
from mailrules.reports.html.letter import article, letter_id, subject_of, tally
from mailrules.reports.html.markup import EMPTY, Html, element, lines, say, text
from mailrules.reports.html.notes import rule_id
from mailrules.reports.sentences import accepted, name_of
from mailrules.reports.view import View

STYLE = Path(__file__).with_name("style.css")


def report(run: Run, view: View) -> str:
    """Return one self-contained page: no script, nothing fetched; the same run, the same bytes."""
    letters = [letter for letter in run.letters if not letter.context]
    found = [finding for letter in letters for finding in letter.findings]
    body = lines(
        _summary(run, found, view),
        _unreadable(run, view),
        _contents(letters, run.kind, view),
        element(
            "main",
            *(article(letter, number, view) for number, letter in enumerate(letters, 1)),
        ),
        _rules(found, view),
        element("footer", element("p", text(f"mailrules {__version__}"))),
    )
    return page(
        language=view.language,
        title=_title(run, view),
        style=STYLE.read_text("utf-8"),
        body=body,
    )


def _title(run: Run, view: View) -> Html:
    return say(view, "html.title" if run.kind == "letters" else "html.title.templates")


def _summary(run: Run, found: Sequence[Finding], view: View) -> Html:
    counts = [("letter" if run.kind == "letters" else "template", run.judged)]
    counts += [(severity.value, run.count(severity)) for severity in Severity]
    counts += [
        ("suppressed", sum(one.suppressed is not None for one in found)),
        ("unreadable", len(run.unreadable)),
    ]
    figures = (
        element(
            "div",
            element("dt", say(view, f"html.figure.{name}", count=count)),
            element("dd", text(str(count))),
            class_=name if count else "none",
        )
        for name, count in counts
    )
    context = element("p", say(view, "summary.context", count=run.context), class_="context")
    return element(
        "header",
        element("h1", _title(run, view)),
        element("dl", *figures, class_="figures"),
        context if run.context else EMPTY,
        class_="summary",
    )


def _contents(letters: Sequence[Letter], kind: str, view: View) -> Html:
    """Return the list that leads to the letters; one letter needs none."""
    if len(letters) < 2:
        return EMPTY
    heading = element("h2", say(view, f"html.{kind}"), id="letters")
    entries = (_entry(letter, number, view) for number, letter in enumerate(letters, 1))
    return element("nav", heading, element("ol", lines(*entries)), aria_labelledby="letters")


def _entry(letter: Letter, number: int, view: View) -> Html:
    name, subject = name_of(letter, letter.path, view), subject_of(letter, view)
    return element(
        "li",
        element("a", text(subject), href=f"#{letter_id(number)}", dir="auto"),
        element("span", text(name), class_="path", translate="no") if name != subject else EMPTY,
        tally(letter, view),
    )


def _unreadable(run: Run, view: View) -> Html:
    if not run.unreadable:
        return EMPTY
    entries = (
        element(
            "li",
            element("span", text(one.path), class_="path", translate="no"),
            element("p", text(view.say(one.reason))),
        )
        for one in run.unreadable
    )
    heading = element("h2", say(view, "html.unreadable"), id="unreadable")
    return element(
        "section",
        heading,
        element("ul", *entries),
        class_="unreadable",
        aria_labelledby="unreadable",
    )


def _rules(found: Sequence[Finding], view: View) -> Html:
    """Return why each rule that spoke is there, in the order of their codes."""
    spoke = {one.rule: one for one in found if accepted(one, view)}
    if not spoke:
        return EMPTY
    entries = (
        element(
            "div",
            element("dt", text(one.code), Html(" "), element("span", text(one.rule))),
            element("dd", text(accepted(one, view))),
            id=rule_id(one),
        )
        for one in sorted(spoke.values(), key=lambda one: one.code)
    )
    heading = element("h2", say(view, "html.rules"), id="rules")
    return element("section", heading, element("dl", *entries), aria_labelledby="rules")
