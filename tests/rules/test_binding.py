"""What a configuration and the command line make of the rules."""

from pathlib import Path

import pytest

from mailrules.config import default_settings, load_settings
from mailrules.errors import ConfigErrors, UsageError
from mailrules.findings import Severity
from mailrules.message import parse
from mailrules.rules import RULES, Active, Binding, Bindings, Selection, bind
from tests.letters import Case, build


def settings_of(folder: Path, text: str, selection: Selection | None = None) -> Binding:
    path = folder / "rules.yaml"
    path.write_text(f"version: 1\n{text}", "utf8")
    return bind(load_settings(str(path)), selection or Selection())


def named(active: tuple[Active, ...]) -> set[str]:
    return {one.rule.code for one in active}


def test_without_configuration_every_rule_is_on_as_the_catalogue_says() -> None:
    binding = bind(default_settings())
    assert [one.rule for one in binding.rules] == list(RULES)
    assert all(one.severity is one.rule.severity for one in binding.rules)


def test_severity_options_and_off_by_code_and_by_name(tmp_path: Path) -> None:
    binding = settings_of(
        tmp_path,
        "rules:\n  TXT003: off\n  THR001: warning\n"
        "  subject-format: {severity: note, max_length: 40}\n",
    )
    by_code = {one.rule.code: one for one in binding.rules}
    assert "TXT003" not in by_code
    assert by_code["THR001"].severity is Severity.WARNING
    assert by_code["SUB005"].severity is Severity.NOTE
    assert by_code["SUB005"].options.max_length == 40  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("select", "ignore", "extend", "expected"),
    [
        (("SUB",), (), (), {"SUB001", "SUB002", "SUB003", "SUB004", "SUB005"}),
        (("SUB",), ("SUB003", "subject-format"), (), {"SUB001", "SUB002", "SUB004"}),
        (("SUB001",), (), ("exclamation",), {"SUB001", "TXT003"}),
        (("TXT003", "SUB001"), (), (), {"SUB001", "TXT003"}),
        (("TXT003", "TXT"), ("TXT001",), (), {"TXT003", "TXT004", "TXT005", "TXT006", "TXT012"}),
        (("SIG",), ("SIG",), (), {"SIG004"}),
    ],
)
def test_selection(
    tmp_path: Path,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    extend: tuple[str, ...],
    expected: set[str],
) -> None:
    selection = Selection(select, ignore, extend)
    binding = settings_of(tmp_path, "rules: {TXT003: off}\nlocked: [SIG004]\n", selection)
    assert named(binding.rules) == expected


def test_a_prefix_does_not_lift_an_off(tmp_path: Path) -> None:
    binding = settings_of(tmp_path, "rules: {TXT003: off}\n", Selection(("TXT",)))
    assert named(binding.rules) == {"TXT001", "TXT004", "TXT005", "TXT006", "TXT012"}


def test_an_unknown_word_of_the_selection_is_a_usage_error() -> None:
    with pytest.raises(UsageError):
        bind(default_settings(), Selection(ignore=("TXT03",)))


OVERRIDES: list[tuple[str, Case, bool]] = [
    ('to: "*@partner.example"', {"to": "x@Partner.example"}, True),
    ('to: "*@partner.example"', {}, False),
    ('from: "ANNA@*"', {}, True),
    ('cc: "*"', {}, False),
    ('cc: "boss@*"', {"cc": "boss@motor.example"}, True),
    ('path: "*/letters/*"', {}, True),
    ("letter: presale", {"headers": {"X-Mailrules-Letter": " presale"}}, True),
    ("letter: presale", {}, False),
    ('subject: "*масло*"', {"subject": "Моторное МАСЛО, звонки"}, True),
    ("language: ru", {"body": "Добрый день."}, True),
    ("language: en", {"subject": "Calls", "body": "Good afternoon."}, True),
    ('{language: ru, to: "*@partner.example"}', {"body": "Добрый день."}, False),
]


@pytest.mark.parametrize(("when", "letter", "holds"), OVERRIDES)
def test_overrides(tmp_path: Path, when: str, letter: Case, holds: bool) -> None:
    conditions = when if when.startswith("{") else "{" + when + "}"
    binding = settings_of(
        tmp_path, f"overrides:\n  - when: {conditions}\n    rules: {{TXT003: off}}\n"
    )
    message = parse(build(letter))
    assert ("TXT003" not in named(binding.active(message, "a/letters/1.eml"))) is holds


def test_the_command_line_names_the_letters_type(tmp_path: Path) -> None:
    text = "overrides:\n  - when: {letter: presale}\n    rules: {TXT003: off}\n"
    binding = settings_of(tmp_path, text)
    assert "TXT003" not in named(binding.active(parse(build({})), "1.eml", "presale"))


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("rules:\n  TXT099: off\n", 3, 3),
        ("rules:\n  SUB005: {max_lenght: 40}\n", 3, 12),
        ("rules:\n  SUB005: {max_length: long}\n", 3, 12),
        ("rules:\n  SUB005: {max_length: 70, pattern: '('}\n", 3, 28),
        ("rules:\n  SUB005: {max_length: 0}\n", 3, 12),
        ("rules:\n  TXT004: {max_lines: none}\n", 3, 12),
        ("rules:\n  BAT002: {window: a day}\n", 3, 12),
        ("overrides:\n  - when: {to: x}\n    rules: {SUB005: {max_lenght: 4}}\n", 4, 22),
        ("locked: [TXT099]\n", 2, 10),
    ],
)
def test_what_a_configuration_has_wrong_is_named_with_its_place(
    tmp_path: Path, text: str, line: int, column: int
) -> None:
    with pytest.raises(ConfigErrors) as caught:
        settings_of(tmp_path, text)
    (error,) = caught.value.errors
    assert (error.line, error.column) == (line, column)


def test_the_nearest_file_is_in_force_and_read_once(tmp_path: Path) -> None:
    (tmp_path / "inner" / "deep").mkdir(parents=True)
    (tmp_path / "rules.yaml").write_text("version: 1\nrules: {TXT003: off}\n")
    (tmp_path / "inner" / "rules.yaml").write_text("version: 1\nmessages: en\n")
    bindings = Bindings()
    outer = bindings(str(tmp_path / "a.eml"))
    inner = bindings(str(tmp_path / "inner" / "deep" / "a.eml"))
    assert "TXT003" not in named(outer.rules)
    assert "TXT003" in named(inner.rules)
    assert bindings(str(tmp_path / "b.eml")) is outer
    assert bindings.messages == "en"
    assert len(bindings.files) == 2
    assert Bindings().messages is None


def test_a_broken_file_is_noted_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rules.yaml").write_text("version: one\n")
    monkeypatch.chdir(tmp_path)
    bindings = Bindings()
    for _ in range(2):
        assert bindings.here() is None
        with pytest.raises(ConfigErrors):
            bindings("draft.eml")
    assert len(bindings.errors) == 1


def test_a_mistake_in_the_file_is_told_before_a_rule_that_it_may_have_held(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text("messages: ru\ncustom: [{code: HOUSE01, type: exist}]\n", "utf8")
    bindings = Bindings(str(path), Selection(("HOUSE01",)))
    assert bindings.here() is None
    (broken,) = bindings.errors
    assert [error.line for error in broken.errors] == [2]
    assert bindings.messages == "ru"
    path.write_text("messages: ru\n", "utf8")
    with pytest.raises(UsageError):
        Bindings(str(path), Selection(("HOUSE01",))).here()
