"""One letter of several drafts."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import sha256

from msgspec import Struct

from mailrules.compose.merging.acceptance import accept
from mailrules.compose.merging.drafts import Draft, read_draft
from mailrules.compose.merging.files import files_of
from mailrules.compose.merging.gathering import gather
from mailrules.compose.merging.heading import deal_among, further_fields, people, subject, thread
from mailrules.compose.merging.layout import Text, page, plain
from mailrules.compose.merging.quotes import unite
from mailrules.compose.writing import Letter, write
from mailrules.config import Deal, Settings, signature_of
from mailrules.language import reads_russian
from mailrules.message import Address, Message
from mailrules.wording import render, wording


class Merged(Struct, frozen=True):
    """The letter's bytes, and what became one in it."""

    raw: bytes
    drafts: int
    questions: int
    files: int


def merge(
    letters: Iterable[tuple[str, Message]], settings: Settings, deals: Sequence[Deal] = ()
) -> Merged:
    """Make one letter of drafts, given with their paths.

    The texts stand in the order of their dates, undated drafts last. Date is
    the latest draft's (now, where none has one), the Message-ID is new and
    follows from the drafts: the same drafts give the same letter. Raises
    UsageError where they are no single letter.
    """
    drafts = [read_draft(path, message) for path, message in letters]
    accept(drafts, settings)
    drafts.sort(key=lambda draft: draft.moment)
    text, language = _text(drafts, settings)
    files = files_of(drafts)
    to, cc, bcc = people(drafts, settings)
    sender = _sender(drafts)
    letter = Letter(
        people=(("From", [sender]), ("To", to), ("Cc", cc), ("Bcc", bcc), _answers_to(drafts)),
        fields=_fields(drafts, sender, deals),
        text=plain(text),
        page=page(text, language) if all(map(_has_page, drafts)) else None,
        files=files,
        plain_8bit=any(map(_is_8bit, drafts)),
    )
    return Merged(write(letter), len(drafts), len(text.questions), len(files))


def _text(drafts: Sequence[Draft], settings: Settings) -> tuple[Text, str]:
    """Return what the letter says, and the language that it is in."""
    gathered = gather(drafts)
    said = (*gathered.questions, *gathered.blocks, *(draft.greeting for draft in drafts))
    language = "ru" if reads_russian("\n".join(said)) else "en"
    intro = gathered.intro or render(wording("merge.questions"), language)
    text = Text(
        greeting=max((draft.greeting for draft in drafts), key=len),
        blocks=gathered.blocks,
        intro=intro,
        questions=gathered.questions,
        signature=_signature(drafts, settings),
        notices=tuple(dict.fromkeys(notice for draft in drafts for notice in draft.notices)),
        quotes=unite(quote for draft in drafts for quote in draft.quotes),
    )
    return text, language


def _signature(drafts: Sequence[Draft], settings: Settings) -> str:
    """Return the house's signature of the sender; where it has none, the fullest of the drafts."""
    senders = (one for draft in drafts for one in draft.message.sender)
    record = next(filter(None, map(settings.staff_record, senders)), None)
    house = signature_of(settings, record) if record else None
    return house or max((draft.signature for draft in drafts), key=len)


def _sender(drafts: Sequence[Draft]) -> Address:
    """Return who writes: the latest draft's From."""
    return [draft.message.sender[0] for draft in drafts if draft.message.sender][-1]


def _answers_to(drafts: Sequence[Draft]) -> tuple[str, Sequence[Address]]:
    answers = {one.key: one for draft in drafts for one in draft.message.reply_to}
    return "Reply-To", [one for one in answers.values() if "@" in one.email]


def _fields(
    drafts: Sequence[Draft], sender: Address, deals: Sequence[Deal]
) -> tuple[tuple[str, str], ...]:
    in_reply_to, references = thread(drafts)
    replies = bool(in_reply_to or references)
    drawn = sha256(b"\0".join(draft.message.raw for draft in drafts)).hexdigest()[:32]
    fields = [
        ("Subject", subject(drafts, deal_among(drafts, deals), replies=replies)),
        ("Date", format_datetime(_date(drafts))),
        ("Message-ID", f"<{drawn}@{sender.domain}>"),
        ("In-Reply-To", " ".join(in_reply_to)),
        ("References", " ".join(references)),
        ("X-Unsent", "1"),
        *further_fields(drafts),
    ]
    return tuple((name, value) for name, value in fields if value)


def _date(drafts: Sequence[Draft]) -> datetime:
    dates = [draft.message.date for draft in drafts if draft.message.date]
    return dates[-1] if dates else datetime.now(UTC)


def _has_page(draft: Draft) -> bool:
    return any(part.is_html for part in draft.message.shown)


def _is_8bit(draft: Draft) -> bool:
    return any(part.encoding == "8bit" for part in draft.message.shown)
