"""What the rules of the house say of an example's letter, at the template's own line."""

from pathlib import Path

import pytest

from mailrules.findings import Edit, Scope
from tests.compose.guard.folder import NOTE, PRICE, PRICED, check, only, said, spots, write


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("Пётр.", "Пётр!", "note.j2:11:18 TXT003"),
        ("запущен.", "запущен!", "note.j2:13:31 TXT003"),
        ("запущен.", "запусчен.", "note.j2:13:24 TXT001"),
        ("Запуск проекта", "Запуск праекта", "note.j2:4:17 TXT001"),
        ("запущен.", "запущен.\n\nЖдём ответа!", "note.j2:15:12 TXT003"),
        ("Проект «{{", "{% set a = 1 %}Ждём! Проект «{{", "note.j2:13:20 TXT003"),
        ("Запуск проекта {{ project }}", "'Запуск! {{ project }}'", "note.j2:4:17 TXT003"),
        ("subject: Запуск проекта", "subject: Вопрос #", "note.j2:4:10 SUB002"),
        ("{{ project }}» з", "{{ project }}» за{{ 'пус' }}чен и з", "note.j2:13:24 TXT001"),
    ],
)  # fmt: skip
def test_a_finding_stands_where_the_template_wrote_it(
    old: str, new: str, found: str, tmp_path: Path
) -> None:
    assert old in NOTE
    folder = write(tmp_path, {"note.j2": NOTE.replace(old, new, 1)})
    assert spots(check(folder / "note.j2", select="TXT001 TXT003 SUB002")) == [found]


def test_a_sound_template_has_none(tmp_path: Path) -> None:
    run = check(write(tmp_path, {"note.j2": NOTE}) / "note.j2")
    assert spots(run) == []
    assert (run.judged, run.kind) == (1, "templates")


def test_it_says_which_example_shows_it_once(tmp_path: Path) -> None:
    second = "  - name: шины\n    data: {project: Продажа шин}\n---\n"
    text = NOTE.replace("---\nДобрый", f"{second}Добрый").replace("Пётр.", "Пётр!")
    finding = only(check(write(tmp_path, {"note.j2": text}) / "note.j2"))
    assert finding.excerpt == "Добрый день, Пётр!"
    assert said(finding).endswith("| Видно в примере «масло»")


def test_a_fix_is_an_edit_of_the_template(tmp_path: Path) -> None:
    folder = write(tmp_path, {"note.j2": NOTE.replace("Пётр.", "Пётр!")})
    fix = only(check(folder / "note.j2")).fix
    assert fix is not None
    assert fix.edits == (Edit(Scope.FILE, ".", line=11, column=18, end_line=11, end_column=19),)


@pytest.mark.parametrize(
    "text",
    [
        NOTE.replace("запущен.", "запу{{ 'щен!' }}"),
        NOTE.replace("Запуск проекта {{ project }}", '"Запу\\x73к! {{ project }}"'),
    ],
)
def test_a_fix_that_is_no_edit_of_the_template_is_told(text: str, tmp_path: Path) -> None:
    finding = only(check(write(tmp_path, {"note.j2": text}) / "note.j2", select="TXT003"))
    assert finding.fix is None
    assert "Исправление: " in said(finding)


def test_a_default_is_told_at_its_field(tmp_path: Path) -> None:
    text = NOTE.replace("required: true", "default: Масло!").replace(
        "{project: Продажа масла}", "{}"
    )
    run = check(write(tmp_path, {"note.j2": text}) / "note.j2", select="TXT003")
    assert spots(run) == ["note.j2:6:3 TXT003", "note.j2:6:3 TXT003"][:1]


def test_what_a_filter_made_of_a_value_is_the_templates(tmp_path: Path) -> None:
    text = NOTE.replace("{{ project }}»", '{{ project ~ "!" }}»')
    run = check(write(tmp_path, {"note.j2": text}) / "note.j2", select="TXT003")
    assert spots(run) == ["note.j2:13:9 TXT003"]


def test_a_pieces_finding_is_the_pieces_once(tmp_path: Path) -> None:
    other = PRICED.replace("name: priced", "name: other")
    files = {"a.j2": PRICED, "b.j2": other, "pieces/price.j2": PRICE.replace("стоит", "стоет")}
    run = check(write(tmp_path, files), select="TXT001")
    assert spots(run) == ["price.j2:1:24 TXT001"]
    assert [letter.beside for letter in run.letters] == [False, False, True]
    assert run.judged == 2


def test_what_a_template_cannot_mend_is_left_out(tmp_path: Path) -> None:
    text = NOTE.replace("запущен.", "запущен. Прикладываю договор.")
    assert spots(check(write(tmp_path, {"note.j2": text}) / "note.j2")) == []


def test_a_signature_of_its_own_is_the_templates(tmp_path: Path) -> None:
    rules = """\
organisation: {name: Nirro Call Center, domains: [nirro.example]}
staff: [{name: Анна Ким, email: anna@nirro.example, position: менеджер, phone: "+7 495 000-00-01"}]
signature:
  template: |
    С уважением,
    {{ name }}
    Тел. {{ phone }}
    {{ email }}
"""
    text = NOTE + "\nС уважением,\nАнна Ким\nТел. +7 495 000-00-01\nanna@nirro.example\n"
    run = check(write(tmp_path, {"note.j2": text}, rules) / "note.j2", select="SIG")
    assert spots(run) == ["note.j2:18:1 SIG004"]


