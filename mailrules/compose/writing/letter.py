"""A letter's bytes: headers and text by the standard library, files as they were."""

import unicodedata
from collections.abc import Iterator, Sequence
from email.errors import HeaderParseError, MessageDefect
from email.headerregistry import Address as Mailbox
from email.message import EmailMessage
from hashlib import sha256
from itertools import takewhile

from msgspec import Struct

from mailrules.compose.writing.files import File
from mailrules.compose.writing.policy import LONGEST_LINE, POLICY
from mailrules.conversation import written
from mailrules.errors import UsageError
from mailrules.fixes import encode_words, fold
from mailrules.message import Address

ROOM = 76  # characters of a line with an encoded word (RFC 2047, 2)
ENCODING = "Content-Transfer-Encoding"


class Letter(Struct, frozen=True):
    """All that is to be written. ``fields`` are headers besides the addresses, in order.

    ``flowed`` where the lines of ``text`` are format=flowed (RFC 3676).
    """

    people: tuple[tuple[str, Sequence[Address]], ...]
    fields: tuple[tuple[str, str], ...]
    text: str
    page: str | None = None
    files: tuple[File, ...] = ()
    plain_8bit: bool = False
    flowed: bool = False


def write(letter: Letter) -> bytes:
    """Return the letter with CRLF line breaks; the same letter gives the same bytes.

    Text is quoted-printable, or with ``plain_8bit`` 8bit where its lines are
    short enough. Raises UsageError for an address that cannot be written.
    """
    content = EmailMessage(policy=POLICY)
    _put_text(content, letter)
    head = b"".join(_head(letter))
    if not letter.files:
        return head + bytes(content)
    del content["MIME-Version"]
    parts = [bytes(content), *(file.raw for file in letter.files)]
    boundary = _boundary(letter, parts)
    fields = f'MIME-Version: 1.0\r\nContent-Type: multipart/mixed;\r\n boundary="{boundary}"\r\n'
    delimiter = f"\r\n--{boundary}".encode()
    body = b"".join(delimiter + b"\r\n" + part for part in parts)
    return head + fields.encode() + body + delimiter + b"--\r\n"


def clean(value: str) -> str:
    """Return a header's value on one line, without what a header cannot hold."""
    shown = (" " if unicodedata.category(char) in ("Cc", "Cs") else char for char in value)
    return " ".join("".join(shown).split())


def _head(letter: Letter) -> Iterator[bytes]:
    for name, addresses in letter.people:
        if addresses:
            yield _field(name, ", ".join(map(_mailbox, addresses)))
    for name, value in letter.fields:
        yield _field(name, _encoded(clean(value), len(name) + 2))


def _field(name: str, value: str) -> bytes:
    """Return a header field, folded at its spaces.

    The standard library would encode a long Message-ID, and lose the space
    where it cuts a text into two encoded words (RFC 2047, 5 and 6.2).
    """
    return fold(f"{name}: {value}", (), "\r\n").encode() + b"\r\n"


def _encoded(text: str, column: int) -> str:
    """Return a text that begins in ``column`` as encoded words, from the first that needs it on."""
    words = text.split(" ")
    plain = list(takewhile(lambda word: word.isascii() and "=?" not in word, words))
    rest = " ".join(words[len(plain) :])
    if not rest:
        return text
    room = ROOM - column - len(" ".join([*plain, ""]))
    return " ".join([*plain, encode_words(rest, "", room, foldable=bool(plain))])


def _put_text(message: EmailMessage, letter: Letter) -> None:
    params = {"format": "flowed"} if letter.flowed else None
    message.set_content(_sound(letter.text), cte=_encoding(letter.text, letter), params=params)
    _keep_from(message)
    if letter.page is not None:
        encoding = _encoding(letter.page, letter)
        message.add_alternative(_sound(letter.page), subtype="html", cte=encoding)
        message.set_boundary(_boundary(letter, [bytes(message)]))


def _keep_from(message: EmailMessage) -> None:
    """Hide lines that begin with "From " from mailboxes, which would change them (RFC 4155)."""
    if message[ENCODING] == "quoted-printable":
        written = f"\n{message.get_payload()}".replace("\nFrom ", "\n=46rom ")
        message.set_payload(written[1:])


def _sound(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _encoding(text: str, letter: Letter) -> str:
    longest = max((len(line.encode("utf-8", "replace")) for line in text.split("\n")), default=0)
    mangled = "\nFrom " in f"\n{text}"
    if longest > LONGEST_LINE or mangled or not (letter.plain_8bit or text.isascii()):
        return "quoted-printable"
    return "7bit" if text.isascii() else "8bit"


def _boundary(letter: Letter, parts: Sequence[bytes]) -> str:
    """Return a delimiter that stands in none of the parts."""
    seed = sha256(letter.text.encode("utf-8", "replace"))
    while any(seed.hexdigest()[:32].encode() in part for part in parts):
        seed.update(b"-")
    return f"=_{seed.hexdigest()[:32]}"


def _mailbox(one: Address) -> str:
    """Return an address as it stands in a header; its domain in ASCII (RFC 5890)."""
    local, _, domain = one.email.rpartition("@")
    if not domain.isascii():
        domain = one.domain
    address = f"{local}@{domain}"
    try:
        if not address.isascii():
            raise ValueError
        address = Mailbox(addr_spec=address).addr_spec
    except (ValueError, IndexError, MessageDefect, HeaderParseError):
        raise UsageError("compose.address", address=one.email) from None
    name = clean(one.name)
    if name.isascii() and "=?" not in name:
        return written(Address(name, address))
    return f"{encode_words(name, '', ROOM - len('From: '), foldable=False)} <{address}>"
