"""A template, a deal and a staff record become a letter."""

from collections.abc import Mapping
from email.utils import format_datetime
from hashlib import sha256
from typing import NamedTuple

from msgspec import structs

from mailrules.compose.letters.lines import stuffed, tidy, wrapped, wrapped_quote
from mailrules.compose.letters.order import Composed, Order
from mailrules.compose.letters.people import Recipients
from mailrules.compose.letters.reply import quote, subject_of, thread_of
from mailrules.compose.pages import letter_page
from mailrules.compose.templates import FILTERS, Library, Template, answers, implicit
from mailrules.compose.writing import Letter, clean, write
from mailrules.config import Settings, StaffRecord, signature_of
from mailrules.errors import ConfigError, UsageError
from mailrules.message import Address
from mailrules.rendering import RenderError, Traced, trace
from mailrules.wording import render, wording


class Said(NamedTuple):
    """What a template says: subject and body, and the names that it was given."""

    subject: Traced
    body: Traced
    fields: Mapping[str, object]


def compose(order: Order, settings: Settings, library: Library) -> Composed:
    """Return the letter; the same order gives the same bytes.

    Raises ConfigError at the line of the template, or of the piece, that
    cannot be rendered, and UsageError for a block that is empty and an
    address that cannot be written.
    """
    said = _said(order, settings, library)
    text, lines = tidy(said.body.text)
    subject = clean(said.subject.text)
    composed = Composed(
        raw=f"{text}\n".encode("utf-8", "replace"),
        subject=subject,
        text=f"{text}\n",
        template=f"{order.template.name}@sha256:{order.template.digest}",
        traced=said.body,
        subject_traced=said.subject,
        fields=said.fields,
        lines=lines,
    )
    if order.template.form == "text":
        return composed
    _require_blocks(order.template, said.body, settings)
    return _addressed(order, composed, text, settings)


def _addressed(order: Order, composed: Composed, text: str, settings: Settings) -> Composed:
    """Return the letter around the author's text: head, signature, quote, page, files."""
    language = order.template.language
    signature = signature_for(order.sender, settings, language)
    earlier = quote(order.parent, language)
    subject = subject_of(order.parent, composed.subject)
    plain = _plain(text, signature, earlier, settings)
    page = letter_page(text, signature, earlier, language=language) if order.html else None
    letter = Letter(
        people=(
            ("From", (Address(order.sender.name, order.sender.email),)),
            ("To", order.to),
            ("Cc", order.cc),
        ),
        fields=(),
        text=plain,
        page=page,
        files=order.files,
        flowed=settings.compose.wrap == "flowed",
    )
    message_id = _message_id(order, subject, letter)
    fields = _fields(order, subject, message_id, composed.template)
    return structs.replace(
        composed,
        raw=write(structs.replace(letter, fields=fields)),
        subject=subject,
        text=plain,
        page=page,
        message_id=message_id,
    )


def signature_for(sender: StaffRecord, settings: Settings, language: str) -> str:
    """Return the house's signature; where it has none, a closing phrase, name and address."""
    house = signature_of(settings, sender)
    if house is not None:
        return house
    closing = render(wording("compose.closing"), language)
    contacts = (sender.name, sender.position, sender.phone, sender.email)
    return "\n".join([closing, *filter(None, contacts)])


def _said(order: Order, settings: Settings, library: Library) -> Said:
    template = order.template
    known = implicit(
        settings,
        order.sender,
        order.deal,
        Recipients(order.to, order.cc).single,
        order.now,
        template.language,
    )
    fields = {**known, **answers(template, order.values).values}
    try:
        subject = trace(template.subject, fields, pieces=library.pieces, filters=FILTERS)
    except RenderError as error:
        raise _placed(error, template, library, template.subject_mark.line) from None
    try:
        body = trace(template.body, fields, pieces=library.pieces, filters=FILTERS)
    except RenderError as error:
        raise _placed(error, template, library, template.body_line) from None
    return Said(subject, body, fields)


def _placed(error: RenderError, template: Template, library: Library, first: int) -> ConfigError:
    """Give an error its place: the template's own line, or that of a piece."""
    path, line = template.path, first + error.line - 1
    if error.piece:
        path, line = library.piece_path(error.piece) or path, error.line
    return ConfigError(error.key, path=path, line=line, column=error.column, **error.arguments)


def _require_blocks(template: Template, body: Traced, settings: Settings) -> None:
    """Raise UsageError where a block that the letter must have is not there, or says nothing."""
    kind = settings.letters.get(template.letter or "")
    wanted = dict.fromkeys((*template.blocks, *(kind.required if kind else ())))
    empty = [name for name in wanted if not body.blocks.get(name, "").strip()]
    if empty:
        raise UsageError("compose.blocks", name=template.name, blocks=empty)


def _plain(text: str, signature: str, earlier: str, settings: Settings) -> str:
    wrap, width = settings.compose.wrap, settings.compose.width
    parts = (
        wrapped(text, wrap, width),
        stuffed(signature, wrap),
        wrapped_quote(earlier, wrap, width),
    )
    return "\n\n".join(filter(None, parts)) + "\n"


def _fields(
    order: Order, subject: str, message_id: str, template: str
) -> tuple[tuple[str, str], ...]:
    thread = thread_of(order.parent)
    fields = (
        ("Subject", subject),
        ("Date", format_datetime(order.now)),
        ("Message-ID", message_id),
        ("In-Reply-To", thread.in_reply_to),
        ("References", thread.references),
        ("X-Unsent", "1"),
        ("X-Mailrules-Template", template),
        ("X-Mailrules-Letter", order.template.letter or ""),
        ("X-Mailrules-Deal", order.deal.id if order.deal and not order.template.internal else ""),
    )
    return tuple((name, value) for name, value in fields if value)


def _message_id(order: Order, subject: str, letter: Letter) -> str:
    """Return a Message-ID drawn from all that the letter says, and from the order's salt."""
    said = (
        *(repr(people) for people in letter.people),
        subject,
        order.now.isoformat(),
        letter.text,
        order.salt,
        *(sha256(file.raw).hexdigest() for file in letter.files),
    )
    drawn = sha256("\0".join(said).encode("utf-8", "replace")).hexdigest()[:32]
    return f"<{drawn}@{Address('', order.sender.email).domain}>"
