"""Entries of ``ignore:`` that suppress nothing: known when a whole run is judged."""

from collections.abc import Iterator, Sequence

from mailrules.config import Ignore, Mark
from mailrules.engine.cases import Case
from mailrules.engine.model import Letter
from mailrules.engine.suppressions import problem
from mailrules.findings import Finding
from mailrules.rules import (
    SUPPRESSIONS,
    TEMPLATE_RULES,
    Binding,
    Idle,
    code_of,
    of_configuration,
    path_matches,
)

WILD = frozenset("*?[")
NOT_OF_LETTERS = frozenset(rule.code for rule in TEMPLATE_RULES)


def idle_ignores(judged: Sequence[tuple[Case, Letter]]) -> Iterator[Letter]:
    """Yield each configuration in force that has such entries, with a finding for each.

    An entry is held to be unused only where the run has judged what it is
    about: the one file that it names, or several letters that it matches. A
    check of a single letter cannot tell what the others need.
    """
    found: dict[str, dict[tuple[Mark, str], Finding]] = {}
    for binding in {id(case.binding): case.binding for case, _ in judged}.values():
        active = next((one for one in binding.rules if one.rule is SUPPRESSIONS), None)
        own = [pair for pair in judged if pair[0].binding is binding]
        for entry in binding.settings.ignore if active else ():
            why = problem(Idle(entry.code, entry.reason), binding) or _unused(entry, binding, own)
            if why and active:
                file = found.setdefault(entry.mark.path, {})
                file[entry.mark, entry.code] = of_configuration(entry, why, active.severity)
    for path, findings in found.items():
        yield Letter(path, 0, None, tuple(findings.values()), beside=True)


def _unused(entry: Ignore, binding: Binding, judged: Sequence[tuple[Case, Letter]]) -> str | None:
    code = code_of(entry.code, binding.settings.custom)
    if code not in {one.rule.code for one in binding.rules} - NOT_OF_LETTERS:
        return None  # it may be needed when the rule is on, or by a template
    about = [
        letter
        for case, letter in judged
        if path_matches(entry.path, case.envelope.path, binding.settings)
    ]
    if len(about) < 1 + (not WILD.isdisjoint(entry.path)):
        return None
    found = (finding for letter in about for finding in letter.findings)
    return None if any(finding.code == code for finding in found) else "unused"
