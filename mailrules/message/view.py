"""What the parser sees of a message: the JSON of ``inspect`` (contract, section 2)."""

from typing import Any

from mailrules.message.model import Address, Attachment, Defect, Message, Part
from mailrules.wording import render

SCHEMA_VERSION = 1


def inspect(message: Message, language: str) -> dict[str, Any]:
    """Return the whole view; sentences of defects are in ``language`` (``ru`` or ``en``)."""
    return {
        "schema_version": SCHEMA_VERSION,
        "headers": _headers(message),
        "parts": [_part(part) for part in message.parts],
        "attachments": [_attachment(file) for file in message.attachments],
        "defects": [_defect(defect, language) for defect in message.defects],
        "segments": [one for part in message.shown for one in _segments(part)],
    }


def _headers(message: Message) -> dict[str, Any]:
    subject = message.header("Subject")
    return {
        "subject": subject.value if subject else None,
        "from": next(iter(_people(message.sender)), None),
        "to": _people(message.to),
        "cc": _people(message.cc),
        "bcc": _people(message.bcc),
        "reply_to": _people(message.reply_to),
        "date": message.date.isoformat() if message.date else None,
        "message_id": message.message_id,
        "in_reply_to": " ".join(message.in_reply_to) or None,
        "references": list(message.references),
    }


def _people(addresses: tuple[Address, ...]) -> list[dict[str, str]]:
    return [{"name": one.name, "email": one.email} for one in addresses]


def _part(part: Part) -> dict[str, Any]:
    said = {
        "number": part.number,
        "media_type": part.media_type,
        "charset": part.charset,
        "encoding": part.encoding,
        "name": part.name,
        "line": part.line,
        "size": part.end - part.start,
        "shown": part.source is not None,
    }
    return said | ({"text": part.text} if part.source is not None else {})


def _attachment(file: Attachment) -> dict[str, Any]:
    return {
        "name": file.name,
        "media_type": file.media_type,
        "size": file.size,
        "part": file.part,
        "inline": file.inline,
    }


def _defect(defect: Defect, language: str) -> dict[str, Any]:
    return {
        "kind": defect.message.key.removeprefix("defect."),
        "message": render(defect.message, language),
        "visible": defect.visible,
        "part": defect.part,
    }


def _segments(part: Part) -> list[dict[str, Any]]:
    """Return a part's segments: of plain text the exact source, of HTML its readable text."""
    return [
        {
            "kind": str(segment.kind),
            "text": part.text_of(segment),
            "part": part.number,
            "line": part.position(segment.start)[0],
            "end_line": part.position(max(segment.start, segment.end - 1))[0],
        }
        for segment in part.segments
    ]
