"""`--write-baseline` and `--baseline`, end to end."""

import json
from pathlib import Path

from tests.letters import build
from tests.program import mailrules

LOUD = {"body": "Добрый день! Высылаю договор.\n"}
WORSE = {"body": "Добрый день! Высылаю договор.\n\nЖду ответа!\n"}
SELECT = ("--select", "TXT003,SUP001")


def test_known_findings_do_not_count_and_new_ones_do(tmp_path: Path) -> None:
    draft, known = tmp_path / "draft.eml", tmp_path / "known.json"
    draft.write_bytes(build(LOUD))
    made = mailrules("check", draft, *SELECT, "--write-baseline", known)
    assert made.code == 0
    assert "записано 1 известное замечание" in made.err
    draft.write_bytes(build(WORSE))
    result = mailrules("check", draft, *SELECT, "--baseline", known, "--format", "json")
    assert result.code == 1
    report = json.loads(result.out)
    assert report["summary"]["errors"] == report["summary"]["suppressed"] == 1
    old, new = report["findings"]
    assert old["suppressed"] == {"kind": "baseline", "reason": "", "by": str(known)}
    assert new["suppressed"] is None


def test_writing_it_anew_keeps_what_was_known(tmp_path: Path) -> None:
    draft, known = tmp_path / "draft.eml", tmp_path / "known.json"
    draft.write_bytes(build(LOUD))
    both = ("--baseline", known, "--write-baseline", known)
    mailrules("check", draft, *SELECT, "--write-baseline", known)
    first = known.read_bytes()
    assert mailrules("check", draft, *SELECT, *both).code == 0
    assert known.read_bytes() == first


def test_entries_that_no_longer_occur_are_reported(tmp_path: Path) -> None:
    draft, known = tmp_path / "draft.eml", tmp_path / "known.json"
    (tmp_path / "other.eml").write_bytes(build(LOUD))
    draft.write_bytes(build(LOUD))
    mailrules("check", tmp_path, *SELECT, "--write-baseline", known)
    draft.write_bytes(build({"body": "Добрый день. Высылаю договор.\n"}))
    (tmp_path / "other.eml").unlink()
    result = mailrules("check", tmp_path, *SELECT, "--baseline", known, "--format", "concise")
    assert result.code == 0
    assert "SUP001 warning: Замечание TXT003 из" in result.out
    assert "--write-baseline" in result.out
    assert "Этих писем больше нет" in result.err
    assert "other.eml" in result.err


def test_a_baseline_that_cannot_be_read_or_written(tmp_path: Path) -> None:
    draft = tmp_path / "draft.eml"
    draft.write_bytes(build(LOUD))
    missing = mailrules("check", draft, "--baseline", tmp_path / "known.json")
    assert missing.code == 2
    assert "--write-baseline" in missing.err
    nowhere = tmp_path / "no" / "folder" / "known.json"
    unwritten = mailrules("check", draft, "--write-baseline", nowhere)
    assert unwritten.code == 2
    assert str(nowhere) in unwritten.err
