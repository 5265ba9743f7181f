"""A letter for a person to read, and its parts for a program."""

from collections.abc import Iterator, Sequence
from typing import Any

from mailrules.compose.templates import Template
from mailrules.conversation import written
from mailrules.message import Address, Message
from mailrules.wording import render, wording

SCHEMA_VERSION = 1


def readable(message: Message, language: str) -> str:
    """Return the letter as its reader sees it: the head's lines, the text, the files."""
    return "\n".join([*_head(message, language), "", text_of(message)])


def text_of(message: Message) -> str:
    """Return the text/plain."""
    return next((part.text for part in message.shown if not part.is_html), "")


def parts_of(message: Message, template: Template, findings: Sequence[Any]) -> dict[str, Any]:
    """Return the letter's parts as plain data; people are ``{"name", "email"}``."""
    page = next((part.source for part in message.shown if part.is_html), None)
    return {
        "schema_version": SCHEMA_VERSION,
        "subject": message.subject,
        "from": next(iter(_people(message.sender)), None),
        "to": _people(message.to),
        "cc": _people(message.cc),
        "text": text_of(message),
        "html": page,
        "attachments": [
            {"name": file.name, "media_type": file.media_type, "size": file.size}
            for file in message.attachments
        ],
        "message_id": message.message_id,
        "in_reply_to": " ".join(message.in_reply_to) or None,
        "references": list(message.references),
        "template": template.name,
        "letter": template.letter,
        "findings": list(findings),
    }


def _head(message: Message, language: str) -> Iterator[str]:
    people = (("from", message.sender), ("to", message.to), ("cc", message.cc))
    for key, addresses in people:
        if addresses:
            yield _line(key, ", ".join(map(written, addresses)), language)
    yield _line("subject", message.subject, language)
    if message.attachments:
        yield _line("files", ", ".join(file.name for file in message.attachments), language)


def _line(key: str, value: str, language: str) -> str:
    return render(wording(f"compose.shown.{key}", value=value), language)


def _people(addresses: Sequence[Address]) -> list[dict[str, str]]:
    return [{"name": one.name, "email": one.email} for one in addresses]
