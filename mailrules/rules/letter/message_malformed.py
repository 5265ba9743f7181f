"""Send a message that every mail program reads alike.

A wrong charset, a broken multipart or a header that cannot be decoded makes the reader
see something else than was written. Defects that change what is seen are reported, all of a
part in one finding; those that no reader notices are only in ``mailrules inspect``.

Wrong: Content-Type: text/plain; charset=us-ascii, and Russian text under it
Right: Content-Type: text/plain; charset=utf-8
"""

from collections.abc import Iterator

from mailrules.findings import Finding, Scope, Severity
from mailrules.message import Place
from mailrules.rules.base import Context, Rule, RuleOptions
from mailrules.wording import Wording


class Options(RuleOptions, frozen=True):
    """This rule has no options."""


def check(context: Context, _options: Options) -> Iterator[Finding]:
    """Report the visible defects of the message, and of each part, in the parser's own words."""
    found: dict[str | None, list[Wording]] = {}
    for defect in context.message.defects:
        if defect.visible:
            found.setdefault(defect.part, []).append(defect.message)
    for part, said in found.items():
        place = Place(Scope.MESSAGE)
        if part is None:
            yield context.finding(place, "message-malformed", defects=said)
        else:
            yield context.finding(place, "message-malformed.part", defects=said, part=part)


RULE = Rule("MSG001", "message-malformed", Severity.WARNING, Options, check)
