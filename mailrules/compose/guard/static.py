"""What a template shows unrendered: its syntax, the names that it uses, its idle fields."""

from collections.abc import Iterator
from typing import NamedTuple

from mailrules.compose.guard.model import Guard, Place, Remark, Subject
from mailrules.compose.templates import FILTERS, RESERVED
from mailrules.config import nearest
from mailrules.errors import MailrulesError
from mailrules.findings import Related
from mailrules.rendering import Anatomy, RenderError, Used, anatomy
from mailrules.wording import Wording, wording


class Examined(NamedTuple):
    """A template's remarks, and what its body consists of.

    ``sound`` tells that it can be rendered as far as reading it shows.
    """

    remarks: tuple[Remark, ...] = ()
    anatomy: Anatomy | None = None
    sound: bool = False


def examine(subject: Subject) -> Examined:
    """Read the body, the pieces that it includes, and the subject (TPL001, TPL002, TPL003)."""
    template = subject.template
    try:
        body = anatomy(template.body, pieces=subject.guard.library.pieces, filters=FILTERS)
    except RenderError as error:
        place = subject.place(error.piece, error.line, error.column)
        return Examined(mistaken(subject.guard, place, error))
    try:
        heading = anatomy(template.subject, filters=FILTERS)
    except RenderError as error:
        return Examined(mistaken(subject.guard, subject.heading(error.column), error), body)
    places = [(one, subject.heading(one.column, _end(one))) for one in heading.names]
    places += [
        (one, subject.place(one.piece, one.line, one.column, _end(one))) for one in body.names
    ]
    known = {field.name for field in template.fields} | RESERVED
    lacking = [(used, place) for used, place in places if used.name not in known]
    missing = tuple(_missing_blocks(subject, body))
    remarks = (*_lacking(subject, lacking, body, known), *missing, *_idle(subject, places))
    return Examined(remarks, body, sound=not lacking and not missing)


def mistaken(guard: Guard, place: Place, error: MailrulesError) -> tuple[Remark, ...]:
    """Report what cannot be rendered, in the words of the error (TPL001)."""
    reason = Wording(error.key, error.arguments)
    return guard.remark("TPL001", place, "template-syntax", reason=reason)


def _end(used: Used) -> int:
    return used.column + len(used.name)


def _lacking(
    subject: Subject, lacking: list[tuple[Used, Place]], body: Anatomy, known: set[str]
) -> Iterator[Remark]:
    """Report each name that nothing gives a value (TPL002).

    One that a piece uses is missing in the template where other templates
    have it for the same piece; else it is the piece that has it wrong.
    """
    lines = dict(reversed(body.includes))  # where each piece is included first
    for used, place in lacking:
        if not used.piece:
            yield from _unknown(subject, used, place, known)
            continue
        include = subject.place("", lines[used.piece])
        if not _others_have(subject, used):
            here = Related(wording("template-undefined.included", place=include.spoken))
            yield from _unknown(subject, used, place, known, (here,))
            continue
        there = Related(wording("template-guard.asked", place=place.spoken))
        asked = "template-undefined.asked"
        yield from subject.guard.remark(
            "TPL002", include, asked, related=(there,), name=used.name, piece=used.piece
        )


def _unknown(
    subject: Subject, used: Used, place: Place, known: set[str], related: tuple[Related, ...] = ()
) -> tuple[Remark, ...]:
    guess = nearest(used.name, tuple(sorted(known)))
    key = "template-undefined.guess" if guess else "template-undefined"
    return subject.guard.remark(
        "TPL002", place, key, related=related, name=used.name, guess=guess or ""
    )


def _others_have(subject: Subject, used: Used) -> bool:
    """Tell whether another template that includes the piece has the field that it uses."""
    library = subject.guard.library
    others = set(library.includers(used.piece)) - {subject.template.path}
    return any(
        field.name == used.name
        for template in library.templates()
        if template.path in others
        for field in template.fields
    )


def _missing_blocks(subject: Subject, body: Anatomy) -> Iterator[Remark]:
    """Report each of ``blocks`` that the body does not have (TPL004)."""
    known = tuple(dict(body.blocks))
    for name in subject.template.blocks:
        if name not in known:
            mark = subject.template.block_marks[name]
            place = Place(subject.file, mark.line, mark.column, mark.column + len(name))
            guess = nearest(name, known) or ""
            key = "template-front-matter.block.guess" if guess else "template-front-matter.block"
            yield from subject.guard.remark("TPL004", place, key, name=name, guess=guess)


def _idle(subject: Subject, places: list[tuple[Used, Place]]) -> Iterator[Remark]:
    """Report each field that neither body nor subject uses (TPL003)."""
    used = {one.name for one, _ in places}
    for field in subject.template.fields:
        if field.name not in used:
            mark = field.mark
            place = Place(subject.file, mark.line, mark.column, mark.column + len(field.name))
            yield from subject.guard.remark(
                "TPL003", place, "template-unused-field", name=field.name
            )
