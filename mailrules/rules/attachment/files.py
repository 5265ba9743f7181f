"""Which parts of a letter are files that somebody attached to it."""

from collections.abc import Iterator

from mailrules.message import Attachment, Message, lazy_pattern, read_entities, read_field

PICTURE = "image/"
REFERENCE = lazy_pattern(r"(?i)\bcid:([^\s\"'<>)]{1,200})")


def files(message: Message) -> list[Attachment]:
    """Return the files of a letter, without the pictures that its HTML shows.

    The parser has left out what signs or encrypts (RFC 1847), and other forms of the text.
    """
    shown = _shown_pictures(message)
    return [one for one in message.attachments if one.part not in shown]


def _shown_pictures(message: Message) -> frozenset[str]:
    """Return the numbers of the pictures that the HTML shows by their Content-ID (RFC 2392)."""
    candidates = frozenset(
        one.part for one in message.attachments if one.inline and one.media_type.startswith(PICTURE)
    )
    if not candidates:
        return candidates
    wanted = {
        found.casefold()
        for part in message.shown
        if part.is_html
        for found in REFERENCE.compiled.findall(part.source or "")
    }
    ids = dict(_content_ids(message))
    return frozenset(one for one in candidates if ids.get(one, "") in wanted)


def _content_ids(message: Message) -> Iterator[tuple[str, str]]:
    for entity in read_entities(message.raw):
        for field in entity.block.fields:
            if field.name.lower() == "content-id":
                value = read_field(message.raw, field).unfolded
                yield entity.number, value.strip(" \t\r\n<>").casefold()
