"""Part paragraphs by a blank line, and keep them short.

A letter without air is not read to its end (demand 4). Two things are found: a
paragraph that begins right under the one before, and a paragraph of more than
``max_lines`` lines. A line that a mail program wrapped is no paragraph's end: the rule
speaks where a line ends in ``.?!:;…`` and the next word would still have fit into it.
Lists, tables, requisites, addresses and labelled lines («Сайт: …») stand as they are.

Wrong: Добрый день, Пётр.
       Высылаю договор.
Right: Добрый день, Пётр.

       Высылаю договор.

``max_lines``: how many lines of 80 columns a paragraph may have.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from mailrules.findings import Edit, Finding, Scope, Severity
from mailrules.message import Excerpt, Place, mirror_places
from mailrules.rules.base import Context, Count, Rule, RuleOptions, safe
from mailrules.rules.text.lines import COLUMNS, Kind, Line, blocks_of, read_lines
from mailrules.wording import wording

ROW = 80
# Nobody wraps mail at less: shorter lines that break inside a sentence are broken by hand.
NARROWEST = 56
# RFC 3676: a flowed line ends in a space. A short one with a space is a slip of the finger.
FLOWED = 50


class Options(RuleOptions, frozen=True):
    """``max_lines``: the longest paragraph, in lines of 80 columns."""

    max_lines: Count = 8


def check(context: Context, options: Options) -> Iterator[Finding]:
    """Report each missing blank line, and each paragraph that is too long."""
    for text in _texts(context):
        flowed = text.part is not None and text.part.flowed
        letter = read_lines(text)
        margin = _margin(letter, COLUMNS)
        for block in blocks_of(letter):
            wrap = _margin(block, margin)
            paragraph: list[Line] = []
            for above, line in zip([None, *block], block, strict=False):
                if above and _unparted(above, line, wrap, flowed=flowed):
                    yield _glued(context, text, line)
                elif above and above.kind is line.kind is Kind.PROSE:
                    paragraph.append(line)
                    continue
                yield from _long(context, text, paragraph, options.max_lines)
                paragraph = [line] if line.kind is Kind.PROSE else []
            yield from _long(context, text, paragraph, options.max_lines)


def _texts(context: Context) -> Iterator[Excerpt]:
    """Yield the author's texts, without stray lines of HTML beside a plain text."""
    paired = {pair.html.number for pair in context.message.alternatives}
    for text in context.author_texts(Scope.BODY):
        if text.part and text.part.number not in paired:
            yield text


def _margin(lines: Sequence[Line], otherwise: int) -> int:
    """Return the column that ``lines`` are wrapped at, ``otherwise`` where nothing shows it.

    A long line of prose that breaks inside a sentence shows that somebody wraps.
    """
    wrapped = max(
        (
            len(above.text.rstrip())
            for above, line in pairwise(lines)
            if above.kind is line.kind is Kind.PROSE and not above.ended
        ),
        default=0,
    )
    if wrapped < NARROWEST:
        return otherwise
    return max(len(line.text.rstrip()) for line in lines if line.kind is Kind.PROSE)


def _unparted(above: Line, line: Line, wrap: int, *, flowed: bool) -> bool:
    """Tell whether a paragraph ends with ``above`` and the next begins on ``line``."""
    if above.kind is not Kind.PROSE or line.kind not in {Kind.PROSE, Kind.CLOSING}:
        return False
    if not above.ended or _goes_on(above, line):
        return False
    width = len(above.text.rstrip())
    if above.text.endswith(" ") and (flowed or width >= FLOWED):
        return False
    if width > COLUMNS:
        return wrap <= COLUMNS  # nobody wraps here: the break is the author's
    filled = width + 1 + len(line.text.split(maxsplit=1)[0])
    # Some editors put two spaces behind a sentence, and so wrap one column earlier.
    return filled <= COLUMNS if wrap >= COLUMNS else filled < wrap


def _goes_on(above: Line, line: Line) -> bool:
    """Tell whether a small letter goes on with what stands above: only a colon ends there."""
    return line.text.lstrip()[:1].islower() and not above.text.rstrip().endswith((":", ";"))


def _glued(context: Context, text: Excerpt, line: Line) -> Finding:
    start = line.start + len(line.text) - len(line.text.lstrip())
    place = text.place(start, start + len(line.text.split(maxsplit=1)[0]))
    here = text.place(line.start, line.start)
    break_ = "<br>" if text.part and text.part.is_html else "\n"
    edits = (Edit.at(here.locate(), break_), *_parted_beside(context, place))
    mend = safe("", *edits, title=wording("paragraph-spacing.insert"))
    return context.finding(place, "paragraph-spacing", fix=mend)


def _parted_beside(context: Context, first_word: Place) -> Iterator[Edit]:
    """Part the same paragraphs in the HTML beside, where they are not parted there."""
    for twin in mirror_places(context.message, first_word):
        above = twin.part.text[max(0, twin.start - 2) : twin.start] if twin.part else ""
        breaks = "" if above.endswith("\n\n") else "<br>" if above.endswith("\n") else "<br><br>"
        if breaks:
            here = Place(twin.scope, twin.start, twin.start, twin.part)
            yield Edit.at(here.locate(), breaks)


def _long(
    context: Context, text: Excerpt, paragraph: Sequence[Line], most: int
) -> Iterator[Finding]:
    """Report a paragraph that fills more than ``most`` rows, however it is wrapped."""
    columns = sum(len(line.text.strip()) + 1 for line in paragraph) - 1
    rows = -(-columns // ROW)
    if rows > most:
        first = paragraph[0]
        place = text.place(first.start, first.start + len(first.text))
        yield context.finding(place, "paragraph-spacing.long", count=rows, most=most)


RULE = Rule("TXT004", "paragraph-spacing", Severity.ERROR, Options, check)
