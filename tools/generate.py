"""Write what is generated: catalogues, rule pages, schemas. ``--check`` only compares.

    python -m tools.generate [--check]

Sources: ``mailrules/wording/locale/*/*.po``, the rules' docstrings, the typed configuration.
"""

import io
import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "mailrules" / "wording" / "locale"
LANGUAGES = ("ru", "en")
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)  # the same sources give the same bytes


def main() -> int:
    """Write every generated file, or with ``--check`` name those that are out of date."""
    compare = "--check" in sys.argv[1:]
    stale = [path for path, content in _catalogues() if _put(path, content, compare=compare)]
    stale += [path for path, content in _pages() if _put(path, content, compare=compare)]
    for path in stale:
        print(f"{'out of date' if compare else 'written'}: {path.relative_to(ROOT)}")
    if compare and stale:
        print("run: make generate", file=sys.stderr)
    return int(compare and bool(stale))


def _put(path: Path, content: bytes, *, compare: bool) -> bool:
    if path.exists() and path.read_bytes() == content:
        return False
    if not compare:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return True


def _catalogues() -> Iterator[tuple[Path, bytes]]:
    """Compile the .po files of each language into one catalogue; a key stands in one file."""
    keys: dict[str, set[str]] = {}
    for language in LANGUAGES:
        merged = Catalog(locale=language, creation_date=EPOCH, revision_date=EPOCH)
        for path in sorted((LOCALE / language).glob("*.po")):
            with path.open("rb") as file:
                family = read_po(file, locale=language, abort_invalid=True)
            for message in family:
                if not message.id:
                    continue
                if message.id in merged:
                    sys.exit(f"{path}: {message.id} stands in another file too")
                strings = message.string if message.pluralizable else (message.string,)
                if not strings or not all(strings):
                    sys.exit(f"{path}: {message.id} has no translation")
                merged[message.id] = message
        keys[language] = {str(message.id) for message in merged if message.id}
        target = io.BytesIO()
        write_mo(target, merged)
        yield LOCALE / language / "LC_MESSAGES" / "mailrules.mo", target.getvalue()
    differing = keys["ru"] ^ keys["en"]
    if differing:
        sys.exit(f"in one language only: {', '.join(sorted(differing))}")


def _pages() -> Iterator[tuple[Path, bytes]]:
    """Make a page a rule, their catalogue, the README's picture, and the JSON Schemas."""
    from mailrules.reports.json import schema
    from mailrules.rules import RULES, config_schema, markdown
    from mailrules.wording import render, wording

    rows = [
        "# Rules",
        "",
        "Made by `make generate` from the rules' own modules.",
        "",
        "| code | name | default | asks |",
        "|---|---|---|---|",
    ]
    for rule in RULES:
        yield ROOT / "docs" / "rules" / f"{rule.code}.md", markdown(rule).encode()
        summary = render(wording(f"{rule.name}.summary"), "en")
        rows.append(
            f"| [{rule.code}]({rule.code}.md) | {rule.name} | {rule.severity} | {summary} |"
        )
    yield ROOT / "docs" / "rules" / "README.md", "\n".join([*rows, ""]).encode()
    yield ROOT / "docs" / "check.svg", _picture().encode()
    for name, made in (("report", schema()), ("rules", config_schema())):
        text = json.dumps(made, ensure_ascii=False, indent=2)
        yield ROOT / "docs" / "schemas" / f"{name}.json", f"{text}\n".encode()


def _picture() -> str:
    """Show what `mailrules check` says of the draft in examples/."""
    from mailrules.engine import Request, run
    from mailrules.message import read_sources
    from mailrules.reports import View, reporter
    from mailrules.rules import Bindings
    from tools.picture import picture

    draft = "examples/draft.eml"
    os.chdir(ROOT)
    result = run(read_sources([draft], sys.stdin.buffer), Bindings(), Request())
    shown = reporter("full")(result, View("ru", colour=True))
    return picture(f"mailrules check {draft}", shown)


if __name__ == "__main__":
    sys.exit(main())
