"""What every format says of a finding: its message, and where it stands, in words.

The line of the raw file is seldom the line that a reader sees, and base64
hides it: so the words name the place in the letter.
"""

from mailrules.engine import Letter
from mailrules.findings import Finding, Fix, Location
from mailrules.reports.view import View
from mailrules.wording import known, wording


def sentence(letter: Letter, finding: Finding, view: View) -> str:
    """Return ``message (place)``."""
    return f"{view.say(finding.message)} ({place_in(letter, finding.location, view)})"


def place_in(letter: Letter, place: Location, view: View) -> str:
    """Name a place in words; in a mailbox also which message it is in."""
    words = view.place(place)
    if not letter.index:
        return words
    return view.say(wording("place.numbered", number=letter.index + 1, place=words))


def name_of(letter: Letter, path: str, view: View) -> str:
    """Return ``path``, which is the letter's; in a mailbox also which message it is."""
    if not letter.index:
        return path
    return view.say(wording("place.index", path=path, number=letter.index + 1))


def proposal(fix: Fix, view: View) -> str:
    """Return what a fix would do, and whether it is safe."""
    return view.say(wording(f"fix.{fix.applicability}", title=fix.title))


def remedy(finding: Finding, view: View) -> str:
    """Return what to do about a finding: its fix, else what the rule accepts, else nothing."""
    return view.say(finding.fix.title) if finding.fix else accepted(finding, view)


def accepted(finding: Finding, view: View) -> str:
    """Return the rule's help, what it accepts and why; nothing for a rule of the house."""
    key = f"{finding.rule}.help"
    return view.say(wording(key)) if known(key, view.language) else ""
