"""Stop after four letters that nobody answered.

Whoever left four letters without an answer will not buy after the fifth, and remembers us as
spam (demand 31). Counted are the letters of everybody in the house to this client, from the
history and the run, since the client last wrote; any letter of the client's begins the count
anew. In a company any colleague's letter does.

Wrong: a fifth letter to petr@motor.example, who has never answered
Right: a call instead of the fifth letter, or the head of sales decides to go on

``max``: how many unanswered letters a client may get.
``domain``: ``true`` lets a letter of anybody at the client's domain count as an answer, ``false``
  only one of the same mailbox. At public mail services it is always the mailbox.
"""

from collections.abc import Iterable, Iterator

from mailrules.conversation import mailbox_key, mailbox_keys
from mailrules.findings import Finding, Scope, Severity
from mailrules.message import Address, Place
from mailrules.rules.base import Context, Count, Rule, RuleOptions
from mailrules.rules.batch.letters import Mail, addressees, dates_of, earlier
from mailrules.rules.lists import mail_services


class Options(RuleOptions, frozen=True):
    """``max``: letters; ``domain``: whose answers count."""

    max: Count = 4
    domain: bool = True


def check(context: Context, options: Options) -> Iterator[Finding]:
    """Report a letter to a client who has left the limit's number without an answer."""
    envelope = context.conversation.own
    if envelope is None:
        return
    own = Mail.of(envelope, context)
    for client in addressees(own, context):
        people = _colleagues(client, context) if options.domain else mailbox_keys((client,))
        letters = earlier(own, context, people)
        unanswered = _unanswered(letters, client, options, own, context)
        if len(unanswered) >= options.max:
            yield context.finding(
                Place(Scope.MESSAGE),
                "contact-limit",
                count=len(unanswered),
                client=client.email,
                dates=dates_of(unanswered),
            )
            return


def _unanswered(
    letters: Iterable[Mail], client: Address, options: Options, own: Mail, context: Context
) -> list[Mail]:
    """Return our letters to ``client`` since anybody there wrote."""
    found: list[Mail] = []
    for letter in letters:
        if _wrote(letter, client, options):
            found = []
        elif _is_ours(letter, own, context) and mailbox_key(client) in letter.clients:
            found.append(letter)
    return found


def _wrote(letter: Mail, client: Address, options: Options) -> bool:
    if mailbox_key(client) in letter.writers:
        return True
    domains = {sender.domain for sender in letter.envelope.sender}
    return options.domain and _is_company(client) and client.domain in domains


def _is_ours(letter: Mail, own: Mail, context: Context) -> bool:
    """Tell whether the house wrote a letter; where it is not known, whether this author did."""
    if context.settings.knows_own:
        return letter.ours
    return not letter.writers.isdisjoint(own.writers)


def _colleagues(client: Address, context: Context) -> frozenset[str]:
    """Return the known mailboxes of the client's company, the client's own among them."""
    history = context.conversation.history
    if history is None or not _is_company(client):
        return mailbox_keys((client,))
    near = (one for one in history.addresses_near(client) if one.domain == client.domain)
    return mailbox_keys((client, *near))


def _is_company(client: Address) -> bool:
    return client.domain not in mail_services()


RULE = Rule("BAT003", "contact-limit", Severity.ERROR, Options, check, alone=False)
