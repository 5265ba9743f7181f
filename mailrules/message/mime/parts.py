"""Entities become parts: which of them a reader is shown, which are files, and their text."""

import codecs
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mailrules.message.mime.breaks import MAX_MAPPED
from mailrules.message.mime.charsets import codec_of
from mailrules.message.mime.entities import Entity
from mailrules.message.mime.transfer import Decoded, decode_text, decoded_size, is_known
from mailrules.message.model import Attachment, Defect, Part, Segment, SegmentKind
from mailrules.message.part import MAX_JUDGED
from mailrules.wording import wording

SHOWN_TYPES = frozenset({"text/plain", "text/html"})


class Built(NamedTuple):
    """What one entity becomes."""

    part: Part
    attachment: Attachment | None = None
    defects: tuple[Defect, ...] = ()


def build_parts(raw: bytes, entities: Sequence[Entity]) -> list[Built]:
    """Return each entity's part, attachment and defects, in order. Never raises."""
    parents = {id(one.parent) for one in entities}
    leaves = [one for one in entities if id(one) not in parents]
    shown = {id(one) for one in _shown(leaves)}
    built = []
    for one in entities:
        if id(one) in shown:
            built.append(_build_text(raw, one))
        else:
            built.append(_build_other(raw, one, is_leaf=id(one) not in parents))
    return built


def _shown(leaves: Sequence[Entity]) -> list[Entity]:
    """Choose the texts that a reader is shown; a multipart without parts is shown as it is."""
    own = [one for one in leaves if not (one.within_letter or one.within_file or one.is_file)]
    texts = [one for one in own if one.media_type in SHOWN_TYPES or one.is_multipart]
    # A text with a name is a file, unless the letter begins with it.
    shown = [one for one in texts if one.name is None or one is own[0]]
    return shown or [one for one in own if one.media_type.startswith("text/")][:1]


def _part(entity: Entity, charset: str | None = None, **shown: object) -> Part:
    return Part(
        number=entity.number,
        media_type=entity.media_type,
        charset=charset,
        encoding=entity.encoding,
        name=entity.name,
        flowed=(entity.content.get("format") or "").lower() == "flowed",
        start=entity.start,
        end=entity.end,
        line=entity.line,
        **shown,  # type: ignore[arg-type]
    )


def _build_text(raw: bytes, entity: Entity) -> Built:
    body = raw[entity.start : entity.end]
    label = charset_label(entity, body)
    decoded = decode_text(body, entity.encoding, label)
    text, offsets, quotes, cut = _readable(entity, decoded.text)
    part = _part(
        entity,
        _charset(decoded, label),
        source=decoded.text,
        text=text,
        offsets=offsets,
        encoded_lines=decoded.encoded_lines,
        segments=_segment(text, quotes),
    )
    return Built(
        part, None, tuple(_text_defects(entity, decoded, label, length=len(text), cut=cut))
    )


def charset_label(entity: Entity, body: bytes) -> str | None:
    """Return the charset that a text says it is in: its header's word, else the page's own."""
    label = entity.content.get("charset")
    if label is None and entity.media_type == "text/html":
        return _label_in_html(body)
    return label


def _readable(
    entity: Entity, source: str
) -> tuple[str, Sequence[int] | None, Sequence[tuple[int, int]], bool]:
    """Return the readable text, its offsets, the quotes in it, and whether it was cut short."""
    if entity.media_type != "text/html":
        text = source.replace("\r\n", "\n").replace("\r", "\n") if "\r" in source else source
        return text, None, (), False
    from mailrules.message.html.page import read_html

    page = read_html(source)
    return page.text, page.offsets, page.quotes, page.cut


def _build_other(raw: bytes, entity: Entity, *, is_leaf: bool) -> Built:
    label = entity.content.get("charset")
    if not _is_offered(entity, is_leaf=is_leaf):
        return Built(_part(entity, label))
    size = decoded_size(raw, entity.start, entity.end, entity.encoding)
    inline = entity.disposition.value == "inline" or (entity.has_id and not entity.is_file)
    file = Attachment(entity.name or "", entity.media_type, size, entity.number, inline)
    return Built(_part(entity, label, attached=True), file)


def _is_offered(entity: Entity, *, is_leaf: bool) -> bool:
    """Tell whether a mail program offers the part as a file."""
    if entity.within_letter or entity.within_file or entity.is_signature:
        return False
    if entity.is_file or entity.is_letter:
        return True
    # Another form of the text (a calendar, enriched text) is no file, unless it has a name.
    return is_leaf and (entity.name is not None or not entity.media_type.startswith("text/"))


def _label_in_html(body: bytes) -> str | None:
    found = re.search(rb"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", body[:2048], re.IGNORECASE)
    return found[1].decode("ascii", "replace") if found else None


def _charset(decoded: Decoded, label: str | None) -> str:
    """Return the label where it was right and Python knows it, else the codec that was used."""
    if decoded.reading.problem is None and label is not None:
        try:
            codecs.lookup(label)
        except LookupError:
            return codec_of(label.lower()) or decoded.reading.codec
        return label.lower()
    return "us-ascii" if decoded.reading.codec == "ascii" else decoded.reading.codec


def _segment(text: str, quotes: Sequence[tuple[int, int]]) -> tuple[Segment, ...]:
    """Segment a text; what is longer than any letter is nobody's words from there on."""
    from mailrules.message.segments import segment

    if len(text) <= MAX_JUDGED:
        return segment(text, html_quotes=quotes)
    within = [(start, min(end, MAX_JUDGED)) for start, end in quotes if start < MAX_JUDGED]
    rest = Segment(SegmentKind.DISCLAIMER, MAX_JUDGED, len(text))
    return (*segment(text[:MAX_JUDGED], html_quotes=within), rest)


def _text_defects(
    entity: Entity, decoded: Decoded, label: str | None, *, length: int, cut: bool
) -> Iterator[Defect]:
    number = entity.number
    reading = decoded.reading
    if not is_known(entity.encoding):
        yield Defect(wording("defect.encoding", encoding=entity.encoding), True, number)
    if decoded.broken:
        yield Defect(wording("defect.broken-body", encoding=entity.encoding), True, number)
    if reading.problem is not None:
        message = wording(
            f"defect.charset-{reading.problem}", label=label or "", used=reading.codec
        )
        yield Defect(message, reading.codec != "ascii", number)
    if length > MAX_JUDGED:
        yield Defect(wording("defect.text-long", count=MAX_JUDGED), True, number)
    if cut:
        yield Defect(wording("defect.html-long", count=MAX_MAPPED), True, number)
