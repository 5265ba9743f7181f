"""What the bytes of a message consist of: for whoever writes some of them anew."""

from collections.abc import Sequence

from msgspec import Struct

from mailrules.message.mime.charsets import codec_of, is_ascii_superset
from mailrules.message.mime.encoded_words import Stretch, stretches
from mailrules.message.mime.entities import Entity
from mailrules.message.mime.headers import Field, unfold, written_value
from mailrules.message.mime.parts import charset_label
from mailrules.message.mime.transfer import IDENTITY, decode_bytes, decode_text

WRITTEN = IDENTITY | {"quoted-printable", "base64"}


class Body(Struct, frozen=True):
    """A text part's body on its way to text: ``encoded`` bytes, ``data`` in a charset, ``text``.

    ``codec`` is what the data was read in, with ``label`` (None where nothing
    says a charset) the codec to write in; ``exact`` tells whether the label
    was right. ``broken`` is a body that its encoding does not explain.
    """

    media_type: str
    encoded: bytes
    encoding: str
    data: bytes
    text: str
    codec: str
    label: str | None
    exact: bool
    broken: bool

    @property
    def is_writable(self) -> bool:
        """Tell whether a body of this transfer encoding can be written."""
        return self.encoding in WRITTEN

    @property
    def keeps_lines(self) -> bool:
        """Tell whether a line of the data is a line of the text: not so in UTF-16, ISO-2022."""
        return is_ascii_superset(self.codec)


class FieldValue(Struct, frozen=True):
    """A header field's value: ``written`` as it stands, folded and encoded, its bytes in ``codec``.

    ``unfolded`` is the same on one line; ``offsets[i]`` says where in
    ``written`` its character ``i`` stands (one entry more than characters).
    ``stretches`` part ``unfolded`` into plain text and encoded words.
    """

    written: str
    codec: str
    unfolded: str
    offsets: Sequence[int]
    stretches: tuple[Stretch, ...]


def read_body(raw: bytes, entity: Entity) -> Body:
    """Read the body of a text part, as ``parse`` does. Never raises."""
    encoded = raw[entity.start : entity.end]
    label = charset_label(entity, encoded)
    decoded = decode_text(encoded, entity.encoding, label)
    named = codec_of(label.strip().lower()) if label else None
    reading = decoded.reading
    return Body(
        media_type=entity.media_type,
        encoded=encoded,
        encoding=entity.encoding,
        data=decode_bytes(encoded, entity.encoding)[0],
        text=decoded.text,
        codec=named if named and reading.codec == "ascii" else reading.codec,
        label=label,
        exact=reading.problem is None,
        broken=decoded.broken,
    )


def read_field(raw: bytes, field: Field) -> FieldValue:
    """Read the value of a header field, as ``parse`` does. Never raises."""
    written, reading = written_value(raw, field)
    unfolded, offsets = unfold(written)
    return FieldValue(written, reading.codec, unfolded, offsets, tuple(stretches(unfolded)))
