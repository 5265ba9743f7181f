"""One letter of the run: what is said of all of it, the letter, what does not count."""

from mailrules.engine import Letter
from mailrules.findings import Finding, Severity
from mailrules.message import Message
from mailrules.reports.html.markup import EMPTY, Html, element, lines, say, text
from mailrules.reports.html.notes import listed, suppressed
from mailrules.reports.html.paper import paper
from mailrules.reports.html.placing import Sheet, lay_out
from mailrules.reports.sentences import name_of
from mailrules.reports.view import View
from mailrules.wording import wording


def letter_id(number: int) -> str:
    """Return the id of the letter, a number from 1."""
    return f"letter-{number}"


def article(letter: Letter, number: int, view: View) -> Html:
    """Return one letter; ``number`` is its place in the report, from 1."""
    counted = [finding for finding in letter.findings if not finding.suppressed]
    silenced = [finding for finding in letter.findings if finding.suppressed]
    sheet = lay_out(letter.message, counted)
    name, subject = name_of(letter, letter.path, view), subject_of(letter, view)
    path = element("p", text(name), class_="path", translate="no") if name != subject else EMPTY
    return element(
        "article",
        lines(
            element("header", element("h2", text(subject), dir="auto"), path, tally(letter, view)),
            listed(sheet.beside, number, view) if sheet.beside else EMPTY,
            _sheet(letter.message, sheet, number, view) if letter.message else EMPTY,
            _suppressed(silenced, view) if silenced else EMPTY,
        ),
        id=letter_id(number),
    )


def subject_of(letter: Letter, view: View) -> str:
    """Return what a letter is called: its subject."""
    if letter.message is None:
        return name_of(letter, letter.path, view)
    return letter.message.subject.strip() or view.say(wording("html.no-subject"))


def tally(letter: Letter, view: View) -> Html:
    """Return how many findings of each severity count, or that there are none."""
    counts = [
        (severity, sum(one.severity is severity for one in letter.findings if not one.suppressed))
        for severity in Severity
    ]
    chips = [
        element("li", say(view, f"html.chip.{severity}", count=count), class_=severity)
        for severity, count in counts
        if count
    ]
    if not chips:
        chips = [element("li", say(view, "html.clean"), class_="clean")]
    return element("ul", *chips, class_="tally")


def _sheet(message: Message, sheet: Sheet, number: int, view: View) -> Html:
    """Return the letter; one without findings is folded."""
    drawn = paper(message, sheet, number, view)
    if not sheet.spotless:
        return drawn
    summary = element("summary", say(view, "html.show"))
    return element("details", summary, drawn)


def _suppressed(findings: list[Finding], view: View) -> Html:
    said = say(view, "html.suppressed", count=len(findings))
    return element("details", element("summary", said), suppressed(findings, view))
