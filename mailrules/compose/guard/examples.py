"""Every example becomes a letter and is judged as any letter is (TPL005, and the house's rules)."""

from collections.abc import Iterator
from typing import NamedTuple

from mailrules.compose.guard.house import findings_in
from mailrules.compose.guard.model import Place, Remark, Subject
from mailrules.compose.guard.sample import order_of, sample_binding
from mailrules.compose.guard.static import mistaken
from mailrules.compose.letters import compose, judge
from mailrules.compose.templates import Example, answers
from mailrules.engine import Request
from mailrules.errors import ConfigError, MailrulesError
from mailrules.message import Unreadable
from mailrules.rendering import Branch
from mailrules.wording import Wording

UNDEFINED = "template.undefined"


class Tried(NamedTuple):
    """What examples show: remarks, and the branches that they went through.

    ``failed`` where one could not be rendered: what it would have reached is
    not known. ``unjudged`` where a rule of the house could not be applied.
    """

    remarks: tuple[Remark, ...] = ()
    reached: frozenset[Branch] = frozenset()
    failed: bool = False
    unjudged: tuple[Unreadable, ...] = ()


def try_examples(subject: Subject) -> Tried:
    """Compose and judge every example of a template."""
    tried = [_try(subject, example) for example in subject.template.examples]
    return Tried(
        tuple(remark for one in tried for remark in one.remarks),
        frozenset().union(*(one.reached for one in tried)),
        any(one.failed for one in tried),
        next((one.unjudged for one in tried if one.unjudged), ()),
    )


def _try(subject: Subject, example: Example) -> Tried:
    place = Place(subject.file, example.mark.line, example.mark.column)
    given = answers(subject.template, example.data)
    if given.missing:
        names = tuple(field.name for field in given.missing)
        missing = "template-example-fails.missing"
        said = subject.guard.remark("TPL005", place, missing, example=example.name, names=names)
        return Tried(said, failed=True)
    binding = sample_binding(subject.guard.binding)
    order = order_of(subject.template, dict(given.values), binding.settings)
    try:
        composed = compose(order, binding.settings, subject.guard.library)
    except MailrulesError as error:
        return Tried(tuple(_failure(subject, example, place, error)), failed=True)
    request = Request(letter=subject.template.letter)
    run = judge(composed, binding, request, subject.template.path)
    found = tuple(findings_in(subject, example, composed, run))
    return Tried(found, composed.traced.branches, bool(run.unreadable), run.unreadable)


def _failure(
    subject: Subject, example: Example, place: Place, error: MailrulesError
) -> Iterator[Remark]:
    """Report why an example becomes no letter: at the template's line, where it is the template."""
    reason = Wording(error.key, error.arguments)
    file = subject.file_at(error.path) if isinstance(error, ConfigError) else None
    if file is None or not isinstance(error, ConfigError):
        yield from subject.guard.remark(
            "TPL005", place, "template-example-fails.letter", example=example.name, reason=reason
        )
        return
    where = Place(file, error.line, error.column)
    if error.key.startswith(UNDEFINED):
        yield from subject.guard.remark("TPL002", where, "template-undefined.shown", reason=reason)
    else:
        yield from mistaken(subject.guard, where, error)
