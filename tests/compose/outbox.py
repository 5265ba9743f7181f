"""Drafts for tests: the few things that matter become letters to merge."""

from collections.abc import Mapping
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from mailrules.compose import merge
from mailrules.config import Organisation, Settings, StaffRecord
from mailrules.conversation import mailbox_key
from mailrules.message import Message, parse

HOUSE = Settings(
    organisation=Organisation(name="Nirro Call Center", domains=("nirro.example",)),
    staff=(StaffRecord("Анна Ким", "anna@nirro.example", aliases=("sales@nirro.example",)),),
)
OPEN = Settings()
SIGNATURE = "С уважением,\nАнна Ким\nanna@nirro.example"
QUOTE = "20.11.2026 10:00, Пётр Сидоров пишет:\n> Анна, пришлите договор и смету.\n>\n> Пётр"
DATE = "Mon, 23 Nov 2026 10:00:00 +0300"


def draft(
    body: str = "Добрый день, Пётр.\n\nВысылаю договор.",
    *,
    html: str | None = None,
    files: Mapping[str, bytes] | None = None,
    signature: str = SIGNATURE,
    quote: str = "",
    cte: str = "quoted-printable",
    **fields: Any,
) -> Message:
    """Return a draft from Anna to Petr; ``fields`` are headers, ``_`` for ``-``, None for none."""
    message = EmailMessage(policy=SMTP)
    head = {
        "From": "Анна Ким <anna@nirro.example>",
        "To": "Пётр Сидоров <petr@motor.example>",
        "Subject": "Холодные звонки по продаже моторного масла",
        "Date": DATE,
        **{name.replace("_", "-"): value for name, value in fields.items()},
    }
    for name, value in head.items():
        if value is not None:
            message[name] = value
    text = "\n\n".join(filter(None, (body, signature, quote)))
    message.set_content(text + "\n", cte=cte)
    if html is not None:
        message.add_alternative(html, subtype="html", cte=cte)
    for name, data in (files or {}).items():
        message.add_attachment(data, maintype="application", subtype="pdf", filename=name)
    return parse(bytes(message))


def one_of(*drafts: Message, settings: Settings = HOUSE, **options: Any) -> Message:
    """Merge drafts called 1.eml, 2.eml, …; return the letter as it is read."""
    named = [(f"{number}.eml", message) for number, message in enumerate(drafts, 1)]
    letter = parse(merge(named, settings, **options).raw)
    assert letter.defects == ()
    assert b"\r\n" in letter.raw
    assert not letter.raw.replace(b"\r\n", b"").count(b"\n")
    return letter


def text_of(letter: Message) -> str:
    """Return the plain text."""
    return next(part.text for part in letter.shown if not part.is_html)


def keys(letter: Message) -> set[str]:
    """Return everybody whom a letter reaches."""
    return {mailbox_key(one) for one in (*letter.to, *letter.cc, *letter.bcc)}
