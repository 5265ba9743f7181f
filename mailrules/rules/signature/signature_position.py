"""Put one signature right under your own text.

Under the quote nobody finds it, twice it is noise, and when text and HTML carry different
ones, every client sees another (demand 5).

Wrong: Высылаю договор.

       > Когда будет договор?

       С уважением, …
Right: Высылаю договор.

       С уважением, …

       > Когда будет договор?
"""

from collections.abc import Iterator, Sequence

from mailrules.findings import Finding, Severity
from mailrules.message import Part, lazy_pattern
from mailrules.rules.base import Context, Mend, Rule, RuleOptions, safe
from mailrules.rules.signature.blocks import Block, blocks, judged_parts
from mailrules.rules.signature.compare import PHONE, digits, lines_of, normal
from mailrules.rules.signature.house import signer_of
from mailrules.rules.signature.restore import inserted, removed
from mailrules.wording import wording

WORD = lazy_pattern(r"[^\W_]{2,}")
# Where a mail program writes an HTML link into its text: «anna@nirro.example <mailto:…>».
LINK = lazy_pattern(r"<[^<>\s]+>|https?://\S+")
MOST = 5  # words that are named


class Options(RuleOptions, frozen=True):
    """This rule has no options."""


def check(context: Context, _options: Options) -> Iterator[Finding]:
    """Report a signature out of place, a second one, and parts that differ."""
    signer = signer_of(context)
    expected = signer.expected if signer else None
    parts = judged_parts(context.message)
    signed = [blocks(part, expected) for part in parts]
    if signed and signed[0]:
        yield from _misplaced(context, signed[0], alone=len(parts) == 1)
    if len(parts) == 2 and all(part.text.strip() for part in parts):
        yield from _differing(context, signed[0], signed[1], parts)


def _misplaced(context: Context, signed: Sequence[Block], *, alone: bool) -> Iterator[Finding]:
    """Report the first signature where it stands under a quote, and its doubles."""
    first, *others = signed
    if first.below_quote:
        mend = _moved(first) if alone and not first.part.is_html else None
        yield context.finding(first.place, "signature-position", fix=mend)
    keys = set(map(normal, lines_of(first.text)[1:]))
    for other in others:
        if not keys.isdisjoint(map(normal, lines_of(other.text)[1:])):
            mend = None
            if alone and not other.part.is_html:
                mend = safe("", removed(other), title=wording("signature.remove"))
            yield context.finding(other.place, "signature-position.doubled", fix=mend)


def _moved(block: Block) -> Mend:
    return safe(
        "", inserted(block.part, block.text), removed(block), title=wording("signature.move")
    )


def _differing(
    context: Context, plain: Sequence[Block], html: Sequence[Block], parts: Sequence[Part]
) -> Iterator[Finding]:
    """Report the words of a signature that the other alternative does not have anywhere."""
    for signed, other in ((plain, parts[1]), (html, parts[0])):
        for block in signed[:1]:
            said = set(map(str.lower, _words(other.text)))
            lost = [word for word in _words(block.text) if word.lower() not in said]
            if lost:
                named = [f"«{word}»" for word in dict.fromkeys(lost)][:MOST]
                yield context.finding(block.place, "signature-position.parts", lost=named)
                return


def _words(text: str) -> list[str]:
    """Return words and numbers; a phone number is one, however parted."""
    text = PHONE.compiled.sub(lambda match: digits(match.group()), LINK.sub(" ", text))
    return [match.group() for match in WORD.finditer(text)]


RULE = Rule("SIG004", "signature-position", Severity.ERROR, Options, check)
