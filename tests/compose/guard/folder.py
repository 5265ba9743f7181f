"""A folder of templates, checked as ``mailrules templates check`` does."""

from collections.abc import Mapping
from pathlib import Path

from mailrules.compose.guard import check_templates
from mailrules.engine import Run
from mailrules.findings import Finding
from mailrules.rules import Bindings, Selection
from mailrules.wording import render

HOUSE = "organisation: {name: Nirro Call Center, domains: [nirro.example]}\n"
NOTE = """\
---
name: note
summary: О запуске
subject: Запуск проекта {{ project }}
fields:
  project: {type: text, required: true}
examples:
  - name: масло
    data: {project: Продажа масла}
---
Добрый день, Пётр.

Проект «{{ project }}» запущен.
"""
PRICED = """\
---
name: priced
summary: О цене
subject: Стоимость проекта {{ project }}
fields:
  project: {type: text, required: true}
  price: {type: money, required: true}
examples:
  - name: масло
    data: {project: Продажа масла, price: 500}
---
Добрый день, Пётр.

{% include "pieces/price.j2" %}
"""
PRICE = "Проект «{{ project }}» стоит {{ price|rub }}\n"


def write(folder: Path, files: Mapping[str, str], rules: str = HOUSE) -> Path:
    """Write ``files`` below ``templates/``, and a rules.yaml beside it; return the folder."""
    (folder / "rules.yaml").write_text(rules, "utf8")
    for name, text in files.items():
        path = folder / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf8")
    return folder / "templates"


def check(*paths: Path | str, select: str = "") -> Run:
    """Check, by the rules of the house or only those selected."""
    selection = Selection(tuple(select.split()))
    return check_templates([str(path) for path in paths], Bindings(None, selection))


def spots(run: Run) -> list[str]:
    """Return every finding as ``FILE:LINE:COLUMN CODE``; the file by its name."""
    return [
        f"{Path(letter.path).name}:{one.location.line}:{one.location.column} {one.code}"
        for letter in run.letters
        for one in letter.findings
    ]


def only(run: Run) -> Finding:
    """Return the one finding that there is."""
    (finding,) = (one for letter in run.letters for one in letter.findings)
    return finding


def said(finding: Finding) -> str:
    """Return a finding's sentence in Russian, and what belongs to it."""
    related = (render(one.message, "ru") for one in finding.related)
    return " | ".join((render(finding.message, "ru"), *related))
