"""Sign every letter with the corporate signature.

The client must see at once who writes, from where, and how to answer (demand 5).
Where the house has staff and a form, the signature is the form filled from the sender's
record; otherwise a closing phrase, a name and a contact will do.

Wrong: Высылаю договор.
Right: Высылаю договор.

       С уважением,
       Анна Ким
       Тел. +7 495 000-00-00
"""

from collections.abc import Iterator

from mailrules.findings import Finding, Scope, Severity
from mailrules.message import Part, Place, lazy_pattern
from mailrules.rules.base import Context, Rule, RuleOptions, safe
from mailrules.rules.signature.blocks import Block, blocks, end_of_text, judged_parts, runs
from mailrules.rules.signature.compare import EMAIL, PHONE, lines_of
from mailrules.rules.signature.house import asks_for_form, sender_of, signer_of
from mailrules.rules.signature.restore import inserted
from mailrules.wording import wording

SITE = lazy_pattern(r"(?i)https?://|\bwww\.|\bt\.me/|(?<!\S)@\w{4,}")
NAME = lazy_pattern(r"[A-ZА-ЯЁ][\w'’.-]*+(?: [^\s@\d]+){0,5}")
SIGNED = lazy_pattern(r",\s*[A-ZА-ЯЁ]\w")  # «С уважением, Анна»


class Options(RuleOptions, frozen=True):
    """This rule has no options: staff and form are sections of the configuration."""


def check(context: Context, _options: Options) -> Iterator[Finding]:
    """Report a letter without a signature, above or under a quote."""
    if context.message.partly_unread:
        return
    parts = judged_parts(context.message)
    if not asks_for_form(context):
        yield from _incomplete(context, parts)
        return
    signer = signer_of(context)
    if signer is None:
        sender = sender_of(context)
        key = "signature-missing.sender" if sender else "signature-missing.nobody"
        address = sender.email if sender else ""
        yield context.finding(_end(parts), key, address=address)
        return
    if any(blocks(part, signer.expected) for part in parts):
        return
    edits = inserted(parts, signer.expected)
    title = wording("signature.insert")
    yield context.finding(
        _end(parts),
        "signature-missing",
        signature=" / ".join(signer.expected.split("\n")),
        fix=safe("", *edits, title=title) if edits else None,
    )


def _end(parts: tuple[Part, ...]) -> Place:
    """Return the place right behind the author's text."""
    if not parts:
        return Place(Scope.MESSAGE)
    end = end_of_text(parts[0])
    return Place(Scope.BODY, end, end, parts[0])


def _incomplete(context: Context, parts: tuple[Part, ...]) -> Iterator[Finding]:
    """Report what of closing phrase, name and contact is in none of the signatures."""
    found = [block for part in parts for block in runs(part)]
    held = {
        "closing": any(block.closed for block in found),
        "name": any(map(_named, found)),
        "contact": any(
            pattern.search(block.text) for block in found for pattern in (EMAIL, PHONE, SITE)
        ),
    }
    lacking = [wording(f"signature.needs.{one}") for one, there in held.items() if not there]
    if lacking:
        yield context.finding(_end(parts), "signature-missing.incomplete", lacking=lacking)


def _named(block: Block) -> bool:
    lines = lines_of(block.text)
    if block.closed and lines and SIGNED.search(lines[0]):
        return True
    return any(NAME.fullmatch(line) for line in lines[1 if block.closed else 0 :])


RULE = Rule("SIG001", "signature-missing", Severity.ERROR, Options, check)
