"""The files that drafts carry, each once, as the bytes that stand in the drafts."""

from base64 import b64decode, encodebytes
from binascii import Error
from collections.abc import Iterator, Sequence

from mailrules.compose.merging.drafts import Draft
from mailrules.compose.writing import File
from mailrules.compose.writing.policy import mail_lines
from mailrules.message import Entity, Message, read_entities

LETTERS = "message/"
ENCODED = "content-transfer-encoding"


def files_of(drafts: Sequence[Draft]) -> tuple[File, ...]:
    """Return the attachments of all drafts in order, byte-identical ones once."""
    found: dict[tuple[str | None, str, bytes], File] = {}
    for draft in drafts:
        for file in _files(draft.message):
            found.setdefault((file.name, file.media_type, file.content), file)
    return tuple(found.values())


def _files(message: Message) -> Iterator[File]:
    entities = read_entities(message.raw)
    for part, entity in zip(message.parts, entities, strict=True):
        within = entity.within_letter or entity.within_file
        container = entity.is_multipart and not entity.is_file
        if not (within or container or part.source is not None):
            yield _file(message.raw, entity)


def _file(raw: bytes, entity: Entity) -> File:
    body = raw[entity.start : entity.end]
    leaf = not (entity.is_multipart or entity.media_type.startswith(LETTERS))
    fields = [
        (field.name, raw[field.start : field.end].rstrip(b"\r\n"))
        for field in entity.block.fields
        if field.name.lower().startswith("content-")
    ]
    if not any(name.lower() == "content-type" for name, _ in fields):
        fields.insert(0, ("", f"Content-Type: {entity.media_type}".encode()))
    content = _decoded(body, entity.encoding) if leaf else body
    if leaf and entity.encoding == "binary":
        # Line breaks are data here, and text is written line by line.
        fields = [field for field in fields if field[0].lower() != ENCODED]
        fields.append(("", b"Content-Transfer-Encoding: base64"))
        body = encodebytes(body).rstrip()
    head = b"\r\n".join(field for _, field in fields)
    return File(entity.name, entity.media_type, content, mail_lines(head + b"\r\n\r\n" + body))


def _decoded(body: bytes, encoding: str) -> bytes:
    """Return what tells two files apart; of a broken encoding that is how they are written."""
    if encoding == "base64":
        try:
            return b64decode(body)
        except Error:
            return body
    return body
