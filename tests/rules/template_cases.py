"""A rule about templates on its cases: each becomes a template in a folder of its own."""

from pathlib import Path
from shutil import rmtree
from typing import Any

from mailrules.compose.guard import check_templates
from mailrules.config import Settings
from mailrules.findings import Finding
from mailrules.rules import Rule, Selection, bind

KEYS = {"template", "front", "pieces", "beside"}
FRONT = {
    "name": "note",
    "subject": "Запуск проекта {{ project }}",
    "fields": "{project: {type: text, required: true}, urgent: {type: boolean, default: no}}",
    "examples": "[{name: Мотор, data: {project: Мотор, urgent: yes}}, "
    "{name: Шина, data: {project: Шина}}]",
}
BODY = """\
Добрый день.

Проект {{ project }} запущен.{% if urgent %} Это срочно.{% endif %}
"""


def template_of(case: dict[str, Any]) -> str:
    """Return the text of the case's template (see tests/rules/README.md)."""
    if "template" in case:
        return str(case["template"])
    front = FRONT | case.get("front", {})
    lines = [f"{key}: {value}" for key, value in front.items() if value is not None]
    return "\n".join(["---", *lines, "---", case.get("body", BODY)])


def judged_template(
    rule: Rule, case: dict[str, Any], folder: Path, settings: Settings
) -> tuple[Finding, ...]:
    """Return what the rule says of the case's template.

    ``beside`` names the house's rules that its letters are judged by.
    """
    pieces = folder / "templates" / "pieces"
    rmtree(pieces, ignore_errors=True)  # of the case before
    pieces.mkdir(parents=True)
    for name, text in case.get("pieces", {}).items():
        (pieces / f"{name}.j2").write_text(text, "utf8")
    path = folder / "templates" / "note.j2"
    path.write_text(template_of(case), "utf8")
    binding = bind(settings, Selection(select=(rule.code, *case.get("beside", ()))))
    run = check_templates([str(path)], lambda _: binding)
    assert not run.unreadable
    return tuple(
        finding
        for letter in run.letters
        for finding in letter.findings
        if finding.code == rule.code and letter.path == str(path)
    )


def shown(example: str) -> dict[str, Any]:
    """Return the case that an example of a rule's page shows: a key of the front matter, or a body.

    What it leaves out is as the cases have it.
    """
    key, colon, value = example.partition(": ")
    return {"front": {key: value}} if colon and key in FRONT else {"body": example}
