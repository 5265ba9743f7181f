"""A template is read, and what is wrong with its front matter told."""

from collections.abc import Iterable, Iterator
from re import escape
from typing import NamedTuple

from mailrules.compose.guard.model import File, Guard, Place, Remark, Subject
from mailrules.compose.templates import examine_template
from mailrules.errors import ConfigError
from mailrules.findings import Finding
from mailrules.message import lazy_pattern
from mailrules.wording import Wording

EXAMPLES = lazy_pattern(r"(?m)^examples[ \t]*:")
OF_A_VALUE = "templates.value."  # what is said of a value that is none of its field's type


class Front(NamedTuple):
    """The mistakes of a front matter, and the template, where there is a body to look at.

    ``sound`` where there is no mistake: only then its examples are what they are meant to be.
    """

    remarks: tuple[Remark, ...]
    subject: Subject | None
    sound: bool


def read(guard: Guard, file: File) -> Front:
    """Read the template in ``file`` (TPL004)."""
    template, mistakes = examine_template(file.path)
    subject = Subject(guard, file, template) if template else None
    return Front(tuple(_mistakes(guard, file, mistakes)), subject, sound=not mistakes)


def is_described(file: File, finding: Finding) -> bool:
    """Tell whether the field that a finding misses (TPL002) is in the front matter, however wrong.

    A field with a mistake is told as one, and no second time wherever it is used.
    """
    matter = "\n".join(file.lines[: _examples(file) - 1])
    name = escape(str(finding.message.arguments["name"]))
    return lazy_pattern(rf"(?<!\w){name}[ \t]*:").search(matter) is not None


def _mistakes(guard: Guard, file: File, errors: Iterable[ConfigError]) -> Iterator[Remark]:
    """Report each mistake; a value in an example that its field cannot have is the example's."""
    examples = _examples(file)
    for error in errors:
        place = Place(file, error.line, error.column)
        reason = Wording(error.key, error.arguments)
        if error.key.startswith(OF_A_VALUE) and error.line >= examples:
            yield from guard.remark("TPL005", place, "template-example-fails.value", reason=reason)
        else:
            yield from guard.remark("TPL004", place, "template-front-matter", reason=reason)


def _examples(file: File) -> int:
    """Return the line on which the examples begin, or the one after the last."""
    found = EXAMPLES.search(file.text)
    return file.text.count("\n", 0, found.start()) + 1 if found else len(file.lines) + 1
