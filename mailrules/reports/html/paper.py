"""The letter as its reader sees it: header, text, and the notes beside both."""

from collections.abc import Iterator

from mailrules.message import OWN_KINDS, Header, Message, Part, Segment, SegmentKind
from mailrules.reports.html.marks import Marker
from mailrules.reports.html.markup import EMPTY, Html, element, lines, say, text
from mailrules.reports.html.notes import margin
from mailrules.reports.html.placing import FIELDS, Marks, Sheet
from mailrules.reports.html.positions import MAX_SHOWN
from mailrules.reports.view import View
from mailrules.wording import wording

ROW = 10  # lines; a longer paragraph is drawn in several rows, so that its notes stay near
SHORT = 12  # lines of a quotation that is shown unfolded
Block = tuple[SegmentKind | None, int, int]  # None for the author's own words


def paper(message: Message, sheet: Sheet, letter: int, view: View) -> Html:
    """Return the whole letter as one element."""
    fields = [_field(*one, message, letter, view) for one in sheet.fields]
    files = [file.name for file in message.attachments if not file.inline]
    if files:
        names = element("ul", *(element("li", text(name)) for name in files))
        fields.append(_entry(view.say(wording("html.attachments")), names))
    return element(
        "div",
        element("dl", *fields, class_="fields"),
        *(_text(*one, letter, view) for one in sheet.texts),
        class_="paper",
    )


def _entry(label: str, value: Html) -> Html:
    return element("div", element("dt", text(label)), element("dd", value))


def _field(field: Header, marks: Marks, message: Message, letter: int, view: View) -> Html:
    """Return one header field; a date without findings in the reader's own form."""
    name = field.name.lower()
    label = view.say(wording(f"html.field.{name}")) if name in FIELDS else field.name
    if name == "date" and message.date and not marks:
        date = message.date
        clock, zone = f"{date:%H:%M}", f"{date:%z}"
        said = wording(
            "html.date", year=date.year, month=f"{date:%m}", day=f"{date:%d}", time=clock, zone=zone
        )
        stamp = element("time", text(view.say(said)), datetime=date.isoformat())
        return _entry(label, element("p", stamp))
    marker = Marker(field.value, marks, letter, view)
    return _entry(label, _row(marker, 0, len(field.value), last=True))


def _text(part: Part, marks: Marks, letter: int, view: View) -> Html:
    said = part.text[:MAX_SHOWN]
    marker = Marker(said, marks, letter, view)
    blocks = list(_blocks(part.segments, len(said)))
    drawn = [
        _block(marker, block, last=number == len(blocks)) for number, block in enumerate(blocks, 1)
    ]
    left = len(part.text) - len(said)
    if left:
        drawn.append(element("p", say(view, "html.cut", count=left), class_="cut"))
    return element("div", *drawn, class_="text", translate="no")


def _blocks(segments: tuple[Segment, ...], length: int) -> Iterator[Block]:
    """Yield the runs of segments that are shown alike; together they are the whole text."""
    kind: SegmentKind | None = None
    start = 0
    for segment in segments:
        if segment.start >= length:
            break
        next_kind = None if segment.kind in OWN_KINDS else segment.kind
        if next_kind is not kind and segment.start > start:
            yield kind, start, segment.start
            start = segment.start
        kind = next_kind
    yield kind, start, length


def _block(marker: Marker, block: Block, *, last: bool) -> Html:
    """Return the author's words as rows, anything else as rows that can be folded away."""
    kind, start, end = block
    marked = marker.touches(end + last)
    rows = lines(*_rows(marker, start, end, last=last))
    if kind is None:
        return rows
    count = marker.said[start:end].rstrip("\n").count("\n") + 1
    unfolded = marked or kind is SegmentKind.SIGNATURE or count <= SHORT
    summary = element("summary", say(marker.view, f"html.{kind}", count=count))
    return element("details", summary, rows, class_=str(kind), open=unfolded)


def _rows(marker: Marker, start: int, end: int, *, last: bool) -> Iterator[Html]:
    """Yield the paragraphs, each with the blank lines under it."""
    while True:
        after = _row_end(marker.said, start, end)
        yield _row(marker, start, after, last=last and after == end)
        start = after
        if start >= end:
            return


def _row_end(said: str, start: int, end: int) -> int:
    """Return where a row ends: behind the blank lines under a paragraph, or ROW lines on."""
    for _ in range(ROW):
        feed = said.find("\n", start, end)
        if feed < 0:
            return end
        start = feed + 1
        if said.startswith("\n", start, end):
            while said.startswith("\n", start, end):
                start += 1
            return start
    return start


def _row(marker: Marker, start: int, end: int, *, last: bool) -> Html:
    """Return a stretch of text with its notes before it, so that they begin beside its top.

    In a narrow window they stand between the paragraph and the blank lines under it.
    """
    notes = marker.beginning(end + last)
    if not notes:
        return element("p", marker.draw(start, end, last=last), dir="auto")
    words = start + len(marker.said[start:end].rstrip("\n")) + 1
    blank = words < end
    return element(
        "div",
        margin(notes, marker.letter, marker.view),
        element("p", marker.draw(start, min(words, end), last=last and not blank), dir="auto"),
        element("div", marker.draw(words, end, last=last), class_="blank") if blank else EMPTY,
        class_="row",
    )
