"""The merged letter's bytes: headers and text by the standard library, files as they were."""

import unicodedata
from collections.abc import Sequence
from email.errors import MessageDefect
from email.headerregistry import Address as Mailbox
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256

from msgspec import Struct

from mailrules.compose.merging.files import File
from mailrules.errors import UsageError
from mailrules.message import Address

LONGEST_LINE = 998  # bytes (RFC 5322, 2.1.1)
POLICY = SMTP.clone(refold_source="none")


class Letter(Struct, frozen=True):
    """All that is to be written. ``fields`` are headers besides the addresses, in order."""

    people: tuple[tuple[str, Sequence[Address]], ...]
    fields: tuple[tuple[str, str], ...]
    text: str
    page: str | None = None
    files: tuple[File, ...] = ()
    plain_8bit: bool = False


def write(letter: Letter) -> bytes:
    """Return the letter with CRLF line breaks; the same letter gives the same bytes.

    Text is quoted-printable, or with ``plain_8bit`` 8bit where its lines are
    short enough. Raises UsageError for an address that cannot be written.
    """
    message = EmailMessage(policy=POLICY)
    for name, addresses in letter.people:
        if addresses:
            message[name] = [_mailbox(one) for one in addresses]
    for name, value in letter.fields:
        message[name] = clean(value)
    if not letter.files:
        _put_text(message, letter)
        return bytes(message)
    inner = EmailMessage(policy=POLICY)
    _put_text(inner, letter)
    del inner["MIME-Version"]
    parts = [bytes(inner), *(file.raw for file in letter.files)]
    boundary = _boundary(letter, parts)
    fields = f'MIME-Version: 1.0\r\nContent-Type: multipart/mixed;\r\n boundary="{boundary}"\r\n'
    delimiter = f"\r\n--{boundary}".encode()
    body = b"".join(delimiter + b"\r\n" + part for part in parts)
    head = bytes(message).removesuffix(b"\r\n") + fields.encode()
    return head + body + delimiter + b"--\r\n"


def clean(value: str) -> str:
    """Return a header's value on one line, without what a header cannot hold."""
    shown = (" " if unicodedata.category(char) in ("Cc", "Cs") else char for char in value)
    return " ".join("".join(shown).split())


def _put_text(message: EmailMessage, letter: Letter) -> None:
    message.set_content(_sound(letter.text), cte=_encoding(letter.text, letter))
    if letter.page is not None:
        encoding = _encoding(letter.page, letter)
        message.add_alternative(_sound(letter.page), subtype="html", cte=encoding)
        message.set_boundary(_boundary(letter, [bytes(message)]))


def _sound(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _encoding(text: str, letter: Letter) -> str:
    longest = max((len(line.encode("utf-8", "replace")) for line in text.split("\n")), default=0)
    if longest > LONGEST_LINE or not (letter.plain_8bit or text.isascii()):
        return "quoted-printable"
    return "7bit" if text.isascii() else "8bit"


def _boundary(letter: Letter, parts: Sequence[bytes]) -> str:
    """Return a delimiter that stands in none of the parts."""
    seed = sha256(letter.text.encode("utf-8", "replace"))
    while any(seed.hexdigest()[:32].encode() in part for part in parts):
        seed.update(b"-")
    return f"=_{seed.hexdigest()[:32]}"


def _mailbox(one: Address) -> Mailbox:
    """Return an address as the standard library writes it; its domain in ASCII (RFC 5890)."""
    local, _, domain = one.email.rpartition("@")
    if not domain.isascii():
        domain = one.domain
    address = f"{local}@{domain}"
    try:
        if not address.isascii():
            raise ValueError
        return Mailbox(clean(one.name), addr_spec=address)
    except (ValueError, IndexError, MessageDefect):
        raise UsageError("merge.address", address=one.email) from None
