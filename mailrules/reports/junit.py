"""JUnit XML, for Jenkins and whatever else reads test results.

A letter is a test suite, a finding a test case that fails; a letter without
findings is one case that passes, so that the number of letters can be seen.
Only the elements and attributes that Jenkins' schema knows are used.
"""

from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from mailrules.engine import Letter, Run
from mailrules.findings import Finding
from mailrules.message import Unreadable
from mailrules.reports.concise import line_of
from mailrules.reports.paths import relative
from mailrules.reports.sentences import accepted, name_of, proposal, sentence
from mailrules.reports.view import View, visible
from mailrules.wording import wording

TOOL = "mailrules"


def report(run: Run, view: View) -> str:
    """Return the document. A ``failure`` has the severity as its ``type``.

    Suppressed findings are skipped cases; what could not be read is an error.
    """
    plain = View(view.language)
    root = Element("testsuites", name=TOOL)
    root.extend(_letter(letter, plain) for letter in run.letters if not letter.context)
    root.extend(_unreadable(one, plain) for one in run.unreadable)
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    ElementTree.indent(root)
    return "\n".join(
        ['<?xml version="1.0" encoding="UTF-8"?>', ElementTree.tostring(root, "unicode"), ""]
    )


def _letter(letter: Letter, view: View) -> Element:
    name = name_of(letter, visible(relative(letter.path)), view)
    cases = list(_cases(letter, name, view))
    if not cases:
        cases = [_case(view.say(wording("junit.clean")), name)]
    return _suite(name, cases)


def _cases(letter: Letter, name: str, view: View) -> Iterator[Element]:
    """Yield a case a finding; its name stays when lines move, and is the letter's only one."""
    seen: Counter[str] = Counter()
    for finding in letter.findings:
        title = f"{finding.code} {finding.rule}"
        seen[title] += 1
        number = f" ({seen[title]})" if seen[title] > 1 else ""
        yield _judged(letter, finding, _case(title + number, name), view)


def _judged(letter: Letter, finding: Finding, case: Element, view: View) -> Element:
    message = sentence(letter, finding, view)
    if finding.suppressed:
        reason = visible(finding.suppressed.reason or finding.suppressed.by or "")
        SubElement(case, "skipped", message=reason).text = message
        return case
    failure = SubElement(case, "failure", type=str(finding.severity), message=message)
    lines = [line_of(letter, finding, view)]
    if finding.fix:
        lines.append(proposal(finding.fix, view))
    failure.text = "\n".join(filter(None, [*lines, accepted(finding, view)]))
    return case


def _unreadable(one: Unreadable, view: View) -> Element:
    name = visible(relative(one.path))
    case = _case(view.say(wording("junit.unreadable")), name)
    SubElement(case, "error", type="unreadable", message=view.say(one.reason))
    return _suite(name, [case])


def _case(title: str, letter: str) -> Element:
    """Return a case. Readers part the class at its last dot into package and class."""
    return Element("testcase", name=title, classname=f"{TOOL}.{letter.replace('.', '_')}", time="0")


def _suite(name: str, cases: list[Element]) -> Element:
    outcomes = Counter(child.tag for case in cases for child in case)
    suite = Element(
        "testsuite",
        name=name,
        tests=str(len(cases)),
        failures=str(outcomes["failure"]),
        errors=str(outcomes["error"]),
        skipped=str(outcomes["skipped"]),
        time="0",
    )
    suite.extend(cases)
    return suite
