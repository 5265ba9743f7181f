"""What suppresses a finding: the letter's header, `ignore:`, a baseline; and what does not."""

from pathlib import Path

import pytest

from mailrules.engine import Request, Run, new_baseline, read_baseline, run
from mailrules.errors import InputError
from mailrules.message import Source
from mailrules.rules import Bindings, Selection
from tests.letters import Case, build

LOUD: Case = {"body": "Добрый день! Высылаю договор!\n"}
REASON = "слоган клиента"
OFF = "rules: {SUP001: off}\n"
HOUSE = "organisation: {domains: [nirro.example]}\n"


def judged(
    folder: Path, *letters: Case, config: str = "", baseline: str | None = None, select: str = "TXT"
) -> Run:
    """Judge letters `1.eml`, `2.eml`, … that lie beside a rules.yaml."""
    (folder / "rules.yaml").write_text(HOUSE + config, "utf8")
    request = Request(baseline=read_baseline(baseline) if baseline else None)
    return run(sources(folder, *letters), bindings(select), request)


def sources(folder: Path, *letters: Case) -> list[Source]:
    return [Source(str(folder / f"{at}.eml"), 0, build(one)) for at, one in enumerate(letters, 1)]


def bindings(select: str) -> Bindings:
    return Bindings(None, Selection((select, "SUP") if select != "ALL" else ()))


def said(result: Run) -> list[tuple[str, str, str]]:
    """Return file, code, and what suppresses each finding."""
    return [
        (Path(letter.path).name, one.code, one.suppressed.kind if one.suppressed else "")
        for letter in result.letters
        for one in letter.findings
    ]


def keys(result: Run) -> list[str]:
    return [one.message.key for one in result.counted() if one.code == "SUP001"]


def ignoring(value: str) -> Case:
    return {**LOUD, "headers": {"X-Mailrules-Ignore": value}}


def test_a_header_with_code_and_reason_suppresses_all_findings_of_the_rule(tmp_path: Path) -> None:
    result = judged(tmp_path, ignoring(f"TXT003 ({REASON})"))
    assert said(result) == [("1.eml", "TXT003", "inline")] * 2
    assert not list(result.counted())
    suppressed = result.letters[0].findings[0].suppressed
    assert suppressed
    assert (suppressed.reason, suppressed.by) == (REASON, None)


@pytest.mark.parametrize(
    ("value", "problem"),
    [("TXT003", "no-reason"), (f"({REASON})", "no-code"), (f"NOTE1 ({REASON})", "unknown")],
)
def test_without_code_or_reason_nothing_is_suppressed(
    tmp_path: Path, value: str, problem: str
) -> None:
    result = judged(tmp_path, ignoring(value))
    assert said(result).count(("1.eml", "TXT003", "")) == 2
    assert keys(result) == [f"unused-suppression.{problem}"]


def test_a_suppression_that_suppresses_nothing_is_a_warning(tmp_path: Path) -> None:
    quiet: Case = {"body": "Добрый день.\n", "headers": {"X-Mailrules-Ignore": "TXT003 (слоган)"}}
    result = judged(tmp_path, quiet)
    assert keys(result) == ["unused-suppression.unused"]
    assert [one.severity for one in result.counted()] == ["warning"]
    assert not keys(judged(tmp_path, quiet, select="SUB"))


def test_a_locked_rule_yields_to_no_header_no_ignore_no_baseline(tmp_path: Path) -> None:
    locked = f"locked: [TXT003]\nignore: [{{code: TXT003, reason: {REASON}}}]\n"
    file = str(tmp_path / "known.json")
    letter = ignoring(f"TXT003 ({REASON})")
    judged(tmp_path, letter)
    Path(file).write_bytes(
        new_baseline(sources(tmp_path, LOUD), bindings("TXT"), Request(), file).content
    )
    result = judged(tmp_path, letter, config=locked, baseline=file)
    assert said(result).count(("1.eml", "TXT003", "")) == 2
    assert keys(result) == ["unused-suppression.locked"] * 3
    locked_baseline = new_baseline(sources(tmp_path, LOUD), bindings("TXT"), Request(), file)
    assert locked_baseline.findings == 0


def test_ignore_suppresses_by_path_and_names_its_line(tmp_path: Path) -> None:
    config = f"ignore:\n  - {{code: exclamation, path: '1.*', reason: {REASON}}}\n"
    result = judged(tmp_path, LOUD, LOUD, config=config)
    assert said(result) == [("1.eml", "TXT003", "inline")] * 2 + [("2.eml", "TXT003", "")] * 2
    suppressed = result.letters[0].findings[0].suppressed
    assert suppressed
    assert suppressed.by == f"{tmp_path / 'rules.yaml'}:3"


