"""Letters to edit, and what an edit must leave alone."""

import base64
import quopri
import re
from bisect import bisect_right
from collections.abc import Iterable

from msgspec import structs

from mailrules.findings import Edit, Scope
from mailrules.fixes import apply_edits
from mailrules.message import Message, Part, parse

BREAK = re.compile(r"\r\n|\n|\r")


def in_body(
    start: tuple[int, int], end: tuple[int, int], replacement: str, part: str = "1"
) -> Edit:
    """Replace what stands between two places (line, column) of a part."""
    return Edit(Scope.BODY, replacement, part, *start, *end)


def in_header(name: str, start: int, end: int, replacement: str) -> Edit:
    """Replace ``value[start:end]``, offsets from 0."""
    subject = name == "Subject"
    return Edit(
        scope=Scope.SUBJECT if subject else Scope.HEADER,
        replacement=replacement,
        header=None if subject else name,
        column=start + 1,
        end_column=end + 1,
    )


def change(message: Message, name: str, old: str, new: str) -> Edit:
    """Replace ``old``, which stands once in the value of a header."""
    field = message.header(name)
    value = field.value if field else ""
    assert value.count(old) == 1 or not old
    start = value.index(old) if old else len(value)
    return in_header(name, start, start + len(old), new)


def swap(part: Part, old: str, new: str) -> Edit:
    """Replace ``old``, which stands once in the source of a part; '' is its end."""
    source = part.source or ""
    assert source.count(old) == 1 or not old
    start = source.index(old) if old else len(source)
    return in_body(place(part, start), place(part, start + len(old)), new, part.number)


def place(part: Part, offset: int) -> tuple[int, int]:
    """Return line and column of an offset into a part's source."""
    line = bisect_right(part.source_lines, offset)
    return line, offset - part.source_lines[line - 1] + 1


def encoded(text: str, charset: str, encoding: str, ending: str = "\n") -> bytes:
    """Return a body as a mail program would encode it."""
    data = text.encode(charset)
    line = ending.encode()
    if encoding == "base64":
        return base64.encodebytes(data).replace(b"\n", line)
    if encoding == "quoted-printable":
        rows = re.split(rb"(\r\n|\n|\r)", data)
        return b"".join(
            row if number % 2 else quopri.encodestring(row).replace(b"=\n", b"=" + line)
            for number, row in enumerate(rows)
        )
    return data


def same_text(one: str, other: str) -> bool:
    """Tell whether two texts are equal but for the kind of their line breaks."""
    return BREAK.sub("\n", one) == BREAK.sub("\n", other)


def check_rewritten(before: bytes, edits: Iterable[Edit], after: bytes) -> None:
    """Assert that the edits were made, and nothing else: read anew, by the parser alone."""
    edits = list(dict.fromkeys(edits))
    old, new = parse(before), parse(after)
    about = {edit.part for edit in edits if edit.part is not None}
    names = {(edit.header or "Subject").lower() for edit in edits if edit.part is None}
    labels = {"mime-version", "content-type", "content-transfer-encoding"} if about else set()
    assert [part.number for part in old.parts] == [part.number for part in new.parts]
    for was, now in zip(old.parts, new.parts, strict=True):
        if was.number in about:
            own = [with_breaks_of(was, edit) for edit in edits if edit.part == was.number]
            expected = apply_edits(was.source or "", own)
            assert same_text(said(was, now, now.source or ""), said(was, now, expected))
        elif not any(was.number != one.number and inside(was, one) for one in old.parts):
            assert before[was.start : was.end] == after[now.start : now.end]
    for name in names:
        check_field(old, new, name, [edit for edit in edits if edit.part is None])
    others = [f for f in old.headers if f.name.lower() not in names | labels]
    kept = [f for f in new.headers if f.name.lower() not in names | labels]
    assert [before[f.start : f.end].rstrip(b"\r\n") for f in others] == [
        after[f.start : f.end].rstrip(b"\r\n") for f in kept
    ]
    if not edits:
        assert before == after


def with_breaks_of(part: Part, edit: Edit) -> Edit:
    """Return the edit with the part's own line breaks."""
    found = BREAK.search(part.source or "")
    ending = found[0] if found else "\n"
    return structs.replace(edit, replacement=BREAK.sub(ending, edit.replacement))


def said(was: Part, now: Part, text: str) -> str:
    """Return what a part says; a page that moves to UTF-8 says so itself."""
    if was.is_html and now.charset == "utf-8" and was.charset != "utf-8":
        return text.replace(was.charset or "utf-8", "utf-8")
    return text


def check_field(old: Message, new: Message, name: str, edits: list[Edit]) -> None:
    """Assert that a field says what its edits meant."""
    was, now = old.header(name), new.header(name)
    own = [edit for edit in edits if (edit.header or "Subject").lower() == name]
    expected = apply_edits(was.value if was else "", own)
    if name != "subject":
        expected = expected.strip()
    value = now.value if now else ""
    if name in {"from", "to", "cc"} and value != expected:
        # A quoted name outside ASCII is an encoded word, which needs no quotation marks.
        assert '"' in expected
        assert bare(value) == bare(expected)
    else:
        assert value == expected


def bare(text: str) -> str:
    """Leave out what a quoted string needs and an encoded word does not."""
    return text.replace('"', "").replace("\\", "")


def inside(outer: Part, inner: Part) -> bool:
    """Tell whether one part's body holds another."""
    return outer.start <= inner.start and inner.end <= outer.end and outer.line < inner.line
