"""All examples of the templates on one page, for those who choose and edit templates."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from mailrules import __version__
from mailrules.compose.preview.samples import Sample
from mailrules.compose.templates import Field, Template
from mailrules.errors import ConfigError, MailrulesError
from mailrules.rendering import render
from mailrules.rendering.document import page
from mailrules.wording import render as said_in
from mailrules.wording import wording

HERE = Path(__file__).parent
MARK = b'<meta name="generator" content="mailrules templates preview">'
HEAD = 500  # bytes in which the mark stands
NOTHING = "—"


Shown = tuple[Template, Sequence[Sample]]


def overview(templates: Sequence[Shown], language: str) -> str:
    """Return one page in the reader's ``language``: no script, nothing fetched; the same bytes."""
    listed = [_listed(number, *one) for number, one in enumerate(templates, 1)]
    tally = _say(
        "preview.tally",
        language,
        templates=wording("preview.templates", count=len(templates)),
        examples=wording("preview.examples", count=sum(len(samples) for _, samples in templates)),
    )
    body = [_render("contents.html.j2", templates=listed, tally=tally, say=_labels(language))]
    body.append("<main>\n")
    for entry, (template, samples) in zip(listed, templates, strict=True):
        fields = {
            **entry,
            **_about(template, language),
            "samples": _samples(entry, samples, language),
        }
        body.append(_render("template.html.j2", say=_labels(language), spoken=language, **fields))
    body.append(f"</main>\n<footer>mailrules {__version__}</footer>")
    return page(
        language=language,
        title=Markup.escape(_say("preview.title", language)),
        style=_file("overview.css"),
        body="".join(body),
        head=f"{MARK.decode()}\n",
    )


def is_overview(beginning: bytes) -> bool:
    """Tell whether a file that begins so is such a page, and may be replaced by a new one."""
    return MARK in beginning[:HEAD]


def _listed(number: int, template: Template, samples: Sequence[Sample]) -> dict[str, Any]:
    """Return what leads to a template and to its samples."""
    own = f"template-{number}"
    names = [
        {"id": f"{own}-{place}", "name": sample.example.name}
        for place, sample in enumerate(samples, 1)
    ]
    summary = template.summary or template.name
    return {"id": own, "name": template.name, "summary": summary, "samples": names}


def _about(template: Template, language: str) -> dict[str, Any]:
    """Return what is said of a template above its samples."""
    kind = wording(f"preview.form.{template.form}")
    if template.letter:
        kind = wording("preview.letter", type=template.letter)
    return {
        "file": Path(template.path).name,
        "kind": _say(kind.key, language, **kind.arguments),
        "language": template.language,
        "language_name": _say(f"preview.language.{template.language}", language),
        "asks": _say("preview.fields", language, count=len(template.fields)),
        "fields": [_field(field, language) for field in template.fields],
    }


def _field(field: Field, language: str) -> dict[str, str]:
    told = [_say(f"preview.type.{field.type}", language)]
    if field.required:
        told.append(_say("preview.required", language))
    return {"name": field.name, "type": ", ".join(told), "help": field.help}


def _samples(
    entry: Mapping[str, Any], samples: Sequence[Sample], language: str
) -> list[dict[str, Any]]:
    return [
        {
            **named,
            "subject": sample.subject,
            "text": sample.text,
            "page": Markup(sample.page or ""),
            "problem": _problem(sample.problem, language),
            "values": [
                {"name": name, "said": _said(value)} for name, value in sample.example.data.items()
            ],
        }
        for named, sample in zip(entry["samples"], samples, strict=True)
    ]


def _problem(error: MailrulesError | None, language: str) -> str:
    if error is None:
        return ""
    place = f"{Path(error.path).name}:{error.line}: " if isinstance(error, ConfigError) else ""
    return place + _say(error.key, language, **error.arguments)


def _said(value: object) -> list[str]:
    """Return a field's value as one text, or one for each item of a list."""
    if isinstance(value, list | tuple):
        return [text for item in value for text in _said(item)] or [NOTHING]
    if isinstance(value, Mapping):
        return [", ".join(str(one) for one in value.values() if one) or NOTHING]
    if isinstance(value, bool) or value is None or value == "":
        return ["✓" if value else NOTHING]
    if isinstance(value, date):
        return [f"{value:%d.%m.%Y}"]
    if isinstance(value, int | float | Decimal):
        return [f"{value:,}".replace(",", "\u00a0").replace(".", ",")]
    return [str(value)]


def _labels(language: str) -> dict[str, str]:
    names = ("title", "subject", "values", "none")
    return {name: _say(f"preview.{name}", language) for name in names}


def _say(key: str, language: str, **arguments: object) -> str:
    return said_in(wording(key, **arguments), language)


def _render(shell: str, **fields: object) -> str:
    return render(_file(shell), fields, html=True)


@cache
def _file(name: str) -> str:
    return (HERE / name).read_text("utf-8")
