"""Files that letters carry: read from the disk, or taken over from drafts, ready to be written."""

from email.message import EmailMessage
from mimetypes import guess_type
from pathlib import Path

from msgspec import Struct

from mailrules.compose.writing.policy import LONGEST_LINE, POLICY, mail_lines
from mailrules.errors import InputError
from mailrules.message import LIMIT
from mailrules.wording import wording

UNKNOWN = "application/octet-stream"  # RFC 2046, 4.5.1
LETTER = "message/rfc822"


class File(Struct, frozen=True):
    """A part that no text of the letter is: its header and body, ready to be put into another.

    ``raw`` has no line break at its end. Two files are one where name, type and content are.
    """

    name: str | None
    media_type: str
    content: bytes
    raw: bytes


def read_file(path: str) -> File:
    """Read a file to attach; its type is that of its name.

    Raises InputError for what cannot be read, or is larger than any letter.
    """
    try:
        with Path(path).open("rb") as file:
            content = file.read(LIMIT + 1)
    except OSError as error:
        reason: object = error.strerror or str(error)
        raise InputError("cli.unreadable", path=path, reason=reason) from error
    if len(content) > LIMIT:
        reason = wording("compose.file-too-large", limit=LIMIT // 1024 // 1024)
        raise InputError("cli.unreadable", path=path, reason=reason)
    return attached(Path(path).name, content)


def attached(name: str, content: bytes) -> File:
    """Make a file of its name (any script, RFC 2231) and content.

    A letter is attached as it is, for RFC 2046, 5.2.1, allows it no base64;
    where its lines are no mail's, it is a file like any other.
    """
    guessed, compressed = guess_type(name)
    media_type = guessed if guessed and not compressed else UNKNOWN
    if media_type.startswith("message/") and (media_type != LETTER or not _is_mail(content)):
        media_type = UNKNOWN
    part = EmailMessage(policy=POLICY)
    maintype, _, subtype = media_type.partition("/")
    part.set_content(content, maintype, subtype, disposition="attachment", filename=name)
    del part["MIME-Version"]
    raw = bytes(part)
    if media_type == LETTER:
        del part["Content-Transfer-Encoding"]
        part["Content-Transfer-Encoding"] = "7bit" if content.isascii() else "8bit"
        head = bytes(part).partition(b"\r\n\r\n")[0]
        raw = head + b"\r\n\r\n" + mail_lines(content)
    return File(name, media_type, content, raw.removesuffix(b"\r\n"))


def _is_mail(content: bytes) -> bool:
    longest = max(map(len, content.splitlines()), default=0)
    return longest <= LONGEST_LINE and b"\0" not in content
