"""Sign with your own name and your own address.

A signature left over from a colleague's template sends the client to the wrong person
(demand 5). The name is compared with the sender's record, or with the name in From; addresses
with the sender's, its aliases, and those of the corporate form.

Wrong: From: Анна Ким <anna@nirro.example>, signed «Пётр Орлов, petr@nirro.example»
Right: From: Анна Ким <anna@nirro.example>, signed «Анна Ким, anna@nirro.example»
"""

from collections.abc import Iterator, Sequence

from mailrules.findings import Finding, Severity
from mailrules.rules.base import Context, Mend, Rule, RuleOptions, safe, unsafe
from mailrules.rules.signature.blocks import blocks, judged_parts
from mailrules.rules.signature.house import Signer, sender_of, signer_of
from mailrules.rules.signature.identity import Alien, aliens
from mailrules.rules.signature.restore import differing, restored
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
        for number, block in enumerate(blocks(part, signer.expected if signer else None)):
            others = list(aliens(context, block, sender))
            mend = _mend(context, signer, others) if signer and number == 0 else None
            for alien in others:
                found = True
                yield context.finding(
                    alien.place,
                    f"signature-identity.{alien.field}",
                    found=alien.value,
                    expected=own[alien.field],
                    fix=mend,
                )
        if found:
            return


def _mend(context: Context, signer: Signer, others: Sequence[Alien]) -> Mend | None:
    """Propose the sender's own signature, in both parts.

    Safe where only the address is another's: under another's name, From may be what is wrong.
    """
    edits = restored(signer, differing(context, signer))
    propose = unsafe if any(alien.field == "name" for alien in others) else safe
    return propose("", *edits, title=wording("signature.restore")) if edits else None


RULE = Rule("SIG003", "signature-identity", Severity.ERROR, Options, check)
