"""Which templates are checked, and which files are none."""

import os
from pathlib import Path

import pytest

from mailrules.compose.guard import check_templates
from mailrules.engine import Run
from mailrules.errors import ConfigErrors, UsageError
from mailrules.rules import Bindings
from mailrules.rules.custom import reading
from mailrules.rules.expressions import Allowance
from mailrules.wording import render, wording
from tests.compose.guard.folder import NOTE, PRICE, PRICED, check, spots, write

SHIPPED = Path(__file__).parent.parent.parent.parent / "templates"
BROKEN = "{% if x %}"


def names(run: Run) -> list[str]:
    return [Path(letter.path).name for letter in run.letters if not letter.beside]


def reasons(run: Run) -> list[str]:
    return [render(one.reason, "ru") for one in run.unreadable]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {"note.j2": NOTE, "priced.j2": PRICED, "pieces/price.j2": PRICE}
    return write(tmp_path, files)


def test_a_template(folder: Path) -> None:
    assert names(check(folder / "note.j2")) == ["note.j2"]


def test_a_piece_stands_for_all_that_include_it(folder: Path) -> None:
    inner = folder / "pieces" / "inner.j2"
    inner.write_text("Сумма: {{ price|rub }}.\n", "utf8")
    (folder / "pieces" / "price.j2").write_text('{% include "pieces/inner.j2" %}', "utf8")
    assert names(check(inner)) == ["priced.j2"]
    assert names(check(folder / "pieces" / "price.j2")) == ["priced.j2"]


def test_a_piece_that_nobody_includes_is_only_read(folder: Path) -> None:
    alone = folder / "pieces" / "alone.j2"
    alone.write_text("{% if anything %}{{ at_all }}{% endif %}", "utf8")
    assert spots(check(alone)) == []
    alone.write_text("Ой. {% if anything %}", "utf8")
    assert spots(check(alone)) == ["alone.j2:1:8 TPL001"]


def test_what_a_broken_piece_includes_is_told_there_once(folder: Path) -> None:
    (folder / "pieces" / "price.j2").write_text(BROKEN, "utf8")
    (folder / "pieces" / "outer.j2").write_text('{% include "pieces/price.j2" %}', "utf8")
    assert spots(check(folder)) == ["price.j2:1:4 TPL001"]


def test_a_folder_and_all_below_it_each_once(folder: Path) -> None:
    run = check(folder.parent, folder, folder / "note.j2")
    assert names(run) == ["note.j2", "priced.j2"]


def test_in_order_of_their_paths(folder: Path) -> None:
    run = check(folder / "priced.j2", folder / "note.j2")
    assert names(run) == ["note.j2", "priced.j2"]


def test_paths_that_are_no_templates(folder: Path) -> None:
    (folder.parent / "empty").mkdir()
    missing, other = folder / "none.j2", folder.parent / "rules.yaml"
    run = check(missing, other, folder.parent / "empty", folder / "note.j2")
    assert reasons(run)[0] == render(wording("unreadable.missing"), "ru")
    assert ".j2" in reasons(run)[1]
    assert "нет шаблонов" in reasons(run)[2]
    assert names(run) == ["note.j2"]


def test_the_folder_in_force(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent)
    run = check()
    assert [letter.path for letter in run.letters] == ["templates/note.j2", "templates/priced.j2"]


def test_a_folder_that_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(os.path.dirname(folder.parent))
    assert names(check_templates((), Bindings(), templates=str(folder))) == ["note.j2", "priced.j2"]
    with pytest.raises(UsageError):
        check_templates((), Bindings(), templates=str(folder / "none"))


def test_the_shipped_ones_where_there_are_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run = check(select="TPL004")
    assert names(run) == sorted(path.name for path in SHIPPED.glob("*.j2"))


def test_all_are_the_folders_and_the_shipped(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent)
    bindings = Bindings(None)
    run = check_templates(["nothing"], bindings, everything=True)
    assert len(names(run)) == 2 + len(list(SHIPPED.glob("*.j2")))
    assert not run.unreadable


