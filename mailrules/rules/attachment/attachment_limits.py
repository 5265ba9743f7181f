"""Send files that arrive and can be told apart.

Letters of more than 20 MB bounce, programs are thrown away by mail servers, and a file called
«.pdf» or «Без имени» is not found again in a folder of hundreds (demand 12). A name with a second
ending («договор.pdf.exe») is a program as well. Sizes are those of the files themselves; in the
letter they take a third more.

Wrong: договор.pdf.exe
Wrong: .pdf
Right: договор-моторное-масло.pdf

``max_total``: how much all files of a letter may weigh together: megabytes (20), or with a unit,
  such as 500 KB, 20 MB.
"""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any

from msgspec import Meta, structs

from mailrules.findings import Finding, Scope, Severity
from mailrules.language import fold
from mailrules.message import Attachment, Message, Place, lazy_pattern
from mailrules.rules.base import Context, Rule, RuleOptions
from mailrules.rules.lists import entries
from mailrules.wording import Wording, wording

Size = Annotated[
    str,
    Meta(
        pattern=r"^[0-9]{1,6}([.,][0-9]{1,3})? ?([KkMmGg][Bb]?|[КкМмГг][Бб]?)?$",
        description="20, 20 MB, 500 KB",
    ),
]
NUMBER = lazy_pattern(r"[0-9]+(?:[.,][0-9]+)?")
UNITS = {"k": 1, "к": 1, "m": 2, "м": 2, "g": 3, "г": 3}  # powers of 1024
KILO = 1024
MEGA = KILO * KILO
ENDING = lazy_pattern(r"\.([^.\s]{1,12})[.\s]*$")
# An ending that a reader takes for the real one: «договор.pdf.exe».
INNER_ENDING = lazy_pattern(
    r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|rtf|txt|csv|html?|jpe?g|png|gif|zip|rar|mp[34])\s*$"
)
LETTER = lazy_pattern(r"[^\W_]")
COPY = lazy_pattern(r"\(\d{1,4}\)\s*$")
COUNTER = lazy_pattern(r"\s*[-_(]?\s*\(?\d{1,4}\)?\s*$")
# Parts that have no name by their nature: letters, and what programs make of the text.
NAMELESS_TYPES = ("message/", "multipart/", "text/calendar", "image/", "application/ms-tnef")
NAMED = 3  # of the largest files


class Options(RuleOptions, frozen=True):
    """``max_total``: a number of megabytes, or a number and KB, MB or GB."""

    max_total: Size = "20 MB"


def check(context: Context, options: Options) -> Iterator[Finding]:
    """Report programs and files without a name one by one, then the weight of all together."""
    message = context.message
    for file in message.attachments:
        if ending := _runs_as(file):
            inner = INNER_ENDING.search(_bare(file.name).lower()) is not None
            key = "attachment-limits.disguised" if inner else "attachment-limits.program"
            yield _at(context, file, key, name=file.name or file.media_type, ending=ending)
        elif _is_unnamed(file):
            key = "attachment-limits.unnamed" if file.name.strip() else "attachment-limits.nameless"
            yield _at(context, file, key, name=file.name)
    yield from _weight(context, message, size_in_bytes(options.max_total))


def size_in_bytes(written: str) -> int:
    """Return the bytes of a size that keeps to the pattern of ``Size``; megabytes by default."""
    number = NUMBER.match(written)
    assert number is not None
    unit = written[number.end() :].strip().lower()[:1]
    return int(float(number[0].replace(",", ".")) * KILO ** UNITS.get(unit, 2))


def _weight(context: Context, message: Message, most: int) -> Iterator[Finding]:
    total = sum(file.size for file in message.attachments)
    if total <= most:
        return
    largest = sorted(message.attachments, key=lambda file: -file.size)
    weighed = tuple(
        wording("attachment-limits.file", name=file.name or file.media_type, size=_shown(file.size))
        for file in largest[:NAMED]
    )
    yield _at(
        context,
        largest[0],
        "attachment-limits",
        total=_shown(total),
        most=_shown(most),
        largest=weighed,
    )


def _at(context: Context, file: Attachment, key: str, **arguments: Any) -> Finding:
    """Report a file at its part; its name is what the reader sees of it."""
    part = next(one for one in context.message.parts if one.number == file.part)
    found = context.finding(Place(Scope.ATTACHMENT, part=part), key, **arguments)
    return structs.replace(found, excerpt=file.name)


def _runs_as(file: Attachment) -> str:
    """Return the ending by which a file runs when it is opened, '' where it does not.

    Windows takes no notice of full stops and spaces behind it. A file without an ending is judged
    by its media type.
    """
    ending = ENDING.search(file.name)
    if ending is None:
        typed = file.media_type in entries(__file__, "executable_types.txt")
        return file.media_type if typed else ""
    return f".{ending[1].lower()}" if ending[1].lower() in _executables() else ""


def _is_unnamed(file: Attachment) -> bool:
    """Tell whether a file has no name but an ending, or the one that programs give to all."""
    if not file.name.strip():
        return not file.inline and not file.media_type.startswith(NAMELESS_TYPES)
    stem = _bare(file.name)
    if not LETTER.search(COPY.sub("", stem)):
        return True
    counted = COUNTER.search(stem)
    stem = stem[: counted.start()] if counted else stem
    return " ".join(fold(stem).split()) in entries(__file__, "nameless.txt")


def _bare(name: str) -> str:
    """Return a file's name without its ending."""
    ending = ENDING.search(name)
    return name[: ending.start()] if ending else name


def _shown(size: int) -> Wording:
    """Write a size as people do: whole kilobytes, or megabytes with one decimal."""
    if size < MEGA:
        return wording("attachment-limits.kilobytes", number=str(round(size / KILO)))
    whole, tenth = divmod(round(size * 10 / MEGA), 10)
    key = "attachment-limits.tenths" if tenth else "attachment-limits.megabytes"
    return wording(key, number=str(whole), tenth=str(tenth))


@cache
def _executables() -> frozenset[str]:
    return frozenset(entries(__file__, "executables.txt"))


RULE = Rule("ATT002", "attachment-limits", Severity.WARNING, Options, check)
