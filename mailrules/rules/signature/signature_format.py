"""Sign in the corporate form, field by field.

A signature that every sender puts together anew looks like many firms (demand 5). It is
compared with the form filled from the sender's record: a field that is missing, changed or in
another place is named with what is expected. White space, the case of e-mail addresses and the
spelling of phone numbers (spaces, brackets, hyphens, 8 or +7) do not count.

Wrong: С уважением,
       Аня
       Тел. +7 495 000-00-01
Right: С уважением,
       Анна Ким
       Менеджер проектов, Nirro Call Center
       Тел. +7 495 000-00-00
"""

from collections.abc import Iterator

from mailrules.config import Settings, signature_of
from mailrules.findings import Finding, Severity
from mailrules.rules.base import Context, Rule, RuleOptions, safe
from mailrules.rules.signature.blocks import Block
from mailrules.rules.signature.compare import compare, fields_of
from mailrules.rules.signature.house import signer_of
from mailrules.rules.signature.identity import aliens
from mailrules.rules.signature.restore import differing, restored
from mailrules.wording import wording


class Options(RuleOptions, frozen=True):
    """This rule has no options: the form is the configuration's ``signature.template``."""


def check(context: Context, _options: Options) -> Iterator[Finding]:
    """Report all deviations of the signature in one finding: together they have one mend."""
    signer = signer_of(context)
    if signer is None:
        return
    found = differing(context, signer)
    for block, comparison in found[:1]:
        if _is_colleagues(context.settings, block):
            return  # in form, but not the sender's: that is for signature-identity to say
        alien = {one.field for one in aliens(context, block, signer.address)}
        said = [one.said() for one in comparison.deviations if one.field not in alien]
        if said:
            edits = restored(signer, found)
            mend = safe("", *edits, title=wording("signature.restore")) if edits else None
            yield context.finding(block.place, "signature-format", deviations=said, fix=mend)


def _is_colleagues(settings: Settings, block: Block) -> bool:
    """Tell whether the signature is, to the letter, that of one of our people."""
    for record in settings.staff:
        expected = signature_of(settings, record)
        if expected and not compare(expected, block.text, fields_of(settings, record)).deviations:
            return True
    return False


RULE = Rule("SIG002", "signature-format", Severity.ERROR, Options, check)
