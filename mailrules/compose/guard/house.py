"""What the house's rules say of an example's letter, told where the template wrote it."""

from collections.abc import Iterator

from msgspec import structs

from mailrules.compose.guard.model import Place, Remark, Subject
from mailrules.compose.guard.tracing import Spot, Stretch, last_line, stretch_of
from mailrules.compose.guard.values import Value, value_of
from mailrules.compose.letters import OF_LETTERS, Composed
from mailrules.compose.templates import Example
from mailrules.engine import Run
from mailrules.findings import Edit, Finding, Fix, Related, Scope
from mailrules.wording import wording

# What the composer, the deal or the moment of sending decides, not the template.
BEYOND = (
    "ATT",
    "BAT001",
    "BAT002",
    "BAT003",
    "BAT004",
    "CCP",
    "MSG",
    "SIG",
    "SUB004",
    "SUP",
    "THR",
)
DOUBLED = "SIG004"  # unless the template signs the letter, too


def findings_in(
    subject: Subject, example: Example, composed: Composed, run: Run
) -> Iterator[Remark]:
    """Yield what the rules say of the letter, judged in ``run``, and the template can mend."""
    letter_rules = subject.template.form == "letter"
    for letter in run.letters:
        for finding in letter.findings if letter.judged else ():
            doubled = finding.code == DOUBLED
            if letter_rules or doubled or not finding.code.startswith(OF_LETTERS):
                yield from _traced(subject, example, composed, finding)


def _traced(
    subject: Subject, example: Example, composed: Composed, finding: Finding
) -> Iterator[Remark]:
    stretch = stretch_of(composed, finding.location)
    if stretch is None and finding.code == DOUBLED:
        stretch = last_line(composed)
    beyond = finding.code.startswith(BEYOND) and finding.code != DOUBLED
    if stretch is None:
        if finding.location.scope is Scope.MESSAGE and not beyond:
            yield _told(finding, Place(subject.file), None, example)
        return
    if beyond:
        return
    spot = stretch.spot
    place = _place(subject, finding, spot, stretch)
    value = None if spot.literal else value_of(subject, example, place, stretch)
    if value is None:
        yield _told(finding, place, _mapped(finding, composed, subject), example)
    elif value.given:
        yield from _of_value(subject, example, finding, value)
    else:
        yield _told(finding, value.place, None, example)


def _place(subject: Subject, finding: Finding, spot: Spot, stretch: Stretch) -> Place:
    """Return the place of a stretch in the file that wrote it."""
    source = stretch.source
    end = source[1] if source else 0
    if finding.location.scope is Scope.SUBJECT:
        return subject.heading(spot.column, end)
    return subject.place(spot.piece, spot.line, spot.column, end)


def _told(finding: Finding, place: Place, fix: Fix | None, example: Example) -> Remark:
    """Return the rule's own finding at the template's place; a fix that has none as a proposal."""
    related = [Related(one.message) for one in finding.related]
    if finding.fix and not fix:
        title = finding.fix.title
        related.append(Related(wording(f"fix.{finding.fix.applicability}", title=title)))
    related.append(Related(wording("template-guard.shown", example=example.name)))
    return Remark(
        place.file,
        structs.replace(
            finding,
            location=place.location,
            excerpt=place.file.line(place.line),
            fix=fix,
            related=tuple(related),
        ),
    )


def _of_value(
    subject: Subject, example: Example, finding: Finding, value: Value
) -> Iterator[Remark]:
    """Report an example whose own data breaks a rule (TPL005)."""
    if finding.suppressed:
        return
    yield from subject.guard.remark(
        "TPL005",
        value.place,
        "template-example-fails.breaks",
        severity=finding.severity,
        example=example.name,
        field=value.name,
        code=finding.code,
        rule=finding.rule,
        reason=finding.message,
    )


def _mapped(finding: Finding, composed: Composed, subject: Subject) -> Fix | None:
    """Return a fix as edits of the template; None where one of them is no plain text there."""
    if finding.fix is None:
        return None
    edits: list[Edit] = []
    spot: Spot | None = None
    for edit in finding.fix.edits:
        stretch = stretch_of(composed, edit)
        source = stretch.source if stretch else None
        if stretch is None or source is None or (spot and spot.piece != source[0].piece):
            return None
        spot = source[0]
        location = _place(subject, finding, spot, stretch).location
        if location.end_column - location.column != stretch.end - stretch.start:
            return None
        edits.append(Edit.at(location, edit.replacement))
    return structs.replace(finding.fix, edits=tuple(edits))