def test_a_letter_from_standard_input_has_no_folder(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    entries = (f"{{code: TXT003, path: {one}, reason: {REASON}}}" for one in ("x.eml", "'-'"))
    path.write_text(f"{HOUSE}ignore: [{', '.join(entries)}]\n", "utf8")
    result = run([Source("-", 0, build(LOUD))], Bindings(str(path)), Request())
    assert ("-", "TXT003", "inline") in said(result)


def test_an_idle_entry_of_ignore_is_told_at_its_line(tmp_path: Path) -> None:
    entries = (
        "  - {code: TXT003, path: 1.eml, reason: old}\n"
        "  - TXT006\n"
        "  - {code: '', reason: old}\n"
        "  - {code: TXT004, reason: old}\n"
        "  - {code: SUB001, reason: not judged now}\n"
    )
    quiet: Case = {"body": "Добрый день.\n"}
    result = judged(tmp_path, quiet, quiet, config=f"ignore:\n{entries}")
    (beside,) = (letter for letter in result.letters if letter.beside)
    assert Path(beside.path).name == "rules.yaml"
    assert {
        one.location.file_line: one.message.key.partition(".")[2] for one in beside.findings
    } == {
        3: "unused",
        4: "no-reason",
        5: "no-code",
        6: "unused",
    }
    assert result.judged == 2


def test_one_letter_does_not_tell_what_the_others_need(tmp_path: Path) -> None:
    quiet: Case = {"body": "Добрый день.\n"}
    entries = ("{code: TXT003, reason: old}", "{code: TXT004, path: 9.eml, reason: old}")
    config = f"ignore: [{', '.join(entries)}]\n"
    assert not keys(judged(tmp_path, quiet, config=config))
    assert not keys(judged(tmp_path, quiet, quiet, config=config + OFF, select="ALL"))


def test_a_baseline_is_a_ratchet(tmp_path: Path) -> None:
    file = str(tmp_path / "known.json")
    judged(tmp_path, LOUD)
    made = new_baseline(sources(tmp_path, LOUD, LOUD), bindings("TXT"), Request(), file)
    Path(file).write_bytes(made.content)
    assert made.findings == 4
    assert said(judged(tmp_path, LOUD, baseline=file)) == [("1.eml", "TXT003", "baseline")] * 2
    moved: Case = {"body": "Вводная строка.\n\n" + str(LOUD["body"])}
    assert not list(judged(tmp_path, moved, baseline=file).counted())
    worse: Case = {"body": str(LOUD["body"]) + "\nЖду ответа!\n"}
    counted = list(judged(tmp_path, worse, baseline=file).counted())
    assert [(one.code, one.location.line) for one in counted] == [("TXT003", 3)]
    mended: Case = {"body": "Добрый день. Высылаю договор!\n"}
    better = judged(tmp_path, mended, baseline=file)
    assert set(keys(better)) == {"unused-suppression.baseline"}


def test_of_findings_alike_in_a_line_as_many_are_known_as_were(tmp_path: Path) -> None:
    file = str(tmp_path / "known.json")
    twice: Case = {"body": "Спасибо вам! Спасибо вам!\n"}
    judged(tmp_path, twice)
    made = new_baseline(sources(tmp_path, twice), bindings("TXT"), Request(), file)
    assert made.content.count(b'"count":2') == 1
    Path(file).write_bytes(made.content)
    both: Case = {"body": "Спасибо вам! Спасибо вам!\n\nСпасибо вам! Спасибо вам!\n"}
    assert len(list(judged(tmp_path, both, baseline=file).counted())) == 2


def test_a_header_comes_before_the_baseline_and_leaves_nothing_over(tmp_path: Path) -> None:
    file = str(tmp_path / "known.json")
    judged(tmp_path, LOUD)
    made = new_baseline(sources(tmp_path, LOUD), bindings("TXT"), Request(), file)
    Path(file).write_bytes(made.content)
    result = judged(tmp_path, ignoring(f"TXT003 ({REASON})"), baseline=file)
    assert said(result) == [("1.eml", "TXT003", "inline")] * 2


def test_letters_that_are_gone_are_known_by_their_paths(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    judged(tmp_path, LOUD)
    stdin = Source("-", 0, build(LOUD))
    letters = [*sources(tmp_path, LOUD, LOUD), stdin]
    file.write_bytes(new_baseline(letters, bindings("TXT"), Request(), str(file)).content)
    (tmp_path / "1.eml").write_bytes(build(LOUD))
    assert read_baseline(str(file)).vanished() == ("2.eml",)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (None, "baseline.missing"),
        ("{", "baseline.broken"),
        ('{"version": 1, "findings": [{"path": 1}]}', "baseline.broken"),
        ('{"version": 2}', "baseline.version"),
    ],
)
def test_a_baseline_that_cannot_be_read(tmp_path: Path, content: str | None, key: str) -> None:
    path = tmp_path / "known.json"
    if content is not None:
        path.write_text(content, "utf8")
    with pytest.raises(InputError) as caught:
        read_baseline(str(path))
    assert caught.value.key == key


def test_an_entry_of_a_rule_that_was_locked_since_says_so(tmp_path: Path) -> None:
    file = str(tmp_path / "known.json")
    judged(tmp_path, LOUD)
    made = new_baseline(sources(tmp_path, LOUD), bindings("TXT"), Request(), file)
    Path(file).write_bytes(made.content)
    result = judged(tmp_path, LOUD, config="locked: [TXT003]\n", baseline=file)
    assert set(keys(result)) == {"unused-suppression.locked"}
    assert said(result).count(("1.eml", "TXT003", "")) == 2


def test_an_empty_baseline_is_a_file_too(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    file.write_bytes(new_baseline([], Bindings(), Request(), str(file)).content)
    assert read_baseline(str(file)).known == {}