def test_a_rule_about_the_whole_letter_is_told_of_the_whole_file(tmp_path: Path) -> None:
    rules = """\
custom:
  - {code: HOUSE01, name: contract, type: required, scope: body, lemmas: [договор],
     message: Назовите договор, severity: warning, wrong: [Привет], right: [Договор подписан]}
"""
    finding = only(check(write(tmp_path, {"note.j2": NOTE}, rules) / "note.j2", select="HOUSE01"))
    assert (finding.location.line, finding.location.column) == (1, 1)


def test_a_text_that_is_no_letter_needs_no_greeting(tmp_path: Path) -> None:
    text = NOTE.replace("summary:", "form: text\nsummary:").replace("Добрый день, Пётр.\n\n", "")
    assert spots(check(write(tmp_path, {"note.j2": text}) / "note.j2")) == []
    again = text.replace("запущен.", "запущен!")
    assert spots(check(write(tmp_path, {"note.j2": again}) / "note.j2")) == ["note.j2:12:31 TXT003"]


def test_the_people_an_example_names_are_written_to(tmp_path: Path) -> None:
    text = (
        NOTE.replace("Пётр.", "{{ client.name|first_name }}.")
        .replace("fields:", "fields:\n  client: {type: person, required: true}")
        .replace("{project:", "{client: {name: Марина Орлова, email: m@motor.example}, project:")
    )
    assert spots(check(write(tmp_path, {"note.j2": text}) / "note.j2")) == []
    unnamed = text.replace(", email: m@motor.example", "")
    found = spots(check(write(tmp_path, {"note.j2": unnamed}) / "note.j2"))
    assert [spot.split()[1] for spot in found] == ["TPL005"]  # TXT012: nobody of that name


def test_an_internal_letter_goes_to_our_own(tmp_path: Path) -> None:
    text = NOTE.replace("summary:", "internal: true\nsummary:")
    assert spots(check(write(tmp_path, {"note.j2": text}) / "note.j2")) == []


def test_ignored_is_what_the_house_ignores(tmp_path: Path) -> None:
    rules = """\
ignore:
  - {code: TXT003, reason: слоган, path: templates/note.j2}
  - {code: TPL003, reason: на вырост}
"""
    text = NOTE.replace("Пётр.", "Пётр!").replace("examples:", "  city: {type: text}\nexamples:")
    run = check(write(tmp_path, {"note.j2": text}, rules) / "note.j2")
    assert spots(run) == ["note.j2:7:3 TPL003", "note.j2:12:18 TXT003"]
    assert not list(run.counted())


def test_a_suppressed_finding_about_data_is_none(tmp_path: Path) -> None:
    rules = "ignore:\n  - {code: TXT003, reason: слоган}\n"
    text = NOTE.replace("Продажа масла", "Масло!")
    assert spots(check(write(tmp_path, {"note.j2": text}, rules) / "note.j2")) == []


def test_the_house_decides_how_grave_a_template_rule_is(tmp_path: Path) -> None:
    text = NOTE.replace("{project: Продажа масла}", "{}")
    folder = write(tmp_path, {"note.j2": text}, "rules: {TPL005: note}\n")
    assert only(check(folder / "note.j2")).severity == "note"
    folder = write(tmp_path, {"note.j2": text}, "rules: {template-example-fails: off}\n")
    assert spots(check(folder / "note.j2")) == []
    overridden = "overrides:\n  - {when: {path: 'templates/*'}, rules: {TPL005: off}}\n"
    folder = write(tmp_path, {"note.j2": text}, overridden)
    assert spots(check(folder / "note.j2")) == []


def test_a_value_is_found_among_all_of_an_examples(tmp_path: Path) -> None:
    text = (
        NOTE.replace(
            "fields:", "fields:\n  cities: {type: list, default: [Москва]}\n  sum: {type: money}"
        )
        .replace("запущен.", "запущен{{ ': ' ~ cities|join if cities }}{{ sum or '' }}.")
        .replace("Продажа масла}", "Продажа масла!, cities: [Тверь, Тула]}")
    )
    finding = only(check(write(tmp_path, {"note.j2": text}) / "note.j2", select="TXT003 TPL005"))
    assert finding.message.arguments["field"] == "project"


def test_what_stands_in_the_signature_is_not_the_templates(tmp_path: Path) -> None:
    kim = "{code: HOUSE01, name: kim, type: existence, scope: signature, words: [Ким], message: x}"
    rules = f"custom: [{kim}]\n"
    folder = write(tmp_path, {"note.j2": NOTE}, rules)
    assert spots(check(folder / "note.j2", select="HOUSE01")) == []


def test_a_subject_that_says_nothing_is_told_where_it_stands(tmp_path: Path) -> None:
    text = NOTE.replace("Запуск проекта {{ project }}", '"{# пусто #}"')
    found = spots(check(write(tmp_path, {"note.j2": text}) / "note.j2", select="SUB001"))
    assert found == ["note.j2:4:11 SUB001"]
