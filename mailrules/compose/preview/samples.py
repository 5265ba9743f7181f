"""The examples of a template as the letters that they make."""

from msgspec import Struct, structs

from mailrules.compose.guard import order_of, sample_binding
from mailrules.compose.letters import compose
from mailrules.compose.templates import Example, Library, Template, answers
from mailrules.errors import MailrulesError, UsageError
from mailrules.rules import Binding


class Sample(Struct, frozen=True):
    """One example, composed.

    ``text`` and ``page`` are the letter's text/plain and text/html; a text
    that is no letter has no page. ``problem`` is why there is neither.
    """

    example: Example
    subject: str = ""
    text: str = ""
    page: str | None = None
    problem: MailrulesError | None = None


def samples_of(template: Template, binding: Binding, library: Library) -> tuple[Sample, ...]:
    """Compose every example, from the house's first sender; never raises for a broken one."""
    house = sample_binding(binding)
    return tuple(_sample(template, example, house, library) for example in template.examples)


def _sample(template: Template, example: Example, house: Binding, library: Library) -> Sample:
    given = answers(template, example.data)
    if given.missing:
        names = tuple(field.name for field in given.missing)
        return Sample(example, problem=UsageError("preview.missing", names=names))
    order = order_of(template, dict(given.values), house.settings)
    try:
        made = compose(
            structs.replace(order, template=template, html=True), house.settings, library
        )
    except MailrulesError as error:
        return Sample(example, problem=error)
    return Sample(example, made.subject, made.text, made.page)
