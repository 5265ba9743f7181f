"""The body of a text part after its edits, in the part's own encoding and charset.

If these cannot hold the new text, the part moves to UTF-8; if its bytes may not be
8-bit ones, to quoted-printable as well.
"""

import re
from base64 import b64encode
from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct

from mailrules.fixes import quoted_printable
from mailrules.fixes.edits import Span, Unwritable, encode, splice
from mailrules.fixes.quoted_printable import Patch
from mailrules.message import Body, lazy_pattern

BREAK = lazy_pattern(r"\r\n|\n|\r")
META = lazy_pattern(
    r"<meta\b[^<>]{0,200}?\bcharset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.IGNORECASE
)
LINE, SHORTEST = 76, 4  # digits of base64 on a line
SEEN = 2048  # characters of a page in which its charset is looked for
UTF_8 = "utf-8"


class EditedBody(Struct, frozen=True):
    """New bytes of a body and the text that they have to be read as.

    ``charset`` and ``encoding`` are what the part's header has to say from now
    on, None where that stays as it is.
    """

    encoded: bytes
    text: str
    charset: str | None = None
    encoding: str | None = None


def edit_body(body: Body, spans: Sequence[Span], ending: str, *, free: bool) -> EditedBody:
    """Make ``spans`` of the text in a body; ``ending`` is the line break where it has none.

    ``free`` is a letter whose bytes are 8-bit although nothing in it says so.
    Raises Unwritable.
    """
    if not body.is_writable or (body.broken and body.encoding == "base64"):
        raise Unwritable
    plain = body.data.isascii()
    found = BREAK.search(body.text)
    ending = found[0] if found else ending
    spans = [Span(start, end, BREAK.sub(ending, new)) for start, end, new in spans]
    if any(_tears(body.text, place) for start, end, _ in spans for place in (start, end)):
        raise Unwritable
    moves = not _holds(body, "".join(span.replacement for span in spans))
    codec = UTF_8 if moves else body.codec
    if moves and body.media_type == "text/html":
        spans = _relabel_page(body.text, spans)
    if body.keeps_lines and (plain or not moves):
        patches = _patches(body, spans, codec)
    else:
        patches = _recoded(body, spans, codec)
    data = splice(body.data, patches)
    free = free and plain and body.label is None
    encoding = None
    if body.encoding == "7bit" and not data.isascii() and not free and (plain or moves):
        encoding = "quoted-printable" if plain else "8bit"
    return EditedBody(
        encoded=_encoded(body, data, patches, encoding or body.encoding, ending.encode("ascii")),
        text=splice(body.text, spans),
        charset=UTF_8 if moves and not free else None,
        encoding=encoding,
    )


def _encoded(
    body: Body, data: bytes, patches: Sequence[Patch], encoding: str, ending: bytes
) -> bytes:
    """Return ``data``, which is the body's with ``patches``, in ``encoding``."""
    if encoding == "base64":
        return _base64(body.encoded, data, ending)
    if encoding != "quoted-printable":
        return data
    if body.encoding == encoding:
        return quoted_printable.patch(body.encoded, patches, ending)
    return quoted_printable.encode(data, ending)


def _tears(text: str, place: int) -> bool:
    """Tell whether ``place`` is within a line break."""
    return text[place - 1 : place + 1] == "\r\n" if place else False


def _holds(body: Body, text: str) -> bool:
    """Tell whether ``text`` can be written in the charset that the part is in, and says it is in.

    Readers take ISO 8859-1 for Windows-1252 and GB 2312 for GB 18030; writers must not.
    """
    try:
        data = text.encode(body.codec)
        said = text.encode(body.label.strip()) if body.label and body.exact else data
    except UnicodeEncodeError:
        return False
    except LookupError:  # a label that only we know
        return True
    return data == said


def _relabel_page(text: str, spans: Sequence[Span]) -> list[Span]:
    """Let a page that names its charset (WHATWG HTML, 4.2.5.4) name UTF-8."""
    meta = META.search(text[:SEEN])
    if meta is None:
        return list(spans)
    label = Span(*meta.span(1), UTF_8)
    if any(start < label.end and label.start < end for start, end, _ in spans):
        raise Unwritable
    return sorted([*spans, label], key=lambda span: span[:2])


def _patches(body: Body, spans: Sequence[Span], codec: str) -> list[Patch]:
    """Return ``spans`` of the text as patches of its bytes, ``codec`` being that of new text.

    Lines are counted, so that bytes elsewhere that mean nothing do no harm.
    """
    lines = [0, *(found.end() for found in BREAK.finditer(body.text))]
    rows = [0, *(found.end() for found in re.finditer(rb"\r\n|\n|\r", body.data))]
    if len(lines) != len(rows):
        raise Unwritable
    patches = []
    place = byte = 0
    for start, end, new in spans:
        line = bisect_right(lines, start) - 1
        if lines[line] > place:
            place, byte = lines[line], rows[line]
        begin = _known(body, place, start, byte)
        byte = _known(body, start, end, begin)
        place = end
        patches.append(Patch(begin, byte, encode(new, codec)))
    return patches


def _known(body: Body, start: int, end: int, byte: int) -> int:
    """Return where the bytes of ``text[start:end]``, which begin at ``byte``, end."""
    said = encode(body.text[start:end], body.codec)
    if not body.data.startswith(said, byte):
        raise Unwritable
    return byte + len(said)


def _recoded(body: Body, spans: Sequence[Span], codec: str) -> list[Patch]:
    """Return the patch that writes all of the text anew."""
    if encode(body.text, body.codec) != body.data:
        raise Unwritable
    return [Patch(0, len(body.data), encode(splice(body.text, spans), codec))]


def _base64(body: bytes, data: bytes, ending: bytes) -> bytes:
    """Return ``data`` in base64, in lines as long as those of ``body`` and with their breaks."""
    digits = body.strip(b" \t\r\n")
    lead, _, tail = body.partition(digits) if digits else (b"", b"", body)
    first = re.match(rb"[^\r\n]*(\r\n|\n|\r)?", digits)
    width = LINE
    if first and first[1]:
        width, ending = max(first.end() - len(first[1]), SHORTEST), first[1]
    encoded = b64encode(data)
    rows = [encoded[at : at + width] for at in range(0, len(encoded), width)]
    return lead + ending.join(rows) + tail
