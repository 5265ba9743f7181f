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
from itertools import chain

from mailrules.findings import Edit, Finding, Severity
from mailrules.message import Part, lazy_pattern
from mailrules.rules.base import Context, Rule, RuleOptions, safe
from mailrules.rules.signature.blocks import Block, blocks, judged_parts
from mailrules.rules.signature.compare import PHONE, digits, lines_of, normal
from mailrules.rules.signature.house import signer_of
from mailrules.rules.signature.restore import moved, removed, signed_alike
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
        yield from _misplaced(context, signed)
        yield from _doubled(context, signed)
    if len(parts) == 2 and all(part.text.strip() for part in parts):
        yield from _differing(context, signed[0], signed[1], parts)


def _misplaced(context: Context, signed: Sequence[Sequence[Block]]) -> Iterator[Finding]:
    """Report the first signature where it stands under a quote."""
    if not signed[0][0].below_quote:
        return
    edits = [moved(found[0]) for found in signed if found and found[0].below_quote]
    mend = None
    if all(edits):
        mend = safe("", *chain.from_iterable(edits), title=wording("signature.move"))
    yield context.finding(signed[0][0].place, "signature-position", fix=mend)


def _doubled(context: Context, signed: Sequence[Sequence[Block]]) -> Iterator[Finding]:
    """Report what repeats the first signature; it goes from both parts, or from neither."""
    doubles = [list(_repeating(found)) for found in signed]
    for number, other in enumerate(doubles[0]):
        edits: tuple[Edit, ...] = ()
        if all(len(found) in {0, len(doubles[0])} for found in doubles):
            edits = removed([found[number] for found in doubles if found])
        mend = safe("", *edits, title=wording("signature.remove")) if edits else None
        yield context.finding(other.place, "signature-position.doubled", fix=mend)


def _repeating(found: Sequence[Block]) -> Iterator[Block]:
    """Yield the signatures of a part that share a line with the first; closing phrases aside."""
    keys = {normal(line) for block in found[:1] for line in lines_of(block.text)[1:]}
    for other in found[1:]:
        if not keys.isdisjoint(map(normal, lines_of(other.text)[1:])):
            yield other


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
                signer = signer_of(context)
                edits = signed_alike(context, signer) if signer else ()
                mend = safe("", *edits, title=wording("signature.restore")) if edits else None
                key = "signature-position.parts"
                yield context.finding(block.place, key, lost=named, fix=mend)
                return


def _words(text: str) -> list[str]:
    """Return words and numbers; a phone number is one, however parted."""
    text = PHONE.compiled.sub(lambda match: digits(match.group()), LINK.sub(" ", text))
    return [match.group() for match in WORD.finditer(text)]


RULE = Rule("SIG004", "signature-position", Severity.ERROR, Options, check)
