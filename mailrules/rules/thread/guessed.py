"""What a finding adds where the letter that is answered is but a guess."""

from mailrules.findings import Related
from mailrules.rules.base import Context
from mailrules.wording import wording


def guess_told(context: Context) -> tuple[Related, ...]:
    """Say which letter was taken for the parent, by its subject and its correspondents alone."""
    parent = context.conversation.parent
    if parent is None or not context.conversation.guessed:
        return ()
    date = parent.date.strftime("%Y-%m-%d") if parent.date else "?"
    return (Related(wording("guessed-parent", subject=parent.subject, date=date)),)