def test_a_piece_of_the_shipped_folder_stands_behind(folder: Path) -> None:
    text = NOTE.replace("Добрый день, Пётр.", '{% include "pieces/greeting.j2" %}')
    (folder / "note.j2").write_text(text, "utf8")
    assert spots(check(folder / "note.j2")) == []


def test_each_template_by_the_configuration_where_it_lies(folder: Path, tmp_path: Path) -> None:
    lenient = tmp_path / "lenient"
    lenient.mkdir()
    loud = NOTE.replace("Пётр.", "Пётр!")
    other = write(lenient, {"note.j2": loud}, "rules: {TXT003: off}\n")
    (folder / "note.j2").write_text(loud, "utf8")
    assert spots(check(folder / "note.j2", other / "note.j2", select="TXT TPL")) == spots(
        check(folder / "note.j2")
    )


def test_a_broken_configuration_leaves_its_templates_unjudged(folder: Path) -> None:
    (folder.parent / "rules.yaml").write_text("rules: {TXT999: off}\n", "utf8")
    run = check(folder / "note.j2")
    assert not run.letters
    assert "rules.yaml:1:" in reasons(run)[0]


def test_a_broken_configuration_of_the_working_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder.parent / "rules.yaml").write_text("rules: {TXT999: off}\n", "utf8")
    monkeypatch.chdir(folder.parent)
    with pytest.raises(ConfigErrors):
        check()


def test_a_piece_that_cannot_be_read_is_told_and_the_others_are_judged(folder: Path) -> None:
    (folder / "pieces" / "price.j2").write_bytes(b"\xff")
    for path in (folder / "priced.j2", folder / "pieces" / "price.j2"):
        assert "price.j2:1:1 TPL004" in spots(check(path))
    (folder / "pieces" / "price.j2").write_bytes(b"x" * (3 << 20))
    run = check(folder / "note.j2")
    assert [one.path for one in run.unreadable] == [str(folder / "pieces" / "price.j2")]
    assert [letter.path for letter in run.letters] == [str(folder / "note.j2")]


def test_a_rule_that_takes_too_long_leaves_its_template_unjudged(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "Allowance", lambda: Allowance(0.01))
    slow = '{code: HS10, name: slow, type: existence, pattern: "[^.]*x[^.]*y[^.]*z", message: m}'
    (folder.parent / "rules.yaml").write_text(f"custom: [{slow}]\n", "utf8")
    text = NOTE.replace("запущен.", "запущен\n\n" + ("xy" * 30 + "\n") * 500)
    (folder / "note.j2").write_text(text, "utf8")
    run = check(folder / "note.j2", select="HS10 TPL")
    assert "rules.yaml:1:" in reasons(run)[0]
    assert names(run) == ["note.j2"]


def test_a_broken_configuration_beside_the_folder_that_is_named(folder: Path) -> None:
    (folder.parent / "rules.yaml").write_text("rules: {TXT999: off}\n", "utf8")
    run = check_templates((), Bindings(), templates=str(folder))
    assert [Path(one.path).name for one in run.unreadable] == [
        "note.j2",
        "priced.j2",
        "price.j2",
    ]
    assert not run.letters


def test_a_file_that_cannot_be_read(folder: Path) -> None:
    (folder / "note.j2").write_bytes(b"x" * 3_000_000)
    run = check(folder / "note.j2")
    assert [Path(one.path).name for one in run.unreadable] == ["note.j2"]


def test_a_file_in_another_encoding_is_told_where(folder: Path) -> None:
    (folder / "note.j2").write_bytes(NOTE.encode("cp1251"))
    assert spots(check(folder / "note.j2")) == ["note.j2:3:10 TPL004"]


def test_line_breaks_of_windows(folder: Path) -> None:
    (folder / "note.j2").write_bytes(NOTE.replace("Пётр.", "Пётр!").replace("\n", "\r\n").encode())
    assert spots(check(folder / "note.j2")) == ["note.j2:11:18 TXT003"]
