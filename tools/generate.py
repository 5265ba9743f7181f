"""Write what is generated: catalogues, pages, pictures, schemas. ``--check`` only compares.

    python -m tools.generate [--check]

Sources: ``mailrules/wording/locale/*/*.po``, the rules' modules, the typed configuration, the
commands, and in the tutorials what the commands print.
"""

import io
import json
import os
import re
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
FINDING = re.compile(r"  \x1b\[1m[A-Z]{3}[0-9]{3}")  # how a report begins one, in colour
PICTURED = 3  # findings in the README's picture
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
    # A rule's page is in English in its module.
    differing = {key for key in keys["ru"] ^ keys["en"] if not key.endswith(".page")}
    if differing:
        sys.exit(f"in one language only: {', '.join(sorted(differing))}")


def _pages() -> Iterator[tuple[Path, bytes]]:
    """Make the generated documentation: pages, pictures, JSON Schemas."""
    from tools.command_reference import command_reference
    from tools.config_reference import config_reference
    from tools.markdown import ROOTS
    from tools.rule_pages import rule_pages
    from tools.session import session
    from tools.transcripts import transcripts

    yield from _schemas()
    for language, root in ROOTS.items():
        yield root / "check.svg", _picture(language).encode()
        yield root / "compose-session.svg", session(language).encode()
    for pages in (rule_pages, config_reference, command_reference, transcripts):
        yield from ((path, text.encode()) for path, text in pages())


def _schemas() -> Iterator[tuple[Path, bytes]]:
    from mailrules.config import deal_schema, staff_schema
    from mailrules.reports.json import schema
    from mailrules.rules import config_schema

    made = {"report": schema, "rules": config_schema, "staff": staff_schema, "deal": deal_schema}
    for name, make in made.items():
        text = json.dumps(make(), ensure_ascii=False, indent=2)
        yield ROOT / "docs" / "schemas" / f"{name}.json", f"{text}\n".encode()


def _picture(language: str) -> str:
    """Show what `mailrules check` says of the draft in examples/: the first findings, the sum."""
    from mailrules.engine import Request, run
    from mailrules.message import read_sources
    from mailrules.reports import View, reporter
    from mailrules.rules import Bindings
    from tools.picture import picture

    draft = "examples/draft.eml"
    os.chdir(ROOT)
    result = run(read_sources([draft], sys.stdin.buffer), Bindings(), Request())
    lines = reporter("full")(result, View(language, colour=True)).rstrip("\n").split("\n")
    starts = [number for number, line in enumerate(lines) if FINDING.match(line)]
    shown = [*lines[: starts[PICTURED]], "  …", "", lines[-1]]
    return picture(f"mailrules check {draft}", "\n".join(shown))


if __name__ == "__main__":
    sys.exit(main())
