"""How often each rule spoke: ``check --statistics``."""

from collections import Counter

from mailrules.engine import Run
from mailrules.findings import Applicability, Finding
from mailrules.reports.view import View
from mailrules.wording import wording

COLUMNS = ("found", "code", "rule", "safe", "suppressed")


def statistics(run: Run, view: View) -> str:
    """Return a table, the rule that spoke most first; nothing where none spoke.

    Its columns: findings that count, code, name, how many of them have a safe
    fix, and how many findings besides are suppressed.
    """
    findings = [finding for letter in run.letters for finding in letter.findings]
    if not findings:
        return ""
    rules = {finding.code: finding.rule for finding in findings}
    found = Counter(one.code for one in findings if not one.suppressed)
    safe = Counter(one.code for one in findings if _has_safe_fix(one))
    suppressed = Counter(one.code for one in findings if one.suppressed)
    rows = [tuple(view.say(wording(f"statistics.{name}")) for name in COLUMNS)]
    for code in sorted(rules, key=lambda code: (-found[code], code)):
        numbers = (found[code], safe[code], suppressed[code])
        count, fixes, spared = map(str, numbers)
        rows.append((count, code, rules[code], fixes, spared))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "".join(_line(row, widths) for row in rows)


def _has_safe_fix(finding: Finding) -> bool:
    fix = finding.fix
    return not finding.suppressed and fix is not None and fix.applicability is Applicability.SAFE


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    found, code, rule, safe, suppressed = widths
    return (
        f"{row[0]:>{found}}  {row[1]:<{code}}  {row[2]:<{rule}}"
        f"  {row[3]:>{safe}}  {row[4]:>{suppressed}}\n"
    )
