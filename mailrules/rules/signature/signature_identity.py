"""Sign with your own name and your own address.

A signature left over from a colleague's template sends the client to the wrong person
(demand 5). The name is compared with the sender's record, or with the name in From; addresses
with the sender's, its aliases, and those of the corporate form.

Wrong: From: Анна Ким <anna@nirro.example>, signed «Пётр Орлов, petr@nirro.example»
Right: From: Анна Ким <anna@nirro.example>, signed «Анна Ким, anna@nirro.example»
"""

from collections.abc import Iterator

from mailrules.findings import Finding, Severity
from mailrules.rules.base import Context, Mend, Rule, RuleOptions, unsafe
from mailrules.rules.signature.blocks import Block, blocks, judged_parts
from mailrules.rules.signature.compare import compare, fields_of
from mailrules.rules.signature.house import sender_of, signer_of
from mailrules.rules.signature.identity import aliens
from mailrules.rules.signature.restore import replaced
from mailrules.wording import wording


class Options(RuleOptions, frozen=True):
    """This rule has no options."""


def check(context: Context, _options: Options) -> Iterator[Finding]:
    """Report another's name and another's address, in the first part that has them."""
    signer, sender = signer_of(context), sender_of(context)
    if sender is None:
        return
    own = {"name": signer.record.name if signer else sender.name, "email": sender.email}
    for part in judged_parts(context.message):
        found = False
        for block in blocks(part, signer.expected if signer else None):
            for alien in aliens(context, block, sender):
                found = True
                yield context.finding(
                    alien.place,
                    f"signature-identity.{alien.field}",
                    found=alien.value,
                    expected=own[alien.field],
                    fix=_mend(context, block),
                )
        if found:
            return


def _mend(context: Context, block: Block) -> Mend | None:
    """Propose the sender's own signature; unsafe, for From may be what is wrong."""
    signer = signer_of(context)
    if signer is None:
        return None
    comparison = compare(signer.expected, block.text, fields_of(context.settings, signer.record))
    edit = replaced(block, signer.expected, comparison)
    return unsafe("", edit, title=wording("signature.restore")) if edit else None


RULE = Rule("SIG003", "signature-identity", Severity.ERROR, Options, check)
