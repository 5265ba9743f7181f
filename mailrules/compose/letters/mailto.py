"""A short letter as a link that opens it in the mail program (RFC 6068)."""

from collections.abc import Sequence
from urllib.parse import quote

from mailrules.compose.letters.shown import text_of
from mailrules.errors import UsageError
from mailrules.message import Address, Message

LONGEST = 2_000  # characters: of longer links browsers and mail programs cut off the end
IN_ADDRESS = "!$'*+-._~@"  # RFC 6068, 2: what stands in an address as it is
IN_VALUE = "!$'()*,-._~:@/?"


def mailto(message: Message) -> str:
    """Return the link that writes ``message``.

    Raises UsageError where a link cannot hold it: too long, or with files.
    """
    if message.attachments:
        raise UsageError("compose.mailto.plain")
    fields = [
        ("cc", _addresses(message.cc)),
        ("subject", quote(message.subject, IN_VALUE)),
        ("in-reply-to", _identifier(message)),
        ("body", quote(text_of(message).strip("\n").replace("\n", "\r\n"), IN_VALUE)),
    ]
    asked = "&".join(f"{name}={value}" for name, value in fields if value)
    link = f"mailto:{_addresses(message.to)}?{asked}"
    if len(link) > LONGEST:
        raise UsageError("compose.mailto.long", length=len(link), most=LONGEST)
    return link


def _addresses(people: Sequence[Address]) -> str:
    return ",".join(quote(one.key, IN_ADDRESS) for one in people)


def _identifier(message: Message) -> str:
    return quote(message.in_reply_to[0], IN_VALUE) if message.in_reply_to else ""
